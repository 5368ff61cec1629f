"""Whether the client that asked is still there: WSGI has no word for it, so our own descriptors are asked.

The server hands on neither the connection nor its port, only the address of the other end. So the connections
of this process with that address are noted when a query begins, the one with the query among them. When none
of them is left, the client has gone, whatever others have come since. While one is left nothing is known:
behind a proxy that keeps its connections, with HTTP/2, or at a Unix socket, a query of a client that has gone
runs until its time is up.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

# One entry for each descriptor of the process that reads it, on Linux and macOS.
_DESCRIPTORS: Final = Path("/dev/fd")


class Presence:
    """Watches the connections of this process from an address to one of our ports."""

    def __init__(self, peer: str | None, port: str | None) -> None:
        """Note the connections that there are now; none where the system does not say.

        `peer` and `port` are REMOTE_ADDR and SERVER_PORT of a WSGI environment.
        """
        self._peer = _normal(peer or "")
        self._port = port
        self._left = set(self._connections())

    def gone(self) -> bool:
        """Tell whether the client has surely gone."""
        if not self._left:  # nothing was known at the beginning
            return False
        left = self._left.intersection(self._connections())
        if not left:
            return True
        self._left = left
        return False

    def _connections(self) -> Iterator[int]:
        """Yield the port of the other end of each connection with the address."""
        if self._peer is None:  # a Unix socket
            return
        for descriptor in _sockets():
            with suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as connection:
                if connection.family in (socket.AF_INET, socket.AF_INET6):
                    host, port = connection.getpeername()[:2]
                    if _normal(host) == self._peer and str(connection.getsockname()[1]) == self._port:
                        yield port


def _sockets() -> Iterator[int]:
    """Yield the descriptors of this process that are sockets."""
    with suppress(OSError):
        for entry in _DESCRIPTORS.iterdir():
            with suppress(OSError):  # closed meanwhile
                if stat.S_ISSOCK(os.fstat(int(entry.name)).st_mode):
                    yield int(entry.name)


def _normal(host: str) -> str | None:
    """Return an address in one spelling, IPv4 within IPv6 as IPv4; None for what is none."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(address if mapped is None else mapped)
