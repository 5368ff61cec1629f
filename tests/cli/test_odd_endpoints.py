"""`query` and an endpoint that answers otherwise than was asked for: a login page, other forms, packed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from tests.local_server import LocalServer
from tests.project import run

XML = (
    b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head><results>'
    b'<result><binding name="a"><literal>seks</literal></binding></result></results></sparql>'
)
JSON = b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "literal", "value": "seks"}}]}}'
ROWS = b"a\n----\nseks\n"
ANSWERS: dict[str, tuple[str, bytes, str]] = {
    "login": ("text/html; charset=utf-8", b"<!doctype html><title>Logg inn</title>", ""),
    "bytes": ("application/octet-stream", JSON, ""),
    "cut": ("application/sparql-results+json", JSON[:60], ""),
    "other": ("application/sparql-results+json", b"[]", ""),
    "brotli": ("application/sparql-results+json", JSON, "br"),
    "json": ("application/json", JSON, ""),
    "xml": ("application/sparql-results+xml", XML, ""),
    "old-xml": ("text/xml", XML, ""),
    "tsv": ("text/tab-separated-values", b'?a\n"seks"\n', ""),
    "gzip": ("application/sparql-results+json", gzip.compress(JSON), "gzip"),
    "csv": ("text/csv", b"a\r\nseks\r\n", ""),
    "turtle": ("text/turtle", b"<a:b> <a:b> <a:b> .\n", ""),
    "json-ld": ("application/json", b'{"@id": "a:b"}\n', ""),
}


class _Endpoint(BaseHTTPRequestHandler):
    """Answers each path with a media type, a body and a content coding."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        media_type, body, coding = ANSWERS[self.path.strip("/")]
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        if coding:
            self.send_header("Content-Encoding", coding)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = LocalServer(_Endpoint)
    yield server.root
    server.close()


@pytest.mark.parametrize("path", ["json", "xml", "old-xml", "tsv", "gzip"])
def test_rows_in_another_form_are_rows(path: str, endpoint: str) -> None:
    assert run("query", "SELECT ?a {}", "--endpoint", f"{endpoint}{path}").out.encode() == ROWS


@pytest.mark.parametrize("path", ["csv", "turtle", "json-ld"])
def test_rdf_and_csv_are_printed_as_they_are(path: str, endpoint: str) -> None:
    out = run("query", "SELECT ?a {}", "--endpoint", f"{endpoint}{path}").out
    assert out == ANSWERS[path][1].decode().replace("\r", "")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("login", "text/html"), ("bytes", "application/octet-stream"), ("cut", "no SPARQL result"),
        ("other", "no SPARQL result"), ("brotli", "br"),
    ],
)  # fmt: skip
def test_what_is_no_result_is_said_and_not_printed(path: str, said: str, endpoint: str) -> None:
    command = ["query", "SELECT ?a {}", "--endpoint", f"{endpoint}{path}"]
    found = CliRunner().invoke(main, command, env={"DCAT_PUBLISHER_LANG": "en"})
    assert (found.exit_code, found.stdout) == (3, "")
    assert said in found.stderr
    assert found.stderr.count("\n") == 1
