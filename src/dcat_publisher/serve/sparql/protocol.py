"""The SPARQL 1.1 Protocol, query operation: what a request asks, as a pure function over its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
# More fields than a request may have: each names a graph, and there are fewer graphs in most catalogues.
_MOST_FIELDS: Final = 1000


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
            fields = {**fields, **_fields(_text(body))}
        elif content_type == QUERY:
            fields["query"] = [_text(body)]
        elif content_type == UPDATE:
            raise RefusedError(400, "updates are refused: this endpoint can only be read")
        else:
            raise RefusedError(415, f"send the query as {QUERY} or {FORM}")
    return _operation(fields, method, longest)


def _operation(fields: Mapping[str, Sequence[str]], method: str, longest: int) -> Operation:
    if "update" in fields:
        raise RefusedError(400, "updates are refused: this endpoint can only be read")
    queries = fields.get("query", [])
    if len(queries) > 1:
        raise RefusedError(400, "the request has more than one query")
    if queries and len(queries[0].encode("utf-8", "replace")) > longest:
        raise RefusedError(413, f"the query has more than {longest // 1024} KiB")
    if method == "POST" and not queries:
        raise RefusedError(400, "the request has no query")
    default, named = fields.get("default-graph-uri"), fields.get("named-graph-uri")
    return Operation(
        queries[0] if queries else None,
        tuple(default) if default is not None else None,
        tuple(named) if named is not None else None,
        fields.get("_mediatype", [None])[0],
    )


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
