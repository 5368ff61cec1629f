"""Bodies: read within a time and a size; when there is no room for one more, the slowest makes room."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from dcat_publisher.serve.bodies import Bodies, LateBodyError, ShortBodyError


async def sent(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def never(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk
    await asyncio.Event().wait()


async def drip() -> AsyncIterator[bytes]:
    while True:
        yield b"a"
        await asyncio.sleep(0.01)


def test_a_body_is_put_together() -> None:
    assert asyncio.run(Bodies().read(sent(b"ab", b"", b"c"), 3, 10)) == b"abc"
    assert asyncio.run(Bodies().read(sent(b"ab", b"c"), None, 10)) == b"abc"
    assert asyncio.run(Bodies().read(sent(), 0, 10)) == b""


@pytest.mark.parametrize("chunks", [never(), never(b"a"), drip()], ids=["none", "one", "drip"])
def test_a_body_that_takes_too_long_is_given_up(chunks: AsyncIterator[bytes]) -> None:
    with pytest.raises(LateBodyError):
        asyncio.run(Bodies(seconds=0.1).read(chunks, 1000, 1_000_000))


def test_of_a_body_that_is_too_long_no_more_is_read_than_shows_it() -> None:
    assert len(asyncio.run(Bodies().read(never(b"a" * 8, b"a" * 8), None, 10))) == 16


def test_a_body_that_ends_early_is_told_from_a_whole_one() -> None:
    with pytest.raises(ShortBodyError):
        asyncio.run(Bodies().read(sent(b"ab"), 3, 10))


def test_an_unreadable_body_of_no_declared_length_is_told_by_its_blanks() -> None:
    with pytest.raises(ShortBodyError):
        asyncio.run(Bodies().read(sent(b"ab", b"", b""), None, 10))
    assert asyncio.run(Bodies().read(sent(b"ab", b"", b""), None, 10, trailers=True)) == b"ab"


def test_a_quick_body_gets_in_however_many_slow_ones_there_are() -> None:
    async def crowd() -> list[bytes | BaseException]:
        bodies = Bodies(seconds=60, most=4)
        slow = [asyncio.create_task(bodies.read(never(b"a"), 1000, 2000)) for _ in range(40)]
        await asyncio.sleep(0)
        assert await bodies.read(sent(b"whole"), 5, 10) == b"whole"
        given_up = await asyncio.gather(*slow[:36], return_exceptions=True)
        for task in slow[36:]:
            task.cancel()
        await asyncio.gather(*slow[36:], return_exceptions=True)
        return given_up

    given_up = asyncio.run(crowd())
    assert len(given_up) == 36
    assert all(isinstance(error, LateBodyError) for error in given_up)
