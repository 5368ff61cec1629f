"""Reading the bodies of requests: each within a time and a size, and only so many at once.

A body is awaited in the event loop, where one that does not come costs a connection and no thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from typing import Final

SECONDS: Final = 10.0
"""How long a body may take to arrive, from its head on."""
MOST_AT_ONCE: Final = 128
"""How many bodies are read at the same time in one process."""


class LateBodyError(Exception):
    """A body did not come in time, or made room for a later one."""


class ShortBodyError(Exception):
    """A body ended before the length that was said for it."""


class Bodies:
    """The bodies that are being read.

    When there is no room for one more, the one that has been awaited longest makes room: a body that is sent
    as bodies are is there within milliseconds, so it is the slow ones that go.
    """

    def __init__(self, seconds: float = SECONDS, most: int = MOST_AT_ONCE) -> None:
        self._seconds = seconds
        self._most = most
        self._under_way: dict[asyncio.Timeout, None] = {}

    async def read(
        self, chunks: AsyncIterable[bytes], declared: int | None, longest: int, *, trailers: bool = False
    ) -> bytes:
        """Read a body; of one that is longer than `longest` bytes, no more than shows that it is.

        Args:
            chunks: what is sent.
            declared: the length that Content-Length says, None where it says none.
            longest: how many bytes a body may have; a longer one is not read to its end.
            trailers: whether fields are announced to follow it.

        Raises LateBodyError and ShortBodyError.

        """
        if len(self._under_way) >= self._most:
            self._make_room()
        try:
            async with asyncio.timeout(self._seconds) as limit:
                self._under_way[limit] = None
                try:
                    body, blanks = await _collected(chunks, longest)
                finally:
                    self._under_way.pop(limit, None)
        except TimeoutError as error:
            raise LateBodyError from error
        short = blanks > 1 and not trailers if declared is None else len(body) < declared
        if short and len(body) <= longest:
            raise ShortBodyError
        return body

    def _make_room(self) -> None:
        oldest = next(iter(self._under_way))
        del self._under_way[oldest]
        oldest.reschedule(asyncio.get_running_loop().time())


async def _collected(chunks: AsyncIterable[bytes], longest: int) -> tuple[bytes, int]:
    """Return what is sent, and how many chunks were empty.

    Granian gives an empty chunk for the end of a body, and one before it for what cannot be read: a broken
    chunk, a connection that was closed in the middle. Fields behind the body look the same.
    """
    parts: list[bytes] = []
    size = blanks = 0
    async for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        blanks += not chunk
        if size > longest:
            break
    return b"".join(parts), blanks
