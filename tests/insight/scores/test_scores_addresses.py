"""Asking addresses: how they answer against a real server, how politely, and what is never asked."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from dcat_publisher.insight.scores import addresses
from dcat_publisher.insight.scores.addresses import Address, addresses_of, ask
from dcat_publisher.insight.scores.metrics import BY_NAME, Scheme
from tests.insight.scores.scoring import scored

SUBJECT = "<https://example.no/set>"
STATUS = {"/ok": 200, "/no-content": 204, "/gone": 410, "/error": 500, "/head-only": 200, "/not-head": 405}


class _Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[str]] = []

    def _answer(self) -> None:
        self.seen.append(f"{self.command} {self.path}")
        path = self.path.partition("?")[0]
        if path.startswith("/to-"):
            self.send_response(302)
            self.send_header("Location", path.removeprefix("/to").replace("-", "/", 1))
        elif path == "/circle":
            self.send_response(301)
            self.send_header("Location", "/circle")
        else:
            status = 200 if path == "/not-head" and self.command == "GET" else STATUS.get(path, 404)
            self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _forgets() -> None:
    _Handler.seen.clear()


def asked(site: str, *paths: str, get: bool = False) -> dict[str, int]:
    wanted = [Address(f"{site}{path}", f"{site}{path}", get=get) for path in paths]
    return {address.removeprefix(site): status for address, status in ask(wanted, sleep=lambda _: None)}


def test_statuses(site: str) -> None:
    paths = ["/ok", "/no-content", "/gone", "/error", "/nowhere", "/to-ok", "/to-gone"]
    expected = [200, 204, 410, 500, 404, 200, 410]
    assert asked(site, *paths) == dict(zip(paths, expected, strict=True))
    assert all(line.startswith("HEAD") for line in _Handler.seen)


def test_405_is_asked_again_with_get(site: str) -> None:
    assert asked(site, "/not-head") == {"/not-head": 200}
    assert _Handler.seen == ["HEAD /not-head", "GET /not-head"]


def test_a_circle_ends(site: str) -> None:
    assert asked(site, "/circle") == {"/circle": 400}
    assert len(_Handler.seen) == addresses.MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/x", "http://no-such-host.invalid/", "ftp://example.no/x", "http:///x",
                "http://127.0.0.1:port/", "urn:x"]
)  # fmt: skip
def test_what_cannot_be_asked_is_400_as_in_the_portal(address: str) -> None:
    assert dict(ask([Address(address, address)])) == {address: 400}


def test_a_server_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert dict(ask([Address(address, address)])) == {address: 400}


class _Dripping(BaseHTTPRequestHandler):
    """Sends a header now and then, each within the time-out of a socket, for ten seconds."""

    def do_HEAD(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        with contextlib.suppress(OSError):  # the client has gone
            for number in range(100):
                self.wfile.write(f"X-{number}: x\r\n".encode())
                self.wfile.flush()
                time.sleep(0.1)
            self.wfile.write(b"\r\n")

    def log_message(self, *_arguments: object) -> None:
        pass


def test_a_server_that_answers_by_drops_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "TIMEOUT", 0.5)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Dripping) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        assert dict(ask([Address(address, address)])) == {address: 400}
        server.shutdown()


def test_no_more_than_the_limit(site: str) -> None:
    wanted = [Address(f"{site}/ok?{number}", f"{site}/ok?{number}") for number in range(9)]
    assert len(list(ask(wanted, limit=4, sleep=lambda _: None))) == 4
    assert len(_Handler.seen) == 4


def test_a_pause_between_two_requests_to_one_host(site: str) -> None:
    waited: list[float] = []
    other = site.replace("127.0.0.1", "localhost")
    wanted = [Address(url, url) for url in (f"{site}/ok", f"{other}/ok", f"{site}/ok", f"{other}/ok")]
    list(ask(wanted, sleep=waited.append))
    assert len(waited) == 2
    assert all(0 < pause <= addresses.PAUSE for pause in waited)


CATALOGUE = """
ex:set a dcat:Dataset ; dcat:distribution ex:d, ex:e, ex:wms .
ex:d a dcat:Distribution ; dcat:accessURL <{site}/ok>, "{site}/text" ; dcat:downloadURL <{site}/gone> .
ex:e a dcat:Distribution ; dcat:accessURL <{site}/ok> .
ex:wms a dcat:Distribution ; dct:format eu:file-type\\/WMS_SRVC ;
    dcat:accessURL <{site}/map?x=1>, <{site}/m?Request=GetCapabilities> .
ex:other a dcat:Distribution ; dcat:accessURL <{site}/of-no-dataset> .
"""


def test_which_addresses_are_asked_and_how() -> None:
    found = addresses_of(scored(CATALOGUE.format(site="http://a.no")).graph, [SUBJECT])
    assert [(one.written, one.asked, one.get) for one in found] == [
        ("http://a.no/ok", "http://a.no/ok", False),
        ("http://a.no/gone", "http://a.no/gone", False),
        ("http://a.no/map?x=1", "http://a.no/map?request=GetCapabilities&service=WMS", True),
        ("http://a.no/m?Request=GetCapabilities", "http://a.no/m?Request=GetCapabilities", True),
    ]


def test_answers_are_points(site: str) -> None:
    turtle = CATALOGUE.format(site=site).replace(", ex:e, ex:wms", "")
    without = scored(turtle)
    statuses = dict(ask(addresses_of(without.graph, [SUBJECT]), sleep=lambda _: None))
    for scheme in Scheme:
        before, after = without.of(SUBJECT)[scheme], scored(turtle, statuses).of(SUBJECT)[scheme]
        assert before.points(BY_NAME["accessUrlStatusCode"]) == 0
        assert before.is_unmeasured(BY_NAME["accessUrlStatusCode"])
        assert before.unmeasured() == 80
        assert after.points(BY_NAME["accessUrlStatusCode"]) == 50
        assert after.points(BY_NAME["downloadUrlStatusCode"]) == 0
        assert after.unmeasured() == 0
        assert BY_NAME["downloadUrlStatusCode"] in after.missing()
