"""Addresses: what servers answer, and that a fault is one line with nothing written."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from tests.local_server import LocalServer

TEXT = b"""@prefix dcat: <http://www.w3.org/ns/dcat#> .
<https://x.example/c> a dcat:Catalog ; dcat:dataset <https://x.example/d/%s> .
<https://x.example/d/%s> a dcat:Dataset .
"""
ONE = TEXT % (b"a", b"a")
PAGE = b"<!DOCTYPE html><html><body>Log in</body></html>"
NEXT = b"<> <http://www.w3.org/ns/hydra/core#next> <%s> .\n"
TURTLE = "text/turtle"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/plain": (200, {"Content-Type": TURTLE}, ONE),
    "/octets.ttl": (200, {"Content-Type": "application/octet-stream"}, ONE),
    "/untyped": (200, {}, ONE),
    "/packed": (200, {"Content-Type": TURTLE, "Content-Encoding": "gzip"}, gzip.compress(ONE)),
    "/archive": (200, {"Content-Type": "application/gzip"}, gzip.compress(ONE)),
    "/moved": (302, {"Location": "/plain"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/local-file": (302, {"Location": "file:///etc/hosts"}, b""),
    "/denied": (401, {}, b""),
    "/nothing-there": (404, {"Content-Type": "text/html"}, PAGE),
    "/login": (200, {"Content-Type": "text/html"}, PAGE),
    "/login.ttl": (200, {"Content-Type": TURTLE}, PAGE),
    "/called-xml": (200, {"Content-Type": "application/rdf+xml"}, ONE),
    "/called-turtle": (200, {"Content-Type": TURTLE}, b'{"@id": "https://x.example/c"}'),
    "/empty": (200, {"Content-Type": TURTLE}, b""),
    "/cut-off": (200, {"Content-Type": TURTLE, "Content-Length": "9999"}, ONE),
    "/pages": (200, {"Content-Type": TURTLE}, ONE + NEXT % b"/pages/2"),
    "/pages/2": (200, {"Content-Type": TURTLE}, TEXT % (b"b", b"b")),
    "/half": (200, {"Content-Type": TURTLE}, ONE + NEXT % b"/nothing-there"),
    "/round": (200, {"Content-Type": TURTLE}, ONE + NEXT % b"/round"),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    server = LocalServer(_Handler)
    yield server
    server.close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(address: str) -> Result:
    return CliRunner().invoke(main, ["import", address, "--to", "source", "--lang", "en"])


@pytest.mark.parametrize("path", ["plain", "octets.ttl", "untyped", "packed", "archive", "moved"])
def test_what_can_be_read(path: str, server: LocalServer) -> None:
    result = imported(f"{server.root}{path}")
    assert result.exit_code == 0, result.output
    assert Path("source/datasets").is_dir() or Path("source/d").is_dir()


def test_pages_are_followed(server: LocalServer) -> None:
    result = imported(f"{server.root}pages")
    assert result.exit_code == 0, result.output
    assert {file.stem for file in Path("source").rglob("*.yaml")} == {"catalog", "a", "b"}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("circle", "too many redirects"),
        ("local-file", "only http and https"),
        ("denied", "401"),
        ("nothing-there", "404"),
        ("login", "web page"),
        ("login.ttl", "web page"),
        ("called-xml", "the server says that it is RDF/XML"),
        ("called-turtle", "the server says that it is Turtle"),
        ("empty", "no statements"),
        ("cut-off", "broke off"),
        ("half", "404"),
        ("round", "circle"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_written(
    path: str, said: str, server: LocalServer, folder: Path
) -> None:
    result = imported(f"{server.root}{path}")
    assert result.exit_code == 2
    (line,) = result.output.splitlines()
    assert said in line
    assert not list(folder.iterdir())


def test_an_answer_without_an_end(
    server: LocalServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dcat_publisher.rdf.documents.MAX_BYTES", 100)
    result = imported(f"{server.root}plain")
    assert (result.exit_code, len(result.output.splitlines()), list(folder.iterdir())) == (2, 1, [])


def test_a_server_that_is_not_there(folder: Path) -> None:
    result = imported("http://127.0.0.1:1/x.ttl")
    assert (result.exit_code, len(result.output.splitlines()), list(folder.iterdir())) == (2, 1, [])
