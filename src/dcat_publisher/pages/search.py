"""Search and filter on the catalogue page: the page in parts, and the page put together for a query."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from markupsafe import Markup

from dcat_publisher.pages.environment import render
from dcat_publisher.pages.wording import word


class _WithoutMarks(dict[int, str | None]):
    """Character -> itself, or None for a mark; filled as characters turn up."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kept = self[code] = None if unicodedata.category(character)[0] == "M" else character
        return kept


_WITHOUT_MARKS: Final = _WithoutMarks()
FACETS: Final = ("theme", "in_series", "rights")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, and one IRI for each facet that is set."""

    text: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of the list: its HTML, its words folded for comparison, and the IRIs by facet."""

    html: str
    text: str
    facets: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice that the reader has: the facet's key, and its values as pairs of IRI and label."""

    key: str
    choices: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class CatalogPage:
    """The catalogue page around its list, and what the list is made of."""

    language: str
    index: str | None
    before: str
    after: str
    facets: Sequence[Facet]
    entries: Sequence[Found]


def compose(page: CatalogPage, query: Query) -> str:
    """Give the whole page with the entries that a query finds."""
    found = [entry for entry in page.entries if matches(entry, query)]
    count = len(page.entries)
    sources = word("source" if count == 1 else "sources", page.language)
    status = ""
    if query.text.strip() or query.chosen:
        status = word("hits" if found else "no_hits", page.language)
        status = status.format(shown=len(found), count=count, sources=sources)
    shown = [Markup(entry.html) for entry in found]
    list_ = render(
        "list.html", page.language, count=count, sources=sources, index=page.index, facets=page.facets,
        query=query, status=status, shown=shown,
    )  # fmt: skip
    return page.before + list_ + page.after


def matches(entry: Found, query: Query) -> bool:
    """Tell whether an entry has all the words, in any place, and all the values chosen."""
    if not all(part in entry.text for part in folded(query.text).split()):
        return False
    return all(iri in entry.facets.get(key, ()) for key, iri in query.chosen.items())


def folded(text: str) -> str:
    """Write a text for comparison: in small letters and without marks, so that `É` is `e`, but `ø` stays."""
    return unicodedata.normalize("NFKD", text.lower()).translate(_WITHOUT_MARKS)


def to_json(page: CatalogPage) -> bytes:
    """Write the parts for the server and for the script on the page."""
    return (json.dumps(asdict(page), ensure_ascii=False) + "\n").encode()


def from_json(data: bytes) -> CatalogPage:
    """Read what `to_json` wrote; raises ValueError, KeyError or TypeError for anything else."""
    value = json.loads(data)
    facets = [Facet(**facet) for facet in value.pop("facets")]
    entries = [Found(**entry) for entry in value.pop("entries")]
    return CatalogPage(**value, facets=facets, entries=entries)
