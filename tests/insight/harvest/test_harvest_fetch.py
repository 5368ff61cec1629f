"""The fetch: what a server can do to the harvester, with Java's HTTP client as the judge."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from dcat_publisher.insight.harvest.facts import MAX_BYTES, syntax_of_accept
from dcat_publisher.insight.harvest.fetch import Bounds, fetch
from dcat_publisher.insight.harvest.inputs import open_input
from dcat_publisher.insight.harvest.rehearsal import rehearse
from tests.insight.harvest.rehearsing import CATALOGUES, KNOWN, VOCABULARY
from tests.real_thing import RealThing

BODY = (CATALOGUES / "sound.ttl").read_bytes()
Route = tuple[int, dict[str, str], bytes]
PLAIN: dict[str, str] = {"Content-Type": "text/turtle"}
ROUTES: dict[str, Route] = {
    "/plain": (200, PLAIN, BODY),
    "/gzip": (200, {**PLAIN, "Content-Encoding": "gzip"}, gzip.compress(BODY)),
    "/identity": (200, {**PLAIN, "Content-Encoding": "identity"}, BODY),
    "/brotli": (200, {**PLAIN, "Content-Encoding": "br"}, BODY),
    "/charset-as-encoding": (200, {**PLAIN, "Content-Encoding": "utf-8"}, BODY),
    "/latin-1": (200, {"Content-Type": "text/turtle; charset=iso-8859-1"}, BODY),
    "/html": (200, {"Content-Type": "text/html"}, BODY),
    "/created": (201, PLAIN, BODY),
    "/no-content": (204, {}, b""),
    "/partial": (206, PLAIN, BODY),
    "/not-modified": (304, {}, b""),
    "/not-found": (404, PLAIN, BODY),
    "/error": (500, PLAIN, BODY),
    "/unavailable": (503, {"Retry-After": "1"}, b""),
    **{
        f"/redirect-{code}": (code, {"Location": "/plain"}, b"")
        for code in (300, 301, 302, 303, 306, 307, 308)
    },
    "/redirect-nowhere": (302, {}, b""),
    "/redirect-circle": (302, {"Location": "/redirect-circle"}, b""),
    "/redirect-nonsense": (302, {"Location": "http://[::"}, b""),
    "/redirect-https": (301, {"Location": "https://localhost/plain"}, b""),
    "/redirect-ftp": (301, {"Location": "ftp://localhost/plain"}, b""),
    "/short": (200, {**PLAIN, "Content-Length": str(len(BODY) + 10)}, BODY),
    "/too-long-declared": (200, {**PLAIN, "Content-Length": str(MAX_BYTES + 1)}, b"#"),
}


class _Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[dict[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        status, headers, body = ROUTES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        running.daemon_threads = True
        Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


FAULTS = {
    "/gzip": "H006", "/identity": "H006", "/brotli": "H006", "/created": "H004", "/no-content": "H004",
    "/partial": "H004", "/not-modified": "H004", "/not-found": "H004", "/error": "H004",
    "/unavailable": "H004",
    "/redirect-306": "H004", "/redirect-308": "H004", "/redirect-nowhere": "H004", "/redirect-circle": "H003",
    "/redirect-nonsense": "H003",
    "/redirect-https": "H005", "/redirect-ftp": "H005", "/too-long-declared": "H007",
}  # fmt: skip


@pytest.mark.parametrize("path", ROUTES)
def test_what_comes_of_an_answer(path: str, server: str) -> None:
    answer = fetch(f"{server}{path}", "text/turtle", Bounds(60))
    assert (None if answer.fault is None else answer.fault.code) == FAULTS.get(path)
    assert (answer.data == BODY) == (path not in FAULTS)


@pytest.mark.slow
@pytest.mark.parametrize("path", [path for path in ROUTES if path not in ("/too-long-declared", "/short")])
def test_java_gets_the_same(path: str, server: str, real_thing: RealThing) -> None:
    answer = real_thing.ask("fetch", "text/turtle", f"{server}{path}")
    assert answer.startswith("ok") == (path not in FAULTS), answer


@pytest.mark.slow
def test_the_request_is_the_one_that_java_sends(server: str, real_thing: RealThing) -> None:
    fetch(f"{server}/plain", "text/turtle, application/ld+json;q=0.5")
    ours = _Handler.seen[-1]
    real_thing.ask("fetch", "text/turtle, application/ld+json;q=0.5", f"{server}/plain")
    theirs = _Handler.seen[-1]
    assert ours.pop("user-agent").startswith("Java/")
    assert theirs.pop("user-agent").startswith("Java/")
    assert ours == theirs


def test_no_header_says_more_than_the_harvester_does(server: str) -> None:
    fetch(f"{server}/plain", "text/turtle")
    assert _Handler.seen[-1].keys() == {"user-agent", "host", "accept", "connection"}


@pytest.mark.parametrize(
    ("url", "code"),
    [("ftp://localhost/x", "H010"), ("file:///etc/hosts", "H010"), ("http:///x", "H010"),
     ("http://127.0.0.1:1/", "H003"), ("http://localhost:x/", "H003")],
)  # fmt: skip
def test_addresses_that_cannot_be_fetched(url: str, code: str) -> None:
    fault = fetch(url, "text/turtle", Bounds(60)).fault
    assert fault is not None
    assert fault.code == code


@pytest.mark.slow
def test_eighty_mebibytes_are_five_too_many(server: str) -> None:
    ROUTES["/big"] = (200, {"Content-Type": "text/turtle"}, BODY + b"#" * (80 * 1024 * 1024))
    ROUTES["/just-fits"] = (200, {"Content-Type": "text/turtle"}, BODY + b"#" * (MAX_BYTES - len(BODY)))
    try:
        too_big, fits = fetch(f"{server}/big", "text/turtle"), fetch(f"{server}/just-fits", "text/turtle")
    finally:
        del ROUTES["/big"], ROUTES["/just-fits"]
    assert too_big.fault is not None
    assert too_big.fault.code == "H007"
    assert fits.fault is None
    assert len(fits.data) == MAX_BYTES


def test_without_a_declared_length_the_limit_counts_what_is_read(server: str) -> None:
    fault = fetch(f"{server}/plain", "text/turtle", Bounds(most=100)).fault
    assert fault is not None
    assert fault.code == "H007"


@pytest.mark.parametrize(
    ("accept", "name"),
    [("text/turtle", "turtle"), ("application/ld+json, text/turtle;q=0.5", "turtle"),
     ("Application/RDF+XML", "rdf-xml"), ("application/n-triples", "n-triples"), ("text/n3", "n3"),
     ("application/trig", "trig"), ("application/nquads", "n-quads"),
     ("*/*", None), ("", None), ("text/html", None)],
)  # fmt: skip
def test_the_accept_value_chooses_the_reader(accept: str, name: str | None) -> None:
    syntax = syntax_of_accept(accept)
    assert (None if syntax is None else syntax.name) == name


def test_the_content_type_does_not(server: str) -> None:
    rehearsal = rehearse(open_input(f"{server}/html", None, VOCABULARY), KNOWN)
    assert rehearsal.accepted
    assert [fault.code for fault in rehearsal.faults] == ["H009"]


def test_an_answer_that_breaks_off_is_a_fault_of_its_own(server: str) -> None:
    """Java 17 takes it for the whole, Java 25 throws `Premature EOF`: both were tried."""
    rehearsal = rehearse(open_input(f"{server}/short", None, VOCABULARY), KNOWN)
    assert [fault.code for fault in rehearsal.faults] == ["H012"]
