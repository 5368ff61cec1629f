"""Search and filter on the catalogue page: the page in parts, and the page put together for a query.

A long list is shown in portions: a page of ten thousand entries would be seven megabytes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup, escape

from dcat_publisher.publish.pages.environment import render
from dcat_publisher.publish.pages.list_pages import href, portion_of, portions, shown_range, steps
from dcat_publisher.publish.pages.wording import number_of, word


class _WithoutMarks(dict[int, str | None]):
    """Character -> itself, or None for a mark; filled as characters turn up."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kept = self[code] = None if unicodedata.category(character)[0] == "M" else character
        return kept


_WITHOUT_MARKS: Final = _WithoutMarks()
FACETS: Final = ("theme", "in_series", "rights")
# Stand in the page until it is put together; no text from the source is a comment.
PLACE_OF_TITLE, PLACE_OF_QUERY, PLACE_OF_NUMBER = (
    Markup(f"<!-- {name} -->") for name in ("portion", "query", "number")
)
# Endings of nouns, and the genitive; what is left has four letters, or it would be found in too much.
_ENDING: Final = re.compile(r"(.{4,}?)(?:(?:ene|ane|er|ar|en|et|e|a)s?|s)")
_ELIDED: Final = re.compile(r"(.+)([bdfgkpt])([lnr])")
LARGEST_INDEX: Final = 1_000_000
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
    """One entry of the list: its HTML, its name and its words (both folded), and the IRIs by facet."""

    html: str
    name: str
    text: str
    facets: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice that the reader has: the facet's key, and its values as pairs of IRI and label."""

    key: str
    choices: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class CatalogPage:
    """The catalogue page around its list, and what the list is made of.

    `index` is the name of the file that the script on the page loads, if it does.
    """

    language: str
    index: str | None
    before: str
    after: str
    facets: Sequence[Facet]
    entries: Sequence[Found]


def find(page: CatalogPage, query: Query) -> Sequence[Found]:
    """Return the entries that a query finds, in the order of the list; first those that are named by it."""
    if not query.asks:
        return page.entries
    words = [forms(word_) for word_ in folded(query.text).split()]
    hits = [entry for entry in page.entries if matches(entry, words, query.chosen)]
    return sorted(hits, key=lambda entry: not _has_all(entry.name, words))


def compose(page: CatalogPage, query: Query, found: Sequence[Found], number: int = 1) -> str:
    """Return the whole page with one portion, counted from 1, of the entries that were found."""
    count, last = len(page.entries), portions(len(found))
    sources = word("source" if count == 1 else "sources", page.language)
    asked = query.fields
    here = href(asked, number)
    list_ = render(
        "list.html", page.language, count=number_of(count, page.language), sources=sources, index=page.index,
        facets=page.facets, query=query, status=_status(page, query, len(found), number),
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


def _status(page: CatalogPage, query: Query, found: int, number: int) -> str:
    """Say how much of what there is stands in the list; nothing where it is all."""
    if not found:
        return word("no_hits", page.language) if query.asks else ""
    count = len(page.entries)
    sources = word("source" if count == 1 else "sources", page.language)
    if portions(found) == 1:
        text = word("hits", page.language) if query.asks else ""
        return text.format(shown=found, count=number_of(count, page.language), sources=sources)
    first, last = (number_of(end, page.language) for end in shown_range(number, found))
    of = word("found", page.language) if query.asks else sources
    text = word("portion", page.language)
    return text.format(first=first, last=last, count=number_of(found, page.language), sources=of)


def matches(entry: Found, words: Sequence[Sequence[str]], chosen: Mapping[str, str]) -> bool:
    """Return whether an entry has all the words, each in one of its forms, and all the values chosen."""
    if not _has_all(entry.text, words):
        return False
    return all(iri in entry.facets.get(key, ()) for key, iri in chosen.items())


def _has_all(text: str, words: Sequence[Sequence[str]]) -> bool:
    return all(any(form in text for form in of_word) for of_word in words)


def forms(word_: str) -> list[str]:
    """Return what a folded word is found by: itself, and its stem if its ending is one of Norwegian nouns.

    Both are found within words too, so compounds are (`ambulanse` in `ambulanseoppdrag`). A stem that lost
    an `e` may have it back (`midler`: `middel`). The script on the page does the same.
    """
    ending = _ENDING.fullmatch(word_)
    if ending is None:
        return [word_]
    stem = ending[1]
    elided = _ELIDED.fullmatch(stem)
    if elided is None:
        return [word_, stem]
    before, consonant, last = elided.groups()
    return [word_, stem, f"{before}{consonant}e{last}", f"{before}{consonant}{consonant}e{last}"]


def words_of(texts: Iterable[str]) -> dict[str, None]:
    """Return the words that texts are found by: each once, which finds the same, since no query has a space.

    Folding takes most of the time, so it is done to no word twice.
    """
    once = " ".join(dict.fromkeys(" ".join(texts).lower().split()))
    return dict.fromkeys(folded(once).split())


def folded(text: str) -> str:
    """Write a text for comparison: in small letters and without marks, so that `É` is `e`, but `ø` stays."""
    small = text.lower()
    return small if small.isascii() else unicodedata.normalize("NFKD", small).translate(_WITHOUT_MARKS)


def to_json(page: CatalogPage) -> bytes:
    """Write the parts for the server and for the script on the page."""
    facets = [{"key": facet.key, "choices": facet.choices} for facet in page.facets]
    entries = [
        {"html": entry.html, "name": entry.name, "text": entry.text, "facets": entry.facets}
        for entry in page.entries
    ]
    value = {
        "language": page.language, "index": page.index, "before": page.before, "after": page.after,
        "facets": facets, "entries": entries,
    }  # fmt: skip
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def from_json(data: bytes) -> CatalogPage:
    """Read what `to_json` wrote; raises ValueError, KeyError or TypeError for anything else."""
    value = json.loads(data)
    facets = [Facet(**facet) for facet in value.pop("facets")]
    entries = [Found(**entry) for entry in value.pop("entries")]
    return CatalogPage(**value, facets=facets, entries=entries)
