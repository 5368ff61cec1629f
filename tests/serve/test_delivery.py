"""Answers in the hands of the server: long ones as a file, fresh ones counted until they are read."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from dcat_publisher.serve.answers import Answer
from dcat_publisher.serve.delivery import Delivery

LONG = b"a" * 300_000


class Heard:
    """Stands for the server: notes what it is given."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[str, str]] = []
        self.body = b""
        self.file = ""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None:
        self.status, self.headers, self.file = status, headers, file
        self.body = Path(file).read_bytes()


def answer(body: bytes) -> Answer:
    return Answer(200, [("Content-Length", str(len(body)))], body)


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="the system has no files without a name")
def test_a_long_document_is_a_file_that_is_made_once_for_each_build() -> None:
    async def work() -> list[Heard]:
        delivery, heard = Delivery(), [Heard() for _ in range(5)]
        other = b"b" * 300_000
        for sender, body, build in zip(
            heard, (LONG, LONG, other, b"short", other), ("1", "1", "1", "1", "2"), strict=True
        ):
            delivery.send(sender, answer(body), build)
        assert all(one.status == 200 for one in heard)
        assert [one.body for one in heard] == [LONG, LONG, other, b"short", other]
        return heard

    first, again, other, short, later = asyncio.run(work())
    assert first.file == again.file
    assert len({first.file, other.file, later.file}) == 3
    assert short.file == ""


def test_what_is_not_kept_is_no_file() -> None:
    heard = Heard()
    Delivery().send(heard, answer(LONG))
    assert (heard.file, heard.body) == ("", LONG)


def test_long_answers_that_nobody_reads_are_bounded() -> None:
    async def work() -> None:
        delivery, closed = Delivery(most_unsent=700_000), asyncio.Event()
        senders = [Heard() for _ in range(4)]
        for sender in senders[:3]:
            await delivery.send_fresh(sender, answer(LONG), closed.wait)  # type: ignore[arg-type]
        await delivery.send_fresh(senders[3], answer(b"short"), closed.wait)  # type: ignore[arg-type]
        assert [sender.status for sender in senders] == [200, 200, 503, 200]
        assert ("Connection", "close") in senders[0].headers
        assert ("Connection", "close") not in senders[3].headers
        assert dict(senders[2].headers)["Retry-After"] == "5"
        closed.set()
        while delivery._unsent:
            await asyncio.sleep(0)
        await delivery.send_fresh(senders[2], answer(LONG), closed.wait)  # type: ignore[arg-type]
        assert senders[2].status == 200

    asyncio.run(work())
