"""A thing as a card in a list: its name, its first words, and what people choose by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from dcat_publisher.model.named_terms import NON_PUBLIC, PUBLIC, RESTRICTED
from dcat_publisher.model.terms import iri_value, lexical
from dcat_publisher.publish.pages.editions import Edition
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.predicates import (
    ACCESS_RIGHTS,
    DESCRIPTIONS,
    DISTRIBUTION,
    FORMAT,
    IN_SERIES,
    ISSUED,
    MEDIA_TYPE,
    MODIFIED,
    PUBLISHER,
    TEMPORAL,
    THEME,
)
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.text_blocks import lead
from dcat_publisher.publish.pages.values import Text, Value
from dcat_publisher.publish.pages.wording import day, word

_MOST_TEXTS: Final = 4
_MOST_EDITIONS: Final = 12


class Mark(NamedTuple):
    """What a card says in one word or two: of which kind it is, what that is called, and the words."""

    key: str
    label: str
    texts: tuple[Text, ...]


class Card(NamedTuple):
    """One thing in a list.

    `kind` says what it is, where a list has several kinds; `parts` are the series that it is in, `editions`
    those that a series folds, as links with the year.
    """

    name: Value
    lead: Text | None
    marks: tuple[Mark, ...] = ()
    parts: tuple[Value, ...] = ()
    kind: str = ""
    editions: tuple[Value, ...] = ()
    more: int = 0


def card(
    reader: Reader, node: str, here: str, within: str | None = None, kind: str = "",
    editions: Sequence[Edition] = (),
) -> Card:  # fmt: skip
    """Return a thing as an item of a list on the page `here`, which may be that of a series that it is in."""
    description = reader.text(node, DESCRIPTIONS)
    first = None if description is None else Text(lead(description.text, 240), description.language)
    graph = reader.graph
    parts = tuple(reader.value(series, here) for series in graph.objects(node, IN_SERIES) if series != within)
    shown = [
        Value(edition.years, href=reader.href(edition.node, here)) for edition in editions[:_MOST_EDITIONS]
    ]
    return Card(
        reader.value(node, here), first, tuple(_marks(reader, node)), parts, kind, tuple(shown),
        max(0, len(editions) - _MOST_EDITIONS),
    )  # fmt: skip


def formats_of(reader: Reader, node: str) -> list[str]:
    """Return the formats of a dataset's distributions, each once; the media type where there is no format."""
    graph = reader.graph
    found = [
        term
        for way in graph.objects(node, DISTRIBUTION)
        for term in (graph.objects(way, FORMAT) or graph.objects(way, MEDIA_TYPE))
    ]
    return list(dict.fromkeys(found))


def _marks(reader: Reader, node: str) -> Iterator[Mark]:
    graph = reader.graph
    for key, terms in (
        ("publisher", graph.objects(node, PUBLISHER)),
        ("rights", graph.objects(node, ACCESS_RIGHTS)),
        ("theme", graph.objects(node, THEME)),
        ("format", formats_of(reader, node)),
        ("period", graph.objects(node, TEMPORAL)),
    ):
        texts = tuple(islice(_texts(reader, terms), _MOST_TEXTS))
        if key != "period":
            texts = tuple(Text(capitalized(text.text), text.language) for text in texts)
        if texts:
            shown_as = f"{key} {_level(terms)}".rstrip() if key == "rights" else key
            yield Mark(shown_as, word(key, reader.language), texts)
    for key, predicate in (("modified", MODIFIED), ("issued", ISSUED)):
        for date in graph.objects(node, predicate)[:1]:
            shown = Text(day(lexical(date), reader.language))
            yield Mark("date", word(key, reader.language), (shown,))
            return


def _level(terms: Sequence[str]) -> str:
    """Return the code of the access rights as a class of the style sheet knows it; nothing for others."""
    code = iri_value(terms[0]).rpartition("/")[2]
    return code.lower().replace("_", "-") if terms[0] in (PUBLIC, RESTRICTED, NON_PUBLIC) else ""


def _texts(reader: Reader, terms: Iterable[str]) -> Iterator[Text]:
    """Yield what terms are called, each name once."""
    seen: set[str] = set()
    for term in terms:
        name = reader.name(term) if term.startswith("<") else reader.shown(term)
        if name.text not in seen:
            seen.add(name.text)
            yield name
