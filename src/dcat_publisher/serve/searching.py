"""Search on the catalogue page without script: the page put together anew from the built parts."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qs

from dcat_publisher.publish.pages.list_pages import href, portions
from dcat_publisher.publish.pages.search import FACETS, CatalogPage, Query, compose, find, from_json
from dcat_publisher.serve.answers import LONGEST_QUERY, Answer, Request, answer, asked_number, refusal
from dcat_publisher.serve.problems import Choice
from dcat_publisher.serve.table import Site

_ASKING: Final = tuple(f"{key}=" for key in ("q", *FACETS))
_OWN_HEADERS: Final = frozenset(
    {"ETag", "Last-Modified", "Content-Length", "Content-Encoding", "Content-Location"}
)
# More than anybody types; what stands behind is not looked for.
_LONGEST_TEXT: Final = 200


def asks_for_search(query: str) -> bool:
    """Return whether a query string has one of the fields of the search form."""
    return any(field in query for field in _ASKING)


def search(site: Site, request: Request) -> Answer:
    """Answer for the catalogue page with the entries that are looked for; other formats know no search.

    What is found may be long as the whole list is, and is then to be had in the same portions.
    """
    unconditional = request._replace(accept_encoding=None, if_none_match=None, if_modified_since=None)
    plain = answer(site.entries[request.path], unconditional)
    headers = dict(plain.headers)
    page = _parts(site, headers.get("Content-Language"))
    if plain.status != 200 or not headers["Content-Type"].startswith("text/html") or page is None:
        return plain
    query = query_of(request.query)
    found = find(page, query)
    number = asked_number(request.query) if portions(len(page.entries)) > 1 else 1
    if not 0 < number <= portions(len(found.entries)):
        return refusal(404, request, [Choice(href(query.fields, 1), "text/html")])
    body = compose(page, query, found, number).encode("utf-8", "replace")
    kept = [(name, value) for name, value in plain.headers if name not in _OWN_HEADERS]
    kept += [("X-Robots-Tag", "noindex"), ("Content-Length", str(len(body)))]
    return Answer(200, kept, b"" if request.method == "HEAD" else body)


def query_of(text: str) -> Query:
    """Read the fields of the search form from a query string; a field given twice counts once."""
    fields = parse_qs(text[:LONGEST_QUERY], errors="replace")
    chosen: dict[str, str] = {key: fields[key][0] for key in FACETS if key in fields}
    return Query(fields.get("q", [""])[0][:_LONGEST_TEXT], chosen)


def _parts(site: Site, language: str | None) -> CatalogPage | None:
    """Return the parts of the page; None where there are none, or an earlier version has written them."""
    for name in (f"/search.{language}.json", "/search.json"):
        entry = site.entries.get(name)
        if entry is not None:
            with suppress(ValueError, LookupError, TypeError):
                return _read(next(entry.representations()).body)
    return None


@lru_cache(maxsize=6)
def _read(data: bytes) -> CatalogPage:
    return from_json(data)
