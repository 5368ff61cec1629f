"""The application as granian calls it (RSGI): documents at once, bodies awaited, the rest in threads.

Documents are answered in the event loop, which nothing slow enters: a body that does not come waits there and
holds nobody up, and Flask with all that is behind it, queries above all, runs in threads of its own.
"""

from __future__ import annotations

import asyncio
import io
import sys
import threading
from collections.abc import AsyncIterable, Awaitable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, Protocol

from dcat_publisher.serve.answers import Answer, Request, answer, refusal
from dcat_publisher.serve.app import Published
from dcat_publisher.serve.bodies import Bodies, LateBodyError, ShortBodyError
from dcat_publisher.serve.delivery import Delivery, Sender
from dcat_publisher.serve.requests import fault, joined
from dcat_publisher.serve.stopping import leave_the_terminal_to_the_parent
from dcat_publisher.serve.table import Entry

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment
    from flask import Flask

GONE: Final = "dcat_publisher.gone"
"""In the environment of WSGI: an event that is set when the client has closed the connection."""
# A body of this size takes longer to code than anybody should wait for who asks for something else.
_LONG_TO_CODE: Final = 64 * 1024
# The longest body, in bytes, where the application does not say (Flask: MAX_CONTENT_LENGTH).
_LONGEST_BODY: Final = 1024 * 1024


class Headers(Protocol):
    """The headers of a request."""

    def items(self) -> list[tuple[str, str]]:
        """Return names in lower case with values, without those that are not in ASCII."""


