"""The entries of the catalogue's list: data sources, and what else is found by a search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.terms import iri_value, is_literal, lexical
from dcat_publisher.publish.pages.cards import Card, card, formats_of
from dcat_publisher.publish.pages.catalog_page import held
from dcat_publisher.publish.pages.editions import Edition
from dcat_publisher.publish.pages.environment import card_macro
from dcat_publisher.publish.pages.identity import Identity
from dcat_publisher.publish.pages.known_entries import KeptEntry, KnownEntries, as_kept
from dcat_publisher.publish.pages.lists import by_name
from dcat_publisher.publish.pages.matching import Fields, plain, words_of
from dcat_publisher.publish.pages.predicates import (
    ACCESS_RIGHTS,
    ALTERNATIVE,
    CREATOR,
    DATASET,
    DESCRIPTIONS,
    DISTRIBUTION,
    IDENTIFIER,
    IN_SERIES,
    KEYWORD,
    LEGISLATION,
    PUBLISHER,
    SERIES,
    SERVICE,
    THEME,
)
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.search import Found
from dcat_publisher.publish.pages.wording import word

_STRONG: Final = (*NAMES, ALTERNATIVE, IDENTIFIER, KEYWORD)
_SEARCHED: Final = (*_STRONG, *DESCRIPTIONS, THEME, IN_SERIES, LEGISLATION, PUBLISHER)
_OF_WAYS: Final = (*NAMES, *DESCRIPTIONS)
_SERIES, _SOURCE, _SERVICE, _AGENT, _LAW = range(5)
_KINDS: Final = {_SERIES: "one_series", _SERVICE: "one_service", _AGENT: "organisation", _LAW: "law"}

Words = dict[str, dict[str, None]]
"""By node, the words of its own texts, which are the same whoever reads."""


class Entries:
    """Makes the entries for one reader; `own` keeps what readers of other languages can use.

    `known` has those of the former build.
    """

    def __init__(
        self, reader: Reader, here: str, own: Words, identity: Identity, known: KnownEntries | None = None
    ) -> None:
        self._known = known or KnownEntries()
        self._reader = reader
        self._here = here
        self._own = own
        self._named: Words = {}
        self._macro = card_macro(reader.language, identity)

    def all(
        self, catalog: str, nodes: Sequence[str], rows: Mapping[str, Sequence[Edition]]
    ) -> Iterator[Found]:
        """Yield the entries of what a catalogue holds, those of the list in order of name, then the others.

        `nodes` are its members, `rows` the editions that a series folds.
        """
        reader = self._reader
        sources = held(reader, catalog, DATASET)
        years = {edition.node: edition.years for row in rows.values() for edition in row}
        for node in by_name(reader, {*sources, *rows} - years.keys()):
            rank = _SERIES if node in rows else _SOURCE
            yield self._entry(node, rank, rows[node]) if node in rows else self._source(node)
        for node, label in years.items():
            yield self._source(node, label)
        for node in held(reader, catalog, SERIES):
            if node not in rows:
                yield self._entry(node, _SERIES)
        for node in held(reader, catalog, SERVICE):
            yield self._entry(node, _SERVICE)
        for rank, predicates in ((_AGENT, (PUBLISHER, CREATOR)), (_LAW, (LEGISLATION,))):
            for node in self._referred_to(nodes, predicates):
                yield self._entry(node, rank)

    def _referred_to(self, nodes: Sequence[str], predicates: Sequence[str]) -> list[str]:
        """Return what has a page and is referred to, in order of name."""
        reader = self._reader
        found = {term for node in nodes for name in predicates for term in reader.graph.objects(node, name)}
        return by_name(reader, (term for term in found if term in reader.addresses))

    def _source(self, node: str, edition: str = "") -> Found:
        """Return the entry of a data source: it shows that alone, and what it names."""
        language, make = self._reader.language, partial(self._entry, node, _SOURCE)
        html, fields, facets = self._known.entry(language, node, make)
        return Found(html, fields, facets, _SOURCE, not edition, edition)

    def kept(self, node: str, digest: bytes) -> KeptEntry:
        """Return the entry of a data source as it is remembered; `digest` tells what it shows."""
        return as_kept(digest, self._entry(node, _SOURCE))

    def _entry(self, node: str, rank: int, row: Sequence[Edition] = ()) -> Found:
        reader = self._reader
        kind = word(_KINDS[rank], reader.language) if rank in _KINDS else ""
        shown: Card = card(reader, node, self._here, kind=kind, editions=row)
        facets = {
            "publisher": reader.graph.objects(node, PUBLISHER),
            "theme": reader.graph.objects(node, THEME),
            "rights": reader.graph.objects(node, ACCESS_RIGHTS),
            "format": formats_of(reader, node),
            "in_series": reader.graph.objects(node, IN_SERIES),
        }
        return Found(
            str(self._macro(shown)).strip(), self._fields(node, row),
            {key: [iri_value(term) for term in terms] for key, terms in facets.items() if terms},
            rank, listed=bool(row),
        )  # fmt: skip

    def _fields(self, node: str, row: Sequence[Edition]) -> Fields:
        """Return what a node is found by; a series that folds its editions has their years."""
        reader = self._reader
        strong = self._strong(node)
        words = {**self._words(node), **words_of(edition.years for edition in row)}
        return Fields(plain(reader.name(node).text), strong, " ".join(words))

    def _strong(self, node: str) -> str:
        graph = self._reader.graph
        texts = (lexical(term) for name in _STRONG for term in graph.objects(node, name) if is_literal(term))
        return " ".join(dict.fromkeys(map(plain, texts)))

    def _words(self, node: str) -> dict[str, None]:
        """Return the words of a node, and of the names of what it refers to."""
        reader = self._reader
        graph = reader.graph
        said = [term for predicate in _SEARCHED for term in graph.objects(node, predicate)]
        ways = graph.objects(node, DISTRIBUTION)
        said += [term for way in ways for predicate in _OF_WAYS for term in graph.objects(way, predicate)]
        if node not in self._own:
            self._own[node] = words_of(lexical(term) for term in said if is_literal(term))
        found = dict(self._own[node])
        for term in said:
            if not is_literal(term):
                if term not in self._named:
                    self._named[term] = words_of([reader.name(term).text])
                found |= self._named[term]
        return found
