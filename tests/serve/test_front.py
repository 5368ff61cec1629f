"""The application as the server calls it: what an application behind it is told, and when a client leaves."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from flask import Flask, request

from dcat_publisher.serve import front
from dcat_publisher.serve.app import create_app
from dcat_publisher.serve.bodies import Bodies
from dcat_publisher.serve.front import GONE, Front
from tests.serve.test_delivery import Heard
from tests.serve.web_support import body_of, write_site


class Headers:
    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = dict(fields)

    def items(self) -> list[tuple[str, str]]:
        return list(self._fields.items())


class Scope:
    def __init__(
        self, method: str = "GET", path: str = "/", query: str = "", *, version: str = "1.1", **fields: str
    ) -> None:
        self.method, self.path, self.query_string, self.http_version = method, path, query, version
        self.server, self.client, self.scheme = "127.0.0.1:80", "[2001:db8::7]:1234", "http"
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        self.headers: front.Headers = Headers({"host": "a.example", **named})


class Exchange(Heard):
    """One request's body and the answer to it; the client leaves when `left` is set."""

    def __init__(self, body: bytes = b"", *, stuck: bool = False) -> None:
        super().__init__()
        self.left = asyncio.Event()
        self._body = body
        self._stuck = stuck

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body
        if self._stuck:
            await asyncio.Event().wait()

    async def client_disconnect(self) -> None:
        await self.left.wait()


def told() -> Flask:
    """An application that answers what it was told."""
    app = Flask("told")

    @app.route("/told", methods=["GET", "POST"])
    def tell() -> dict[str, object]:
        return {
            "method": request.method, "path": request.path, "query": request.query_string.decode("latin-1"),
            "body": request.get_data().decode(), "client": request.remote_addr,
            "accept": request.headers.get("Accept"), "host": request.host,
        }  # fmt: skip

    return app


def call(under_test: Front, scope: Scope, exchange: Exchange) -> Exchange:
    asyncio.run(under_test(scope, exchange))
    return exchange


def test_a_document_is_answered_at_once(tmp_path: Path) -> None:
    write_site(tmp_path)
    server = Front(create_app(tmp_path), 1)
    heard = call(server, Scope(path="/datasets/å-b", accept="application/rdf+xml"), Exchange())
    assert (heard.status, heard.body) == (200, body_of("datasets/å-b", "rdf"))
    head = call(server, Scope("HEAD", "/datasets/a.ttl"), Exchange())
    assert (head.status, head.body) == (200, b"")
    assert dict(head.headers)["Content-Length"] == str(len(body_of("datasets/a", "ttl")))


def test_what_is_wrong_with_a_request_is_said_before_the_path_is_looked_at(tmp_path: Path) -> None:
    write_site(tmp_path)
    server = Front(create_app(tmp_path), 1)
    assert call(server, Scope(host="a,b"), Exchange()).status == 400
    assert call(server, Scope("BREW"), Exchange()).status == 501
    assert call(server, Scope(transfer_encoding="gzip, chunked"), Exchange()).status == 501
    assert call(server, Scope(version="1", host=""), Exchange()).status == 200


def test_an_application_is_told_what_wsgi_has() -> None:
    scope = Scope("POST", "/told", "a=%C3%A5", content_length="4", accept="text/x", content_type="text/plain")
    heard = call(Front(told(), 1), scope, Exchange("æø".encode()))
    assert heard.status == 200
    assert json.loads(heard.body) == {
        "method": "POST", "path": "/told", "query": "a=%C3%A5", "body": "æø", "client": "2001:db8::7",
        "accept": "text/x", "host": "a.example",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "status"), [({"content_length": "9"}, 408), ({"transfer_encoding": "chunked"}, 408)]
)
def test_a_body_that_does_not_come_is_given_up(fields: dict[str, str], status: int) -> None:
    server = Front(told(), 1, Bodies(seconds=0.05))
    heard = call(server, Scope("POST", "/told", **fields), Exchange(b"a", stuck=True))
    assert heard.status == status
    assert ("Connection", "close") in heard.headers


def test_a_body_that_nobody_wants_is_not_waited_for() -> None:
    server = Front(told(), 1, Bodies(seconds=600))
    for scope, status in (
        (Scope("POST", "/nothing", content_length="9"), 404),
        (Scope("PUT", "/told", content_length="9"), 405),
        (Scope("GET", "/told", content_length="9"), 200),
    ):
        assert call(server, scope, Exchange(b"a", stuck=True)).status == status


def test_a_body_that_is_too_long_is_refused_unread() -> None:
    app = told()
    app.config["MAX_CONTENT_LENGTH"] = 10
    server = Front(app, 1, Bodies(seconds=600))
    declared = Scope("POST", "/told", content_length="11")
    assert call(server, declared, Exchange(b"a", stuck=True)).status == 413
    chunked = Scope("POST", "/told", transfer_encoding="chunked")
    assert call(server, chunked, Exchange(b"a" * 11, stuck=True)).status == 413


def test_an_application_hears_that_the_client_has_gone() -> None:
    app, begun, heard = Flask("slow"), threading.Event(), threading.Event()

    @app.get("/slow")
    def slow() -> str:
        begun.set()
        if request.environ[GONE].wait(60):
            heard.set()
        return ""

    async def work() -> None:
        server, first, second = Front(app, 1), Exchange(), Exchange()
        tasks = [asyncio.create_task(server(Scope(path="/slow"), exchange)) for exchange in (first, second)]
        await asyncio.to_thread(begun.wait, 60)
        second.left.set()  # whose turn has not come: it is never called
        await tasks[1]
        assert second.status == 0
        first.left.set()
        await tasks[0]

    asyncio.run(work())
    assert heard.is_set()
