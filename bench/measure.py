"""One measurement: a process with its time, its memory and its answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

_STAT = Path("/proc/stat")


@dataclass(frozen=True)
class Measured:
    """Wall clock and processor time in seconds, memory in megabytes of all processes at once, the answer.

    `others` is the share of all processors that other work had meanwhile.
    """

    seconds: float
    cpu: float
    memory: float
    results: int | None = None
    others: float = 0.0


def worker(name: str, *arguments: str | Path) -> Measured | None:
    """Measure a function of `workers`; None when its tool is not installed or fails."""
    return command([sys.executable, "-m", "bench.workers", name, *map(str, arguments)])


def command(words: Sequence[str], codes: Sequence[int] = (0,)) -> Measured | None:
    """Measure a command with all its child processes; None when it fails."""
    before, busy = os.times(), _busy()
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peak = _Peak(process.pid)
    text, errors = process.communicate()
    seconds, after, busy = time.perf_counter() - start, os.times(), _busy() - busy
    memory = peak.stop()
    if process.returncode not in codes:
        print(f"not measured: {' '.join(words)[:120]}\n{errors[-600:]}", file=sys.stderr)
        return None
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    others = max(0.0, busy - cpu) / seconds / (os.cpu_count() or 1)
    return _answered(text, Measured(seconds, cpu, memory, others=others))


def _answered(text: str, whole: Measured) -> Measured:
    """Take time and results from what the process says of itself, where it does."""
    line = text.rstrip().rpartition("\n")[2]
    if not line.startswith("{"):
        return whole
    said = json.loads(line)
    return replace(
        whole, seconds=said.get("seconds", whole.seconds), cpu=said.get("cpu", whole.cpu),
        results=said.get("results"),
    )  # fmt: skip


def _busy() -> float:
    """Return the seconds that all processors of the machine have worked since it started; 0 elsewhere."""
    try:
        first = _STAT.read_text("ascii").partition("\n")[0]
        user, nice, system, _idle, _wait, *more = map(int, first.split()[1:])
    except OSError:
        return 0.0
    return (user + nice + system + sum(more[:2])) / os.sysconf("SC_CLK_TCK")


class _Peak:
    """Watches the memory of a process and its children: proportional, so that shared pages count once."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(0.05):
            self._peak = max(self._peak, sum(map(megabytes, _family(self._pid))))

    def stop(self) -> float:
        self._ended.set()
        self._thread.join()
        return self._peak


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text("ascii").split()
        except OSError:
            continue
        found.extend(map(int, children))
    return found


def megabytes(pid: int) -> float:
    """Return the memory of a process, shared pages in part; 0 where it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:")), 0.0)