class Scope(Protocol):
    """What granian says of a request (RSGI 1.5, HTTP scope)."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    headers: Headers


class Exchange(Sender, AsyncIterable[bytes], Protocol):
    """What granian gives to read the body from and to answer by (RSGI 1.5, HTTP protocol)."""

    def client_disconnect(self) -> Awaitable[None]:
        """Wait until the client has closed the connection."""


class Front:
    """Answers each request from the table or, if it is not there, by the application."""

    def __init__(self, app: Flask, threads: int, bodies: Bodies | None = None) -> None:
        self._app = app
        published = app.wsgi_app
        self._published = published if isinstance(published, Published) else None
        self._otherwise: WSGIApplication = (
            app.wsgi_app if self._published is None else self._published.otherwise
        )
        self._pool = ThreadPoolExecutor(threads, "request")
        self._bodies = Bodies() if bodies is None else bodies
        self._delivery = Delivery()

    def __rsgi_init__(self, _: asyncio.AbstractEventLoop) -> None:
        """Begin, in the worker, whose handlers of signals granian has just set (RSGI)."""
        leave_the_terminal_to_the_parent()

    async def __call__(self, scope: Scope, exchange: Exchange) -> None:
        """Answer one request."""
        fields = joined(scope.headers.items())
        request = _request(scope, fields)
        status = fault(
            request.method, fields.get("host"), fields.get("transfer-encoding"),
            old=scope.http_version == "1",
        )  # fmt: skip
        if status is not None:
            return self._delivery.send(exchange, refusal(status, request, ()))
        entry = None if self._published is None else self._published.entry(request)
        if entry is None:
            return await self._by_application(scope, exchange, request, fields)
        if _takes_long(entry, request):
            given = await asyncio.get_running_loop().run_in_executor(self._pool, answer, entry, request)
        else:
            given = answer(entry, request)
        return self._delivery.send(exchange, given, self._version())

    def _version(self) -> str | None:
        return None if self._published is None else self._published.version()

    async def _by_application(
        self, scope: Scope, exchange: Exchange, request: Request, fields: Mapping[str, str]
    ) -> None:
        environ = _environ(scope, request, fields)
        try:
            await self._add_body(environ, exchange, request, fields)
        except (LateBodyError, ShortBodyError) as error:
            given = refusal(408 if isinstance(error, LateBodyError) else 400, request, ())
            given.headers.append(("Connection", "close"))
            return self._delivery.send(exchange, given)
        result = await self._in_thread(environ, exchange)
        if result is not None:
            await self._delivery.send_fresh(exchange, result, exchange.client_disconnect)
        return None

    async def _add_body(
        self, environ: WSGIEnvironment, exchange: Exchange, request: Request, fields: Mapping[str, str]
    ) -> None:
        """Read the body if the application wants one; what is too long or coded it refuses unread."""
        length = fields.get("content-length")
        declared = int(length) if length is not None and length.isdecimal() else None
        if request.method != "POST" or not (declared or "transfer-encoding" in fields):
            return
        environ["CONTENT_LENGTH"] = str(declared or 0)
        coded = fields.get("content-encoding", "identity").strip().lower() != "identity"
        if coded or not self._takes_body(request.path):
            return
        longest = self._app.config.get("MAX_CONTENT_LENGTH") or _LONGEST_BODY
        if declared is None or declared <= longest:
            body = await self._bodies.read(exchange, declared, longest, trailers="trailer" in fields)
            environ["wsgi.input"] = io.BytesIO(body)
            environ["CONTENT_LENGTH"] = str(len(body))

    def _takes_body(self, path: str) -> bool:
        shown = path.encode("latin-1").decode("utf-8", "replace")
        return self._app.url_map.bind("").test(shown, "POST")

    async def _in_thread(self, environ: WSGIEnvironment, exchange: Exchange) -> Answer | None:
        """Let the application answer; None when the client has gone before it was its turn."""
        gone = environ[GONE] = threading.Event()
        job = self._pool.submit(_called, self._otherwise, environ)
        answering = asyncio.wrap_future(job)
        leaving = asyncio.ensure_future(_awaited(exchange.client_disconnect()))
        try:
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                gone.set()
                job.cancel()
            return await answering
        except asyncio.CancelledError:
            if job.cancelled():
                return None
            raise
        finally:
            leaving.cancel()


async def _awaited(future: Awaitable[None]) -> None:
    await future


def _takes_long(entry: Entry, request: Request) -> bool:
    """Return whether the answer may have to be coded first, and is long."""
    return request.accept_encoding is not None and any(
        len(document.body) > _LONG_TO_CODE
        for by_language in entry.by_type.values()
        for document in by_language.values()
    )


def _request(scope: Scope, fields: Mapping[str, str]) -> Request:
    get = fields.get
    path, query = scope.path, scope.query_string
    return Request(
        scope.method, _wsgi(path) or "/", _wsgi(query), get("accept"), get("accept-language"),
        get("accept-encoding"), get("if-none-match"), get("if-modified-since"), get("if-match"),
        get("if-unmodified-since"), get("accept-profile"),
    )  # fmt: skip


def _wsgi(text: str) -> str:
    """Return text as WSGI spells it (PEP 3333): its bytes in UTF-8, read as Latin-1."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("latin-1")


def _environ(scope: Scope, request: Request, fields: Mapping[str, str]) -> WSGIEnvironment:
    """Return what PEP 3333 has an application know of a request; the body comes in later."""
    name, _, port = scope.server.rpartition(":")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": request.method, "SCRIPT_NAME": "", "PATH_INFO": request.path,
        "QUERY_STRING": request.query, "SERVER_NAME": name.strip("[]"), "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.0" if scope.http_version == "1" else f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"), "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme, "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    for field, value in fields.items():
        if field == "content-type":
            environ["CONTENT_TYPE"] = value
        elif field not in ("content-length", "transfer-encoding"):  # the server has undone the coding
            environ[f"HTTP_{field.upper().replace('-', '_')}"] = value
    return environ


def _called(application: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Call a WSGI application, and give what it answers."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> object:
        begun.append((status, headers))
        return written.append

    chunks = application(environ, start_response)  # type: ignore[arg-type]  # its third parameter is ours to pass over
    try:
        written.extend(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
    status, headers = begun[-1]
    return Answer(int(status.split(" ", 1)[0]), list(headers), b"".join(written))
