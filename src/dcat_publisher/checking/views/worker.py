"""The process that answers the queries of views, held by the kernel to its bounds.

It is told the queries first, then asked for one after the other over some triples. Between two questions it
keeps nothing. It may open no file and no connection, whatever the engine tries; a question that takes too
long ends it, and so does one that wants too much memory.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import BlankNode, QueryTriples, RdfFormat, Store, Triple, parse, serialize

from dcat_publisher.system.posix import resource

HEAD: Final = struct.Struct(">BI")
"""What stands before a message: the number of the query or of the outcome, and its length in bytes."""
DONE, REFUSED, NAMELESS = range(3)
"""Outcomes: the triples, the engine's words, a node that has no address."""
_OPEN: Final = 3
_LEAST: Final = 10_000
_TIMES: Final = 100
"""How many triples an answer may have: so many, and so many times those that it was asked about."""
_CLOCK: Final = 10
"""How many times as long a question may take by the clock, where others use the processors as well."""


def main() -> None:
    """Answer until nobody asks."""
    order = json.loads(sys.stdin.buffer.readline())
    _confine(order["memory"])
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(HEAD.size):
        number, length = HEAD.unpack(head)
        data = source.read(length)
        with _timed(order["seconds"]):
            outcome, answer = _answered(order["queries"][number], data)
        _write(target, outcome, answer)


def _write(target: BinaryIO, outcome: int, data: bytes) -> None:
    target.write(HEAD.pack(outcome, len(data)) + data)
    target.flush()


@contextlib.contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """End the process by a signal when something takes longer; Windows has no such timers."""
    timers = [] if not hasattr(signal, "setitimer") else [
        (signal.ITIMER_VIRTUAL, seconds), (signal.ITIMER_REAL, _CLOCK * seconds),
    ]  # fmt: skip
    for timer, most in timers:
        signal.setitimer(timer, most)
    yield
    for timer, _ in timers:
        signal.setitimer(timer, 0)


def _answered(query: str, data: bytes) -> tuple[int, bytes]:
    try:
        store = Store()
        store.extend(parse(data, format=RdfFormat.N_TRIPLES))
        result = store.query(query)
        if not isinstance(result, QueryTriples):
            return REFUSED, b"it is no CONSTRUCT"
        triples = _bounded(result, len(store))
        if any(isinstance(each, BlankNode) for triple in triples for each in (triple.subject, triple.object)):
            return NAMELESS, b""
        return DONE, serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    except (SyntaxError, ValueError, RuntimeError, OSError, MemoryError) as error:
        return REFUSED, " ".join(str(error).split())[:500].encode()


def _bounded(result: QueryTriples, size: int) -> list[Triple]:
    """Return the triples of an answer, each once; raise ValueError where there are far too many."""
    most, triples = _LEAST + _TIMES * size, dict[Triple, None]()
    for triple in result:
        triples[triple] = None
        if len(triples) > most:
            raise ValueError(f"it answers with more than {most} triples to {size}")
    return list(triples)


def _confine(memory: int) -> None:
    """Set the bounds, once the libraries are loaded, and end the process where a file can be opened still."""
    if resource is None:  # Windows has no such bounds
        return
    with contextlib.suppress(ValueError, OSError):
        status = Path("/proc/self/statm")
        if status.exists():
            most = int(status.read_text("ascii").split()[0]) * resource.getpagesize() + memory
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        os.closerange(_OPEN, os.sysconf("SC_OPEN_MAX"))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN, _OPEN))
        with Path(os.devnull).open("rb"):
            os._exit(70)  # EX_SOFTWARE of sysexits.h


if __name__ == "__main__":
    main()
