"""The application: the table of what is published first, Flask for everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import Flask, Response, request

from dcat_publisher.checking.reserved import DOCUMENT_SUFFIX
from dcat_publisher.model.version import __version__
from dcat_publisher.publish.headers import ALLOWED_METHODS
from dcat_publisher.publish.pages.documents import frame_file
from dcat_publisher.serve.answers import (
    COMMON,
    STATUS_LINES,
    Answer,
    Request,
    answer,
    permission,
    refusal,
)
from dcat_publisher.serve.live import LiveSite
from dcat_publisher.serve.logs import moment
from dcat_publisher.serve.negotiation import choose_language
from dcat_publisher.serve.problems import Choice
from dcat_publisher.serve.requests import fault
from dcat_publisher.serve.searching import asks_for_search, search
from dcat_publisher.serve.site import build_times
from dcat_publisher.serve.table import Entry, Site
from dcat_publisher.vocabulary.suggestions import nearest

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Looking for the path that was meant costs time with the number of paths and their length.
_MOST_PATHS_TO_COMPARE: Final = 500
_LONGEST_PATH_TO_COMPARE: Final = 100
# How servers spell HTTP/1.0; PEP 3333 leaves it to them.
_OLD: Final = frozenset({"HTTP/1.0", "HTTP/1"})
_SUFFIX: Final = re.compile(rf"(?:{DOCUMENT_SUFFIX})\Z")


class Published:
    """A WSGI application that answers what is in the table and hands all else on.

    It stands before Flask because most requests need nothing of what Flask does for one: a look-up here takes
    a fifth of the time.
    """

    def __init__(self, live: LiveSite, otherwise: WSGIApplication) -> None:
        self._live = live
        self.otherwise = otherwise
        """What the rest is handed to."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        request = request_of(environ)
        status = fault(
            request.method, environ.get("HTTP_HOST"), environ.get("HTTP_TRANSFER_ENCODING"),
            old=environ.get("SERVER_PROTOCOL") in _OLD,
        )  # fmt: skip
        if status is not None:
            given = refusal(status, request, ())
        else:
            entry = self.entry(request)
            if entry is None:
                return self.otherwise(environ, start_response)
            given = answer(entry, request)
        start_response(STATUS_LINES[given.status], given.headers)
        return [given.body]

    def version(self) -> str:
        """Return the version of the site that answers are taken from now."""
        return self._live.current().version

    def entry(self, request: Request) -> Entry | None:
        """Return what the table has at a path; None where it has nothing, or a search is asked for."""
        entry = self._live.current().entries.get(request.path)
        return None if entry is None or (entry.searchable and asks_for_search(request.query)) else entry


def request_of(environ: WSGIEnvironment) -> Request:
    """Take from a WSGI environment what an answer may depend on."""
    get = environ.get
    return Request(
        environ["REQUEST_METHOD"], get("PATH_INFO") or "/", get("QUERY_STRING") or "", get("HTTP_ACCEPT"),
        get("HTTP_ACCEPT_LANGUAGE"), get("HTTP_ACCEPT_ENCODING"), get("HTTP_IF_NONE_MATCH"),
        get("HTTP_IF_MODIFIED_SINCE"), get("HTTP_IF_MATCH"), get("HTTP_IF_UNMODIFIED_SINCE"),
        get("HTTP_ACCEPT_PROFILE"),
    )  # fmt: skip


def create_app(out: Path) -> Flask:
    """Return the application that serves the folder `out`; ConfigurationError when there is no site in it."""
    live = LiveSite(out)
    app = Flask(__name__, static_folder=None)
    app.wsgi_app = Published(live, app.wsgi_app)  # type: ignore[method-assign]

    @app.get("/health", provide_automatic_options=False)
    def health() -> tuple[dict[str, str | int], dict[str, str]]:
        return _health(live.current(), out), {"Cache-Control": "no-store"}

    @app.get("/", defaults={"_path": ""}, provide_automatic_options=False)
    @app.get("/<path:_path>", provide_automatic_options=False)
    def found(_path: str) -> Response:
        site, asked = live.current(), request_of(request.environ)
        return _response(search(site, asked) if asked.path in site.entries else _nothing_here(site))

    @app.route("/", defaults={"_path": ""}, methods=["OPTIONS"])
    @app.route("/<path:_path>", methods=["OPTIONS"])
    def allowed(_path: str) -> Response:
        return _response(permission())

    @app.errorhandler(404)
    def not_found(_: Exception) -> Response:
        return _response(_nothing_here(live.current()))

    @app.errorhandler(405)
    def not_allowed(_: Exception) -> Response:
        return _response(refusal(405, request_of(request.environ), (), (("Allow", ALLOWED_METHODS),)))

    return app


def _health(site: Site, out: Path) -> dict[str, str | int]:
    about: dict[str, str | int] = {
        "status": "ok",
        "resources": len(site.resources),
        "build": site.version[:12],
        "version": __version__,
    }
    times = build_times(out)
    if times is not None:
        about["built"] = moment(datetime.fromtimestamp(times.built, UTC))
        about["changed"] = moment(datetime.fromtimestamp(times.changed, UTC))
    return about


def _nothing_here(site: Site) -> Answer:
    asked = request_of(request.environ)
    prefix, frames = urlsplit(site.base).path, partial(_frame, site)
    path = f"/{asked.path.removeprefix(prefix)}" if asked.path.startswith(prefix) else asked.path
    if not site.removed.isdisjoint((path, _SUFFIX.sub("", path))):
        return refusal(410, asked, [_home(site, asked)], (), frames)
    found: list[Choice] = []
    if len(site.resources) <= _MOST_PATHS_TO_COMPARE and len(asked.path) <= _LONGEST_PATH_TO_COMPARE:
        by_path = {resource.path: resource for resource in site.resources}
        near = nearest(asked.path.strip("/"), by_path, limit=3)
        found = [Choice(f"{prefix}{path}", next(iter(by_path[path].title.values()), path)) for path in near]
    return refusal(404, asked, [*found, _home(site, asked)], (), frames)


def _frame(site: Site, language: str) -> str | None:
    """Return what the pages of a site have around their content, in a language."""
    entry = site.entries.get(f"/{frame_file(language)}")
    return None if entry is None else next(entry.representations()).body.decode("utf-8")


def _home(site: Site, asked: Request) -> Choice:
    """Name the catalogue, in the reader's language if it can be."""
    titles = site.home.title
    language = choose_language(asked.accept_language, tuple(titles)) if titles else ""
    return Choice(urlsplit(site.base).path, titles.get(language, site.base))


def _response(given: Answer) -> Response:
    response = Response(given.body, given.status)
    del response.headers["Content-Type"]  # Flask's own guess; an answer without a body has none
    for name, value in given.headers:
        response.headers[name] = value
    return response


__all__ = ["COMMON", "Published", "create_app", "request_of"]
