"""How many queries of one web process may be under way: in all, and for each client."""

from __future__ import annotations

import ipaddress
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.protocol import RefusedError


class Gate:
    """Lets as many through as the limits allow, and nobody wait."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._inside: Counter[str] = Counter()

    @contextmanager
    def admit(self, client: str) -> Iterator[None]:
        """Count a client's query for as long as the block lasts; raises RefusedError with 429 or 503."""
        with self._lock:
            if self._inside[client] >= self._limits.per_client:
                reason = f"you have {self._limits.per_client} queries under way; wait for one of them"
                raise RefusedError(429, reason, wait=1)
            if self._inside.total() >= self._limits.workers + self._limits.waiting:
                raise busy(self._limits)
            self._inside[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside[client] -= 1
                if not self._inside[client]:
                    del self._inside[client]


def busy(limits: Limits) -> RefusedError:
    """Say that others' queries have to end first."""
    wait = int(limits.patience)
    return RefusedError(503, "too many queries are under way; try again soon", wait)


def client_of(peer: str | None, forwarded_for: str | None) -> str:
    """Tell clients apart by address; behind a proxy on this machine, by the address that it names last.

    What a client itself puts into X-Forwarded-For stands before that, and is not believed.
    """
    if forwarded_for and _is_near(peer):
        return forwarded_for.rpartition(",")[2].strip()
    return peer or ""


def _is_near(peer: str | None) -> bool:
    """Tell whether a peer is on this machine: by a Unix socket, which has no address, or the loopback one."""
    try:
        return not peer or ipaddress.ip_address(peer).is_loopback
    except ValueError:
        return True
