"""Handing answers to the server so that a client who does not read them costs little.

The server keeps a copy of what it has not sent, for each connection. So what is long and kept here anyway is
handed over as a file without a name, of which the server reads a piece at a time; and what was made for one
request, such as a result of a query, is counted until it is sent.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from dcat_publisher.serve.answers import Answer

_LONG: Final = 256 * 1024
"""Bytes from which on an answer is long; the buffers of a connection hold about as much anyway."""
_MOST_UNSENT: Final = 256 * 1024 * 1024
"""How many bytes of long answers made for one request may wait in one process for clients to read them."""
_MOST_FILES: Final = 32
_SECONDS_TO_OPEN: Final = 60.0
"""How long a file stays that is no longer wanted: the server may be about to open it."""


class Sender(Protocol):
    """What an answer is given to (RSGI)."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Answer with bytes."""

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None:
        """Answer with what is in a file."""


class Delivery:
    """Sends answers; knows the files and how much is unsent."""

    def __init__(self, most_unsent: int = _MOST_UNSENT) -> None:
        self._most_unsent = most_unsent
        self._unsent = 0
        self._files: dict[int, tuple[bytes, int]] = {}
        self._build = ""
        self._watching: set[asyncio.Task[None]] = set()

    def send(self, sender: Sender, given: Answer, build: str | None = None) -> None:
        """Send an answer; `build` is the version of the site that keeps these bytes, None if none does."""
        if build is not None and len(given.body) >= _LONG and hasattr(os, "memfd_create"):
            if build != self._build:
                self._close_files()
                self._build = build
            sender.response_file(given.status, given.headers, self._path(given.body))
        else:
            sender.response_bytes(given.status, given.headers, given.body)

    async def send_fresh(
        self, sender: Sender, given: Answer, disconnected: Callable[[], Awaitable[None]]
    ) -> None:
        """Send an answer made for this request; 503 when too much waits already for clients to read it.

        The connection is closed behind a long one, for that is how its end is known.
        """
        size = len(given.body)
        if size < _LONG:
            return self.send(sender, given)
        if self._unsent + size > self._most_unsent:
            text = b"too many long answers wait to be read; try again soon\n"
            headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "5")]
            return self.send(sender, Answer(503, headers, text))
        self._unsent += size
        task = asyncio.ensure_future(self._count_until(disconnected(), size))
        self._watching.add(task)
        task.add_done_callback(self._watching.discard)
        return self.send(sender, given._replace(headers=[*given.headers, ("Connection", "close")]))

    async def _count_until(self, end: Awaitable[None], size: int) -> None:
        try:
            await end
        finally:
            self._unsent -= size

    def _path(self, body: bytes) -> str:
        """Return the path of a file that has these bytes; each opening of it begins at the first of them."""
        kept = self._files.get(id(body))
        if kept is None:
            descriptor = os.memfd_create("answer")
            with open(descriptor, "wb", closefd=False) as file:
                file.write(body)
            kept = body, descriptor  # with the bytes, whose number is theirs as long as they are kept
            if len(self._files) >= _MOST_FILES:
                self._close_files()
            self._files[id(body)] = kept
        return f"/proc/self/fd/{kept[1]}"

    def _close_files(self) -> None:
        for _, descriptor in self._files.values():
            asyncio.get_running_loop().call_later(_SECONDS_TO_OPEN, os.close, descriptor)
        self._files.clear()
