"""What is told of each request, to an access log and to counters, when somebody asked for it.

A worker that nobody wants to observe has `Front` itself, and pays nothing; another has `ObservedFront`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

from dcat_publisher.serve.bodies import Bodies
from dcat_publisher.serve.front import Exchange, Front, Scope
from dcat_publisher.serve.logs import LogFormat, json_line, moment
from dcat_publisher.serve.requests import joined

if TYPE_CHECKING:
    from flask import Flask

_LONGEST: Final = 1000
"""How many characters of what a client sends stand in a line of the log."""


class Observation(NamedTuple):
    """One request and its answer.

    `seconds` is how long the answer took to be handed to the server, `size` its body in bytes as sent,
    `profile` the one that it says it is in.
    """

    client: str
    method: str
    path: str
    query: str
    protocol: str
    agent: str
    status: int
    size: int
    profile: str
    seconds: float


Observer = Callable[[Observation], None]


class ObservedFront(Front):
    """Answers as `Front` does, and tells observers of each request, one after the other."""

    def __init__(
        self, app: Flask, threads: int, observers: Sequence[Observer], bodies: Bodies | None = None
    ) -> None:
        super().__init__(app, threads, bodies)
        self._observers = observers

    async def __call__(self, scope: Scope, exchange: Exchange) -> None:
        """Answer one request, and tell of it when the answer was handed over."""
        start, seen = time.perf_counter(), _Seen(exchange)
        try:
            await super().__call__(scope, seen)
        finally:
            observation = _observed(scope, seen, time.perf_counter() - start)
            for observer in self._observers:
                observer(observation)


class _Seen:
    """An exchange that notes what is answered; 499, as in nginx, is a client that went before that."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.status = 499
        self.size = 0
        self.profile = ""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self._note(status, headers, len(body))
        self._exchange.response_bytes(status, headers, body)

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None:
        lengths = [value for name, value in headers if name == "Content-Length"]
        self._note(status, headers, int(lengths[0]) if lengths else 0)
        self._exchange.response_file(status, headers, file)

    def client_disconnect(self) -> Awaitable[None]:
        return self._exchange.client_disconnect()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._exchange.__aiter__()

    def _note(self, status: int, headers: list[tuple[str, str]], size: int) -> None:
        self.status, self.size = status, size
        self.profile = next((value for name, value in headers if name == "Content-Profile"), "")


def _observed(scope: Scope, seen: _Seen, seconds: float) -> Observation:
    agent = joined(scope.headers.items()).get("user-agent", "")
    protocol = "HTTP/1.0" if scope.http_version == "1" else f"HTTP/{scope.http_version}"
    return Observation(
        scope.client.rpartition(":")[0].strip("[]"), scope.method, scope.path, scope.query_string, protocol,
        agent, seen.status, seen.size, seen.profile.strip("<>"), seconds,
    )  # fmt: skip


class AccessLog:
    """Writes a line for each request: what a client sent is quoted, so that it can be no line of its own."""

    def __init__(self, form: LogFormat, stream: TextIO | None = None) -> None:
        self._line = _json_line if form == "json" else _text_line
        self._stream = stream if stream is not None else sys.stderr

    def __call__(self, observation: Observation) -> None:
        """Write the line of one request."""
        self._stream.write(self._line(observation, datetime.now(UTC)))
        self._stream.flush()


def _json_line(seen: Observation, now: datetime) -> str:
    said = {
        "client": seen.client, "method": _cut(seen.method), "path": _cut(seen.path),
        "query": _cut(seen.query), "protocol": seen.protocol, "status": seen.status, "bytes": seen.size,
        "ms": round(seen.seconds * 1000, 3), "agent": _cut(seen.agent), "profile": seen.profile,
    }  # fmt: skip
    return f"{json_line('request', now, said)}\n"


def _text_line(seen: Observation, now: datetime) -> str:
    """Return a line in the order of the "combined" format, with what ours has besides behind it."""
    path = f"{seen.path}?{seen.query}" if seen.query else seen.path
    request = _quoted(f"{seen.method} {path} {seen.protocol}")
    more = f"{_quoted(seen.agent or '-')} {_quoted(seen.profile or '-')} {seen.seconds * 1000:.3f}"
    return f"{seen.client or '-'} - - [{moment(now)}] {request} {seen.status} {seen.size} {more}\n"


def _quoted(text: str) -> str:
    return json.dumps(_cut(text), ensure_ascii=True)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
