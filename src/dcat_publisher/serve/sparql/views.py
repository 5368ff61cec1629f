"""The endpoint in Flask: requests to questions, replies to responses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, abort, request
from werkzeug.exceptions import RequestEntityTooLarge

from dcat_publisher.model.language import DEFAULT_LANGUAGE, LANGUAGES
from dcat_publisher.rdf.formats import has_charset
from dcat_publisher.serve.front import GONE
from dcat_publisher.serve.negotiation import choose_language, choose_media_type
from dcat_publisher.serve.sparql.about import AboutSite
from dcat_publisher.serve.sparql.admission import Gate, busy
from dcat_publisher.serve.sparql.askers import asker_of
from dcat_publisher.serve.sparql.client import BusyError, GoneError, UnavailableError
from dcat_publisher.serve.sparql.clients import Clients
from dcat_publisher.serve.sparql.editor_files import script, script_name
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import TABLE, Question, Reply
from dcat_publisher.serve.sparql.protocol import FORM_FIELDS, Operation, RefusedError, read_operation
from dcat_publisher.serve.sparql.query_page import Asked, Shown, Surroundings, page, policy, shown
from dcat_publisher.serve.sparql.results import GRAPHS, SOLUTIONS

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_HTML: Final = "text/html"
_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
_REFUSED: Final = ("PUT", "DELETE", "PATCH", "TRACE")
"""The methods that the server knows and this resource does not have; it says itself which ones it has."""
_CORS: Final = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", "Retry-After"))
_PREFLIGHT: Final = (
    ("Allow", ", ".join(_METHODS)),
    ("Access-Control-Allow-Methods", ", ".join(_METHODS)),
    ("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type"),
    ("Access-Control-Max-Age", "86400"),
)
# What says itself how it is encoded: JSON by definition, XML in its first line.
_WITHOUT_CHARSET: Final = ("+json", "+xml", "/json", "/xml")
# A form may write each byte of a query as three.
LONGEST_SPELLING: Final = 3


def blueprint(out: Path, limits: Limits | None = None) -> Blueprint:
    """Return the blueprint that answers queries on the folder `out` at `/sparql`.

    The limits are taken from the environment when none are given. The processes that evaluate the queries are
    started with the first one, unless a server has put the address of its query service in the environment.
    Raises ConfigurationError when `out` holds no site.
    """
    endpoint = Endpoint(out, limits if limits is not None else Limits.from_environment())
    routes = Blueprint("sparql", __name__)
    for path in dict.fromkeys(("/sparql", f"{endpoint.site.prefix()}/sparql")):
        routes.add_url_rule(
            path, view_func=endpoint.answer, methods=(*_METHODS, *_REFUSED),
            endpoint=path.replace("/", "-").strip("-"), provide_automatic_options=False,
        )  # fmt: skip
        name = f"{path.replace('/', '-').strip('-')}-editor"
        routes.add_url_rule(f"{path}/<name>", view_func=_editor, endpoint=name)
    return routes


def _editor(name: str) -> Response:
    """Return the script of the editor; its name has its digest, so it may be kept."""
    if name != script_name():
        abort(404)
    response = _response(script(), 200, "text/javascript")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


class Endpoint:
    """Answers requests; knows the folder, the limits, how many queries are under way, and whom to ask."""

    def __init__(self, out: Path, limits: Limits) -> None:
        self.site = AboutSite(out)
        self._limits = limits
        self._clients = Clients.from_environment()
        self._gate = Gate(limits)
        self._asker = asker_of(out, limits)

    def answer(self) -> Response:
        """Answer the request that Flask has at hand."""
        if request.method == "OPTIONS":
            return _response(b"", 204, None, _PREFLIGHT)
        try:
            if request.method in _REFUSED:
                raise RefusedError(405, "queries are sent here with GET or POST")
            operation = self._operation()
            if operation.query is None:
                return self._about_itself(operation)
            return self._result(operation, operation.query)
        except RefusedError as error:
            return self._refusal(error)

    def _operation(self) -> Operation:
        body = b""
        if request.method == "POST":
            _refuse_coded(request.headers.get("Content-Encoding"))
            request.max_content_length = LONGEST_SPELLING * self._limits.length
            try:
                body = request.get_data(cache=False)
            except RequestEntityTooLarge as error:
                reason = f"the query has more than {self._limits.length // 1024} KiB"
                raise RefusedError(413, reason) from error
        method = "POST" if request.method == "POST" else "GET"
        return read_operation(
            method, request.query_string.decode("latin-1"), request.mimetype, body, self._limits.length
        )

    def _about_itself(self, operation: Operation) -> Response:
        """Return the query page, or the service description to those who ask for RDF."""
        accept = _accept(operation)
        form = choose_media_type(accept, (*GRAPHS, _HTML))
        if form is None:
            raise RefusedError(
                406, f"there is {_HTML} here, or a service description in {', '.join(GRAPHS[:4])}"
            )
        if form == _HTML:
            return self._page("", None, None, 200)
        return _response(self.site.description(form), 200, form, _VARY)

    def _result(self, operation: Operation, query: str) -> Response:
        accept = _accept(operation)
        solutions = choose_media_type(accept, (*SOLUTIONS, _HTML))
        graph = choose_media_type(accept, (*GRAPHS, _HTML))
        if solutions is None and graph is None:
            offered = ", ".join((*SOLUTIONS[:4], *GRAPHS[:4]))
            raise RefusedError(406, f"Accept allows no form of a result; there is {offered}")
        question = Question(
            query,
            TABLE if solutions == _HTML else solutions,
            TABLE if graph == _HTML else graph,
            operation.default_graphs,
            operation.named_graphs,
        )
        reply = self._ask(question)
        if reply.status != 200:
            raise RefusedError(reply.status, reply.body.decode("utf-8").strip())
        if solutions == _HTML or graph == _HTML:
            result = shown(reply.body, query, self.site.base(), self.site.prefix())
            return self._page(query, result, None, 200)
        return _response(reply.body, 200, reply.media_type, _VARY)

    def _ask(self, question: Question) -> Reply:
        peer = request.remote_addr
        client = self._clients.client_of(peer, request.headers.get("X-Forwarded-For"))
        gone = _has_gone(request.environ)
        with self._gate.admit(client):
            try:
                return self._asker.ask(client, question, gone)
            except BusyError as error:
                raise busy(self._limits) from error
            except GoneError as error:
                raise RefusedError(503, "the client has gone") from error
            except (UnavailableError, OSError) as error:
                raise RefusedError(503, f"queries cannot be answered now: {error}", wait=5) from error

    def _refusal(self, error: RefusedError) -> Response:
        headers = [] if error.wait is None else [("Retry-After", str(error.wait))]
        if error.status == 405:
            headers.append(("Allow", ", ".join(_METHODS)))
        if error.status == 415:  # RFC 9110, section 12.5.3
            headers.append(("Accept-Encoding", "identity"))
        wants_page = (
            choose_media_type(request.headers.get("Accept"), ("text/plain", *SOLUTIONS, _HTML)) == _HTML
        )
        if wants_page and request.args.keys().isdisjoint(("_mediatype", *FORM_FIELDS)):
            query = request.args.get("query", "") if error.status not in (413, 414) else ""
            response = self._page(query, None, error.reason, error.status)
        else:
            response = _response(
                f"{error.reason}\n".encode("utf-8", "replace"), error.status, "text/plain", _VARY
            )
        response.headers.extend(headers)
        return response

    def _page(self, query: str, result: Shown | None, problem: str | None, status: int) -> Response:
        chosen = request.args.get("lang", "")
        language = chosen or choose_language(request.headers.get("Accept-Language"), LANGUAGES)
        language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        around = Surroundings(f"{self.site.prefix()}/", self.site.frame(language), self.site.completion())
        html = page(Asked(query, language, chosen == language), self._limits, around, result, problem)
        more = (("Content-Language", language), ("Content-Security-Policy", policy()), *_VARY)
        return _response(html.encode("utf-8", "replace"), status, _HTML, more)


_VARY: Final = (("Vary", "Accept, Accept-Language"),)


def _has_gone(environ: WSGIEnvironment) -> Callable[[], bool]:
    """Return what says whether the client has closed the connection; never, where the server says nothing."""
    event = environ.get(GONE)
    return (lambda: False) if event is None else event.is_set


def _refuse_coded(coding: str | None) -> None:
    """Refuse a body that is coded: a short one may be any length when it is decoded."""
    if coding is not None and coding.strip().lower() != "identity":
        raise RefusedError(415, f"Content-Encoding {coding[:40]!r} is not read here: send the query as it is")


def _accept(operation: Operation) -> str | None:
    return operation.form if operation.form is not None else request.headers.get("Accept")


def _response(
    body: bytes, status: int, media_type: str | None, headers: Sequence[tuple[str, str]] = ()
) -> Response:
    response = Response(body, status)
    response.headers.extend(
        [*_CORS, ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"), *headers]
    )
    if media_type is None:
        del response.headers["Content-Type"]
    else:
        bare = media_type.endswith(_WITHOUT_CHARSET) or not has_charset(media_type)
        response.headers["Content-Type"] = media_type if bare else f"{media_type}; charset=utf-8"
    return response
