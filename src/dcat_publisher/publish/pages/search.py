"""Search and filter on the catalogue page: the page in parts, and the page put together for a query.

A long list is shown in portions: a page of ten thousand entries would be seven megabytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup, escape

from dcat_publisher.publish.pages.environment import render
from dcat_publisher.publish.pages.list_pages import href, portion_of, portions, shown_range, steps
from dcat_publisher.publish.pages.matching import Fields, forms, plain, score
from dcat_publisher.publish.pages.wording import number_of, word

LAST_RANK_OF_DATA: Final = 2
"""The rank of services; organisations and laws are behind them."""
FACETS: Final = ("publisher", "theme", "rights", "format", "in_series")
# Stand in the page until it is put together; no text from the source is a comment.
PLACE_OF_TITLE, PLACE_OF_QUERY, PLACE_OF_NUMBER = (
    Markup(f"<!-- {name} -->") for name in ("portion", "query", "number")
)
LARGEST_INDEX: Final = 1_500_000
"""How many characters of entries the script on the page loads; above, the form asks the server."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, and one IRI for each facet that is set."""

    text: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.text.strip() or self.chosen)

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the form that ask for this."""
        return {"q": self.text, **self.chosen} if self.asks else {}


@dataclass(frozen=True, slots=True)
class Found:
    """One entry: its HTML, what it is found by, and the IRIs by facet.

    `rank` says which kinds stand before others that fit as well. `listed` tells that it stands in the list
    when nothing is looked for. `edition` has the years of a yearly edition, which is found by them alone:
    else its series stands for it.
    """

    html: str
    fields: Fields
    facets: Mapping[str, Sequence[str]]
    rank: int = 0
    listed: bool = True
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice that the reader has: the facet's key, and its values: IRI, label, how many have it."""

    key: str
    choices: Sequence[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class CatalogPage:
    """The catalogue page around its list, and what the list is made of.

    `index` is the name of the file that the script on the page loads, if it does; `count` is how many data
    sources there are, folded ones included.
    """

    language: str
    index: str | None
    count: int
    before: str
    after: str
    facets: Sequence[Facet]
    entries: Sequence[Found]

    @property
    def listed(self) -> Sequence[Found]:
        """What stands in the list when nothing is looked for."""
        return [entry for entry in self.entries if entry.listed]


@dataclass(frozen=True, slots=True)
class Hits:
    """What is shown: entries, and whether none of them has all of the words that were looked for."""

    entries: Sequence[Found]
    partial: bool = False


def find(page: CatalogPage, query: Query) -> Hits:
    """Return the entries that a query finds, the best first; those with some of the words if none has all."""
    if not query.asks:
        return Hits(page.listed)
    words = [forms(word_) for word_ in plain(query.text).split()]
    given = [entry for entry in page.entries if _may_be_found(entry, query, words)]
    if not words:
        return Hits([] if query.text.strip() else [entry for entry in given if entry.listed])
    scores = {n: score(entry.fields, words) for n, entry in enumerate(given)}
    most = max((count for count, _ in scores.values()), default=0)
    hits = [n for n, (count, _) in scores.items() if count == most and most]
    hits.sort(key=lambda n: (_stands_back(given[n], words), -scores[n][1], given[n].rank))
    return Hits([given[n] for n in hits], 0 < most < len(words))


def _may_be_found(entry: Found, query: Query, words: Sequence[Sequence[str]]) -> bool:
    if entry.edition and not any(of_word[0] in entry.edition.split() for of_word in words):
        return False
    return all(iri in entry.facets.get(key, ()) for key, iri in query.chosen.items())


def _stands_back(entry: Found, words: Sequence[Sequence[str]]) -> bool:
    """Return whether an entry comes after all data: an organisation or a law that nobody has named."""
    named = entry.fields.name.split()
    return entry.rank > LAST_RANK_OF_DATA and not any(of_word[0] in named for of_word in words)


def compose(page: CatalogPage, query: Query, hits: Hits, number: int = 1) -> str:
    """Return the whole page with one portion, counted from 1, of the entries that were found."""
    found, last = hits.entries, portions(len(hits.entries))
    sources = word("source" if page.count == 1 else "sources", page.language)
    asked = query.fields
    here = href(asked, number)
    list_ = render(
        "list.html", page.language, count=number_of(page.count, page.language), sources=sources,
        index=page.index, facets=page.facets, query=query, status=_status(page, query, hits, number),
        shown=[Markup(entry.html) for entry in portion_of(found, number)],
        steps=steps(asked, number, last), number=number, last=last,
    )  # fmt: skip
    title = word("portion_title", page.language).format(number=number, last=last) if last > 1 else ""
    filled = {
        PLACE_OF_TITLE: f" – {title}" if number > 1 else "",
        PLACE_OF_QUERY: escape(here) if here != "?" else "",
        PLACE_OF_NUMBER: "" if asked else escape(href({}, number).removesuffix("?")),
    }
    before = page.before
    for place, text in filled.items():
        before = before.replace(place, text)
    return before + list_ + page.after


def _status(page: CatalogPage, query: Query, hits: Hits, number: int) -> str:
    """Say how much of what there is stands in the list; nothing where it is all."""
    found = len(hits.entries)
    if not found:
        return word("no_hits", page.language) if query.asks else ""
    partial = f" {word('partial', page.language)}" if hits.partial else ""
    if portions(found) == 1:
        text = word("hits", page.language) if query.asks else ""
        return text.format(shown=number_of(found, page.language)) + partial
    first, last = (number_of(end, page.language) for end in shown_range(number, found))
    folds = found < page.count
    of = word("found" if query.asks else "entries" if folds else "sources", page.language)
    text = word("portion", page.language)
    return text.format(first=first, last=last, count=number_of(found, page.language), sources=of) + partial


def to_json(page: CatalogPage) -> bytes:
    """Write the parts for the server and for the script on the page.

    The values of facets are long and few: each stands once, and entries have its place.
    """
    values = sorted({iri for entry in page.entries for iris in entry.facets.values() for iri in iris})
    place = {iri: n for n, iri in enumerate(values)}
    facets = [{"key": facet.key, "choices": facet.choices} for facet in page.facets]
    entries = [
        {
            "html": entry.html, "fields": entry.fields, "rank": entry.rank,
            "facets": {key: [place[iri] for iri in iris] for key, iris in entry.facets.items()},
            "listed": entry.listed, "edition": entry.edition,
        }
        for entry in page.entries
    ]  # fmt: skip
    value = {
        "language": page.language, "index": page.index, "count": page.count, "before": page.before,
        "after": page.after, "facets": facets, "values": values, "entries": entries,
    }  # fmt: skip
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def from_json(data: bytes) -> CatalogPage:
    """Read what `to_json` wrote; raises ValueError, LookupError or TypeError for anything else."""
    value = json.loads(data)
    facets, values = [Facet(**facet) for facet in value.pop("facets")], value.pop("values")
    entries = [_entry(entry, values) for entry in value.pop("entries")]
    return CatalogPage(**value, facets=facets, entries=entries)


def _entry(entry: dict[str, Any], values: Sequence[str]) -> Found:
    facets = {key: [values[n] for n in places] for key, places in entry["facets"].items()}
    return Found(**{**entry, "fields": Fields(*entry["fields"]), "facets": facets})
