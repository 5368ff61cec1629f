"""What the processes of a server count, and how a monitor reads it (Prometheus text format 0.0.4).

Each worker has a file of its own, mapped into memory: it alone writes to it, without a lock, and the process
that answers `/metrics` adds the files up. A worker that ended leaves its file, so that no counter goes back.
"""

from __future__ import annotations

import mmap
import os
import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final

from dcat_publisher.serve.observation import Observation

KINDS: Final = ("document", "sparql", "health", "other")
METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS", "other")
STATUSES: Final = (
    200, 204, 206, 300, 301, 302, 303, 304, 400, 404, 405, 406, 408, 410, 412, 413, 414, 415, 429, 499, 500,
    501, 503, 504, 0,
)  # fmt: skip
"""The statuses that are counted apart; 0 stands for any other."""
BUCKETS: Final = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 60.0)
"""Upper bounds of the latencies, in seconds."""
_REQUESTS: Final = list(product(KINDS, METHODS, STATUSES))
_PLACE_OF: Final = {labels: place for place, labels in enumerate(_REQUESTS)}
# Behind the requests, for each kind: its buckets and what is above them, the sum of seconds, the bytes sent.
_WIDTH: Final = len(BUCKETS) + 3
_COUNT: Final = len(_REQUESTS) + len(KINDS) * _WIDTH
_NUMBER: Final = struct.Struct("d")
_ALL: Final = struct.Struct(f"{_COUNT}d")
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Counters:
    """The counters of one worker."""

    def __init__(self, folder: Path) -> None:
        """Make the file of this process in a folder that all workers share."""
        with (folder / f"{os.getpid()}.counters").open("w+b") as file:
            file.truncate(_ALL.size)
            self._memory = mmap.mmap(file.fileno(), _ALL.size)

    def __call__(self, seen: Observation) -> None:
        """Count one request."""
        kind = kind_of(seen.path, seen.status)
        method = seen.method if seen.method in METHODS else "other"
        status = seen.status if seen.status in STATUSES else 0
        self._add(_PLACE_OF[kind, method, status], 1)
        own = len(_REQUESTS) + KINDS.index(kind) * _WIDTH
        self._add(own + bisect_left(BUCKETS, seen.seconds), 1)
        self._add(own + len(BUCKETS) + 1, seen.seconds)
        self._add(own + len(BUCKETS) + 2, seen.size)

    def _add(self, place: int, number: float) -> None:
        offset = place * _NUMBER.size
        (before,) = _NUMBER.unpack_from(self._memory, offset)
        _NUMBER.pack_into(self._memory, offset, before + number)


def kind_of(path: str, status: int) -> str:
    """Return what sort of request it was: a document is what is published, and what was refused is other."""
    if path in ("/sparql", "/health"):
        return path[1:]
    return "document" if status < 400 else "other"


def counted(folder: Path) -> list[float]:
    """Return the sums of all workers' counters."""
    sums = [0.0] * _COUNT
    for file in folder.glob("*.counters"):
        data = file.read_bytes()
        if len(data) == _ALL.size:  # a worker may be about to make it
            sums = [before + number for before, number in zip(sums, _ALL.unpack(data), strict=True)]
    return sums


def exposition(sums: Sequence[float], gauges: Sequence[tuple[str, str, str, float]]) -> str:
    """Return the text of `/metrics`; a gauge is its name, what it is, its labels, its value."""
    lines = [*_requests(sums), *_latencies(sums), *_bytes(sums)]
    told = set[str]()
    for name, about, labels, value in gauges:
        if name not in told:
            told.add(name)
            lines += _head(name, about, "gauge")
        lines.append(f"dcat_publisher_{name}{labels} {value:.15g}")
    return "".join(f"{line}\n" for line in lines)


def _requests(sums: Sequence[float]) -> Iterator[str]:
    yield from _head("requests_total", "Requests by kind, method and status (0: another one).", "counter")
    for (kind, method, status), number in zip(_REQUESTS, sums, strict=False):
        if number:
            labels = f'kind="{kind}",method="{method}",status="{status}"'
            yield f"dcat_publisher_requests_total{{{labels}}} {number:.15g}"


def _latencies(sums: Sequence[float]) -> Iterator[str]:
    name = "dcat_publisher_request_duration_seconds"
    yield from _head("request_duration_seconds", "Time until the answer was handed over.", "histogram")
    for kind, own in _by_kind(sums):
        total = 0.0
        for bound, number in zip([*map(str, BUCKETS), "+Inf"], own, strict=False):
            total += number
            yield f'{name}_bucket{{kind="{kind}",le="{bound}"}} {total:.15g}'
        yield f'{name}_sum{{kind="{kind}"}} {own[-2]:.15g}'
        yield f'{name}_count{{kind="{kind}"}} {total:.15g}'


def _bytes(sums: Sequence[float]) -> Iterator[str]:
    yield from _head("response_bytes_total", "Bytes of bodies sent, by kind.", "counter")
    for kind, own in _by_kind(sums):
        yield f'dcat_publisher_response_bytes_total{{kind="{kind}"}} {own[-1]:.15g}'


def _by_kind(sums: Sequence[float]) -> Iterator[tuple[str, Sequence[float]]]:
    for number, kind in enumerate(KINDS):
        start = len(_REQUESTS) + number * _WIDTH
        yield kind, sums[start : start + _WIDTH]


def _head(name: str, about: str, kind: str) -> list[str]:
    return [f"# HELP dcat_publisher_{name} {about}", f"# TYPE dcat_publisher_{name} {kind}"]
