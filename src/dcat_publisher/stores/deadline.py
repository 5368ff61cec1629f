"""Answers that come in time or not at all: a time-out of a socket alone is over again with each byte."""

from __future__ import annotations

import http.client
import io
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from dcat_publisher.model.errors import StoreError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE: Final = 256 * 1024
# No graph of a catalogue comes near; what does is no answer, and would fill the memory.
LARGEST: Final = 1024 * 1024 * 1024
"""How many bytes an answer may have."""


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


def whole_body(response: http.client.HTTPResponse, url: str) -> bytes:
    """Read the body of a response; raises StoreError when it is larger than any answer is."""
    data = io.BytesIO()
    stream = cast("BinaryIO", response)
    while piece := stream.read(_PIECE):
        if data.tell() + len(piece) > LARGEST:
            raise StoreError(f"{url} sends more than {LARGEST // 2**20} MiB, which is no answer")
        data.write(piece)
    return data.getvalue()
