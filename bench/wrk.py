"""One measurement under load: what wrk says of a server."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

CONNECTIONS = 32
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Loaded:
    """Requests a second, the times within which half and 99 % were answered in milliseconds, and errors."""

    who: str
    rate: float
    half: float
    p99: float
    errors: int
    note: str = ""


def load(who: str, url: str, seconds: int) -> Loaded:
    """Ask for one address over many connections, as fast as it goes; wrk itself has one thread."""
    options = ["-t1", f"-c{CONNECTIONS}", "--latency", "-H", "Accept: text/turtle"]
    subprocess.run(["wrk", *options, "-d1s", url], check=True, capture_output=True)
    words = ["wrk", *options, f"-d{seconds}s", url]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", text))
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", text))
    return Loaded(who, rate, _time("50%", text), _time("99%", text), _errors(text))


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"wrk does not say {pattern}:\n{text}")
    return match[1]


def _time(share: str, text: str) -> float:
    amount = _found(rf"{share}\s+([\d.]+\w+)", text)
    unit = amount.lstrip("0123456789.")
    return float(amount.removesuffix(unit)) * _UNITS[unit]


def _errors(text: str) -> int:
    """Count answers other than 2xx and 3xx, and connections that broke or were too slow."""
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    broken = re.search(r"Socket errors: (.*)", text)
    return (int(refused[1]) if refused else 0) + sum(
        map(int, re.findall(r"\d+", broken[1] if broken else ""))
    )
