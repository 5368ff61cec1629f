"""Who may ask: how many queries of one web process, and of each client in all processes together."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.protocol import RefusedError
from dcat_publisher.system.locks import lock

_SECONDS_BETWEEN_TRIES: Final = 0.02
# So many files at most; two clients share one by chance only, and then wait for one another.
_HEXADECIMAL_DIGITS: Final = 3


class Gate:
    """Lets as many of a web process through as the limits allow, and nobody wait."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._inside: Counter[str] = Counter()

    @contextmanager
    def admit(self, client: str) -> Iterator[None]:
        """Count a client's query for as long as the block lasts; raises RefusedError with 429 or 503."""
        with self._lock:
            if self._inside[client] >= self._limits.share:
                raise _too_many(self._limits.share)
            if self._inside.total() >= self._limits.places:
                raise busy(self._limits)
            self._inside[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside[client] -= 1
                if not self._inside[client]:
                    del self._inside[client]


class Turns:
    """Lets a client have all workers but one at most, however many web processes it asks.

    A turn is a lock on a file beside the socket of the query service. The kernel takes it back when a process
    ends, however it does.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    @contextmanager
    def take(self, client: str, folder: Path, gone: Callable[[], bool]) -> Iterator[None]:
        """Wait for a turn of a client and keep it for as long as the block lasts.

        Raises RefusedError with 429 when the client's other queries take too long, OSError when the service
        has ended.
        """
        name = hashlib.sha256(client.encode("utf-8", "replace")).hexdigest()[:_HEXADECIMAL_DIGITS]
        files = [folder / f"turn-{name}-{number}" for number in range(self._limits.at_once)]
        end = time.monotonic() + self._limits.patience
        while (descriptor := _locked(files)) is None:
            if time.monotonic() >= end or gone():
                raise _too_many(self._limits.at_once)
            time.sleep(_SECONDS_BETWEEN_TRIES)
        try:
            yield
        finally:
            os.close(descriptor)


def _locked(files: list[Path]) -> int | None:
    """Lock the first of some files that nobody has; None when all are taken."""
    for file in files:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with suppress(BlockingIOError):
            lock(descriptor)
            return descriptor
        os.close(descriptor)
    return None


def _too_many(number: int) -> RefusedError:
    queries = "query" if number == 1 else "queries"
    return RefusedError(429, f"you have {number} {queries} under way; wait for one of them", wait=1)


def busy(limits: Limits) -> RefusedError:
    """Say that others' queries have to end first."""
    wait = max(1, int(limits.patience))
    return RefusedError(503, "too many queries are under way; try again soon", wait)
