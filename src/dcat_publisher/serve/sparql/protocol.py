"""The SPARQL 1.1 Protocol, query operation: what a request asks, as a pure function over its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
# Some editors begin a file with it.
_BYTE_ORDER_MARK: Final = "\ufeff"
# More fields than a request may have: each names a graph, and there are fewer graphs in most catalogues.
_MOST_FIELDS: Final = 1000
_NO_UPDATES: Final = "updates are refused: this endpoint can only be read"
# SPARQL 1.1 Update, 29-49: what an update begins with, behind a prologue and comments.
_IS_UPDATE: Final = re.compile(
    r"\s*(?:(?:#[^\r\n]*[\r\n]|prefix\s[^<]*<[^>]*>|base\s*<[^>]*>)\s*)*"
    r"(?:insert|delete|load|clear|create|drop|copy|move|add|with)\b",
    re.IGNORECASE,
)
_JSON: Final = "application/sparql-results+json, application/ld+json"
_XML: Final = "application/sparql-results+xml, application/rdf+xml"
_FORMS: Final = {
    "json": _JSON, "xml": _XML, "csv": "text/csv", "tsv": "text/tab-separated-values", "html": "text/html",
    **dict.fromkeys(("turtle", "ttl", "n3"), "text/turtle"),
    **dict.fromkeys(("jsonld", "json-ld"), "application/ld+json"),
    **dict.fromkeys(("rdf", "rdf+xml"), "application/rdf+xml"),
    **dict.fromkeys(("nt", "n-triples"), "application/n-triples"),
}  # fmt: skip
"""What clients of other endpoints write for a form; one word may be of rows and of graphs."""
FORM_FIELDS: Final = ("format", "output")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_SHOWN: Final = 80


class RefusedError(Exception):
    """A request that is not answered: status, one line on why, and the seconds for Retry-After."""

    def __init__(self, status: int, reason: str, wait: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Operation:
    """A query and its dataset, None where the request names none; `form` is what `_mediatype` names."""

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    form: str | None


def read_operation(
    method: str, query_string: str, content_type: str | None, body: bytes, longest: int
) -> Operation:
    """Read a request; raises RefusedError when it is none of the three forms of a query, or too long.

    Args:
        method: GET or POST.
        query_string: what stands behind `?` in the address.
        content_type: the media type of the body, without parameters, when there is a body.
        body: the body of the request.
        longest: how many bytes a query may have.

    """
    fields = _fields(query_string)
    if method == "POST":
        if content_type == FORM:
            for name, values in _fields(_text(body)).items():
                fields.setdefault(name, []).extend(values)
        elif content_type == QUERY:
            fields.setdefault("query", []).append(_text(body))
        elif content_type == UPDATE:
            raise RefusedError(400, _NO_UPDATES)
        else:
            raise RefusedError(415, f"send the query as {QUERY} or {FORM}")
    return _operation(fields, method, longest)


def _operation(fields: Mapping[str, Sequence[str]], method: str, longest: int) -> Operation:
    if "update" in fields:
        raise RefusedError(400, _NO_UPDATES)
    queries = fields.get("query", [])
    if len(queries) > 1:
        raise RefusedError(400, "the request has more than one query")
    if queries and len(queries[0].encode("utf-8", "replace")) > longest:
        raise RefusedError(413, f"the query has more than {longest // 1024} KiB")
    if method == "POST" and not queries:
        raise RefusedError(400, "the request has no query")
    query = queries[0].removeprefix(_BYTE_ORDER_MARK) if queries else None
    if query is not None and not query.strip():
        raise RefusedError(400, "the query is empty")
    if query is not None and _IS_UPDATE.match(query) is not None:
        raise RefusedError(400, _NO_UPDATES)
    default, named = _graphs(fields, "default-graph-uri"), _graphs(fields, "named-graph-uri")
    return Operation(
        query,
        tuple(default) if default is not None else None,
        tuple(named) if named is not None else None,
        _form(fields),
    )


def _form(fields: Mapping[str, Sequence[str]]) -> str | None:
    """Return the form that a field of the request names, as Accept would; None where none does.

    `format` and `output` are what other endpoints call it; raises RefusedError for a form that there is not.
    """
    if "_mediatype" in fields:
        return fields["_mediatype"][0]
    for field in FORM_FIELDS:
        for value in fields.get(field, ()):
            name = value.strip().lower()
            if "/" in name or name in _FORMS:
                return _FORMS.get(name, value)
            if name:
                reason = f"{field} {value[:_SHOWN]!r} is no form of a result; there is {', '.join(_FORMS)}"
                raise RefusedError(400, reason)
    return None


def _graphs(fields: Mapping[str, Sequence[str]], name: str) -> Sequence[str] | None:
    """Return the graphs that a field names; raises RefusedError where one is no absolute address."""
    wrong = next((value for value in fields.get(name, ()) if value and not _ABSOLUTE.fullmatch(value)), None)
    if wrong is not None:
        raise RefusedError(400, f"{name} {wrong[:_SHOWN]!r} is no absolute address")
    return fields.get(name)


def _fields(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the request is not in UTF-8") from error
    except ValueError as error:
        raise RefusedError(400, f"the request has more than {_MOST_FIELDS} fields") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the query is not in UTF-8") from error
