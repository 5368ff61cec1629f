"""The table of requests as they go over the wire (raw-requests.txt), against `serve` and against nginx."""

from __future__ import annotations

import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.serve.nginx_support import nginx_over
from tests.serve.site_support import write_reference_site
from tests.serve.test_live import until
from tests.serve.test_server import answers, running

pytestmark = pytest.mark.slow
TABLE = (Path(__file__).parent / "raw-requests.txt").read_text("utf-8")


class Case(NamedTuple):
    """A request line with its headers, and for each server what comes back."""

    lines: list[str]
    expected: dict[str, list[str]]


def cases() -> Iterator[Case]:
    for block in TABLE.split("\n\n")[1:]:
        request, *answers_ = re.split(r"^-- ", block.strip(), flags=re.MULTILINE)
        expected = {}
        for answer in answers_:
            own = answer.startswith("nginx ")
            expected["nginx" if own else "serve"] = answer.removeprefix("nginx ").strip().splitlines()
        yield Case(request.strip().splitlines(), {"nginx": expected["serve"], **expected})


CASES = list(cases())


@pytest.fixture(scope="module", params=["serve", "nginx"])
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The name of a server, and its address."""
    folder: Path = tmp_path_factory.mktemp("raw")
    write_reference_site(folder / "out")
    if request.param == "serve":
        with running(folder / "out") as (_, address):
            assert until(lambda: answers(address))
            yield "serve", address
        return
    if shutil.which("nginx") is None:
        pytest.skip("nginx is not installed")
    with nginx_over(folder / "out", folder) as port:
        yield "nginx", f"127.0.0.1:{port}"


def exchange(address: str, lines: list[str]) -> tuple[int, dict[str, str], bytes]:
    first, *fields = lines
    names = {field.partition(":")[0] for field in fields}
    fields = [field for field in fields if field != "!Host"]
    fields += [] if names & {"Host", "!Host"} else ["Host: x"]
    text = "\r\n".join([f"{first} HTTP/1.1", *fields, "Connection: close", "", ""])
    text = re.sub(r"\{(\d+)\*(.)\}", lambda match: match[2] * int(match[1]), text)
    data = re.sub(rb"\\x(..)", lambda match: bytes.fromhex(match[1].decode()), text.encode())
    host, _, port = address.partition(":")
    with closing(socket.create_connection((host, int(port)), timeout=120)) as connection:
        with suppress(ConnectionError):  # the answer stands already while we are still writing
            connection.sendall(data)
        head, _, body = received(connection).partition(b"\r\n\r\n")
    status, *rows = head.decode("latin-1").split("\r\n")
    found: dict[str, str] = {}
    for name, _, value in (row.partition(": ") for row in rows):
        found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
    return int(status.split()[1]), found, body


def received(connection: socket.socket) -> bytes:
    parts: list[bytes] = []
    while True:
        try:
            part = connection.recv(1 << 16)
        except ConnectionError:  # closed upon what it did not want to read
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.lines[0][:40])
def test_answer(place: tuple[str, str], case: Case) -> None:
    server, address = place
    tag = exchange(address, ["GET /datasets/kuhr.ttl"])[1]["etag"]
    status, headers, body = exchange(address, [line.replace("{tag}", tag) for line in case.lines])
    first, *fields = case.expected[server]
    expected, _, media_type = first.partition(" ")
    assert status == int(expected)
    if media_type:
        assert headers["content-type"].startswith(media_type)
    for field in fields:
        name, _, value = field.partition(": ")
        if name.startswith("!"):
            assert name[1:].lower() not in headers
        else:
            given = {part.strip() for part in headers[name.lower()].split(",")}
            assert {part.strip() for part in value.split(",")} <= given
    if status in (204, 304) or case.lines[0].startswith("HEAD"):
        assert body == b""
    elif "content-length" in headers:
        assert len(body) == int(headers["content-length"]), "half a body"


def test_the_table_has_what_it_should() -> None:
    assert len(CASES) > 60
    statuses = {int(case.expected["serve"][0].split()[0]) for case in CASES}
    assert statuses >= {200, 204, 304, 400, 404, 405, 406, 412, 414, 431, 501}
