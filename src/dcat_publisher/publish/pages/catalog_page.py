"""The catalogue page: the introduction, the data sources, what to filter them by, and the series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.terms import iri_value, is_literal, lexical
from dcat_publisher.publish.pages.environment import environment
from dcat_publisher.publish.pages.lists import Card, by_name, card
from dcat_publisher.publish.pages.predicates import (
    ACCESS_RIGHTS,
    ALTERNATIVE,
    DATASET,
    DESCRIPTIONS,
    HAS_DATASET,
    HAS_SERVICE,
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
from dcat_publisher.publish.pages.search import Facet, Found, folded, words_of
from dcat_publisher.publish.pages.wording import sort_key, word

_FACETS: Final = {"theme": THEME, "in_series": IN_SERIES, "rights": ACCESS_RIGHTS}
_SEARCHED: Final = (
    *NAMES, *DESCRIPTIONS, ALTERNATIVE, IDENTIFIER, KEYWORD, THEME, IN_SERIES, LEGISLATION, PUBLISHER,
)  # fmt: skip


def members(reader: Reader, catalog: str) -> list[str]:
    """Return what the catalogue holds and has a page here, in order of name."""
    found = [
        term for predicate in (HAS_DATASET, HAS_SERVICE) for term in reader.graph.objects(catalog, predicate)
    ]
    return by_name(reader, (term for term in dict.fromkeys(found) if term in reader.addresses))


def of_type(reader: Reader, nodes: Iterable[str], type_: str) -> list[str]:
    """Return those of the nodes that have a class; a series is none of its own datasets' kind."""
    others = {DATASET, SERIES, SERVICE} - {type_}
    if type_ == DATASET:
        return [
            node
            for node in nodes
            if type_ in reader.graph.types(node) and not others & set(reader.graph.types(node))
        ]
    return [node for node in nodes if type_ in reader.graph.types(node)]


def listed(reader: Reader, nodes: Sequence[str]) -> frozenset[str]:
    """Return those of the nodes that stand in one of the page's lists."""
    return frozenset(node for type_ in (DATASET, SERIES, SERVICE) for node in of_type(reader, nodes, type_))


Words = dict[str, dict[str, None]]
"""By node, the words of its own texts, which are the same whoever reads."""


def found(reader: Reader, nodes: Sequence[str], here: str, own: Words) -> list[Found]:
    """Return the entries of the list, with their HTML and the words they are found by.

    `own` keeps what readers of other languages can use.
    """
    macro = environment().get_template("card.html").module.card  # type: ignore[attr-defined]
    words = [word(key, reader.language) for key in ("more", "more_about", "part_of")]
    named: dict[str, dict[str, None]] = {}
    return [
        Found(
            str(macro(card(reader, node, here), *words)).strip(),
            folded(reader.name(node).text),
            " ".join(_words(reader, node, own, named)),
            {
                key: [iri_value(term) for term in reader.graph.objects(node, name)]
                for key, name in _FACETS.items()
            },
        )
        for node in nodes
    ]


def _words(reader: Reader, node: str, own: Words, named: Words) -> dict[str, None]:
    """Return the words of a node, and of the names of what it refers to."""
    said = [term for predicate in _SEARCHED for term in reader.graph.objects(node, predicate)]
    if node not in own:
        own[node] = words_of(lexical(term) for term in said if is_literal(term))
    found = dict(own[node])
    for term in said:
        if not is_literal(term):
            if term not in named:
                named[term] = words_of([reader.name(term).text])
            found |= named[term]
    return found


def facets(reader: Reader, nodes: Sequence[str]) -> list[Facet]:
    """Return what the entries differ in; what all or none of them have is nothing to choose by."""
    result = []
    for key, predicate in _FACETS.items():
        counts: dict[str, int] = {}
        for node in nodes:
            for term in reader.graph.objects(node, predicate):
                counts[term] = counts.get(term, 0) + 1
        telling = [term for term, count in counts.items() if count < len(nodes)]
        pairs = [(iri_value(term), reader.name(term).text) for term in telling]
        if pairs:
            result.append(Facet(key, sorted(pairs, key=lambda pair: sort_key(pair[1]))))
    return result


def cards(reader: Reader, nodes: Sequence[str], here: str) -> list[tuple[str, list[Card]]]:
    """Return the other lists of the page: series and services, with the word for their heading."""
    lists = [("series", SERIES), ("services", SERVICE)]
    given = [
        (key, [card(reader, node, here) for node in of_type(reader, nodes, type_)]) for key, type_ in lists
    ]
    return [(key, shown) for key, shown in given if shown]
