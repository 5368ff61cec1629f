"""Clients that mean harm, for the tests of the server: `python attackers.py KIND PORT NUMBER` until killed.

Loopback only, a bounded number of connections, and each sends at a bounded rate.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

HOST: Final = b"Host: a.example\r\n"
_QUERY: Final = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query\r\n"
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
# What four connections sent when each took 56 to 128 ms to read.
_HEADERS: Final = (
    "Accept: text/html;q=" + "1" * 4000 + "x",
    'Accept: a/b;p="' + '\\"' * 2000,
    'Accept-Profile: "' + '\\"' * 2040,
    "Accept-Language: a" + "-a" * 2040,
)


async def slow_body(connection: Connection) -> None:
    """Send a body byte by byte."""
    await _dripping(connection, _QUERY + b"Content-Length: 1000\r\n\r\n", b"A")


async def silent_body(connection: Connection) -> None:
    """Send one byte of a body, and no more."""
    await _send(connection, _QUERY + b"Content-Length: 1000\r\n\r\nA")
    await _until_closed(connection)


async def endless_chunks(connection: Connection) -> None:
    """Send a body without a length, chunk by chunk."""
    await _dripping(connection, _QUERY + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nA\r\n")


async def idle(connection: Connection) -> None:
    """Send nothing."""
    await _until_closed(connection)


async def kept_alive(connection: Connection) -> None:
    """Ask once, and keep the connection."""
    await _send(connection, b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n")
    await _until_closed(connection)


async def slow_head(connection: Connection) -> None:
    """Send a header byte by byte."""
    await _dripping(connection, b"GET /catalog.ttl HTTP/1.1\r\n" + HOST + b"X: ", b"a")


async def slow_reader(connection: Connection) -> None:
    """Ask again and again, and read nothing of the answers."""
    reader, _ = connection
    reader._transport.pause_reading()  # type: ignore[attr-defined]  # there is no public way
    while True:
        await _send(connection, b"GET /catalog.nt HTTP/1.1\r\n" + HOST + b"\r\n")
        await asyncio.sleep(0.5)


async def hostile_headers(connection: Connection) -> None:
    """Send headers of 4 kB that are hard to read, 8.5 times a second."""
    number = 0
    while True:
        for header in _HEADERS:
            number += 1
            fields = f"{header}{number}\r\n".encode()
            await _send(connection, b"GET /catalog.ttl HTTP/1.1\r\n" + HOST + fields + b"\r\n")
            await asyncio.sleep(1 / 8.5)
            await connection[0].read(1 << 20)


async def bomb(connection: Connection) -> None:
    """Send what is a body of ten million bytes when it is decoded, and one that is as long as it says."""
    head = _QUERY + b"Content-Encoding: gzip\r\nContent-Length: 10000\r\n\r\n"
    await _send(connection, head + b"\x1f\x8b\x08" + b"\0" * 9997)
    await _until_closed(connection)


async def long_body(connection: Connection) -> None:
    """Send a body of ten million bytes."""
    await _send(connection, _QUERY + b"Content-Length: 10000000\r\n\r\n" + b"#" * 200_000)
    await _until_closed(connection)


async def lost(connection: Connection) -> None:
    """Ask for what is not there, with paths and queries of 50 kB, twice a second."""
    for number in range(1000):
        target = f"/{number}{'a/' * 12_500}?{'_=&' * 8000}".encode()
        await _send(connection, b"GET " + target + b" HTTP/1.1\r\n" + HOST + b"\r\n")
        await asyncio.sleep(0.5)
        await connection[0].read(1 << 20)


async def _dripping(connection: Connection, head: bytes, drop: bytes) -> None:
    await _send(connection, head)
    while True:
        await _send(connection, drop)
        await asyncio.sleep(1)


async def _send(connection: Connection, data: bytes) -> None:
    connection[1].write(data)
    await connection[1].drain()


async def _until_closed(connection: Connection) -> None:
    while await connection[0].read(1 << 16):
        pass
    await asyncio.sleep(0.5)


KINDS: Final[dict[str, Callable[[Connection], Awaitable[None]]]] = {
    attack.__name__: attack
    for attack in (
        slow_body, silent_body, endless_chunks, idle, kept_alive, slow_head, slow_reader, hostile_headers,
        bomb, long_body, lost,
    )
}  # fmt: skip


async def _again_and_again(kind: str, port: int, opened: asyncio.Queue[None]) -> None:
    while True:
        with suppress(OSError):
            connection = await asyncio.open_connection("127.0.0.1", port)
            opened.put_nowait(None)
            try:
                await KINDS[kind](connection)
            finally:
                connection[1].close()
        await asyncio.sleep(0.1)


async def main(kind: str, port: int, number: int) -> None:
    """Attack with so many connections at a time; say when all were opened once."""
    opened: asyncio.Queue[None] = asyncio.Queue()
    tasks = [asyncio.create_task(_again_and_again(kind, port, opened)) for _ in range(number)]
    for _ in range(number):
        await opened.get()
    print("ready", flush=True)
    async with asyncio.timeout(300):
        await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
