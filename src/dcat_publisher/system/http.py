"""Requests over HTTP whose answers come in time or not at all.

A time-out of a socket alone begins again with each byte: whoever sends a byte now and then is waited for
without end. `insight/harvest/fetch.py` has a client of its own, which does as the national harvester's does.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import SplitResult

from dcat_publisher.model.version import __version__

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

USER_AGENT: Final = f"dcat-publisher/{__version__}"
REDIRECTIONS: Final = frozenset({301, 302, 303, 307, 308})
"""The status codes that name another address for the same request (RFC 9110, 15.4)."""


def connection_to(url: SplitResult, seconds: float) -> http.client.HTTPConnection:
    """Return a connection, not open yet, to the server of an address; certificates are verified."""
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    return kind(url.hostname or "", url.port, timeout=seconds)


def sent(
    connection: http.client.HTTPConnection, method: str, url: SplitResult, headers: Mapping[str, str],
    body: bytes | None, seconds: float,
) -> http.client.HTTPResponse:  # fmt: skip
    """Send a request; return the response, all of which has to arrive within so many seconds.

    No redirect is followed. Raises OSError, TimeoutError among them, and http.client.HTTPException.
    """
    target = f"{url.path or '/'}{'?' if url.query else ''}{url.query}"
    connection.response_class = in_time(seconds)  # type: ignore[assignment]  # called alike
    if connection.sock is not None:  # the response before has left it with what remained of its own time
        connection.sock.settimeout(seconds)
    connection.request(method, target, body=body, headers={"User-Agent": USER_AGENT, **headers})
    return connection.getresponse()


def in_time(seconds: float) -> Callable[..., http.client.HTTPResponse]:
    """Return a class of responses of which all, headers included, has to arrive within so many seconds."""
    end = time.monotonic() + seconds

    def response(sock: socket.socket, *args: object, **extra: object) -> http.client.HTTPResponse:
        made = http.client.HTTPResponse(sock, *args, **extra)  # type: ignore[arg-type]  # as http.client calls it
        made.fp.close()
        raw = cast("io.RawIOBase", sock.makefile("rb", buffering=0))
        made.fp = cast("io.BufferedReader", io.BufferedReader(_Timed(sock, raw, end, seconds)))
        return made

    return response


class _Timed(io.RawIOBase):
    """What a socket receives until an end of the clock `time.monotonic`."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase, end: float, seconds: float) -> None:
        self._sock, self._raw, self._end, self._seconds = sock, raw, end, seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """Receive what there is; raises TimeoutError."""
        left = self._end - time.monotonic()
        try:
            if left <= 0:
                raise TimeoutError
            self._sock.settimeout(left)
            return self._raw.readinto(buffer)
        except TimeoutError as error:
            raise TimeoutError(f"timed out: no whole answer within {self._seconds:g} seconds") from error

    def close(self) -> None:
        """Let the socket go as well, when nothing else holds it."""
        self._raw.close()
        super().close()
