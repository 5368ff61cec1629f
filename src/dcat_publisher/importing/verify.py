"""The proof of an import: the source is built, and its graph held against the one that was imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dcat_publisher.importing.catalogue import Imported
from dcat_publisher.importing.lists import FIRST, NIL, REST
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.terms import is_blank

_DEEPEST = 100_000


@dataclass(slots=True)
class Verdict:
    """What a built graph lacks of the imported one, and what it has besides; in its own terms."""

    missing: list[Triple] = field(default_factory=list)
    added: list[Triple] = field(default_factory=list)
    equal: int = 0


def verified(done: Imported, built: Graph) -> Verdict:
    """Compare; blank nodes are the addresses that they got, and the cells of lists what they hold."""
    lost = {triple for triple, _ in done.lost}
    expected = set(_named((triple for triple in done.graph if triple not in lost), done.graph, done.minted))
    found = set(_named(built, built, {}))
    verdict = Verdict(sorted(expected - found), sorted(found - expected))
    verdict.equal = len(done.graph) - len(lost) - len(verdict.missing)
    return verdict


def _named(triples: Iterator[Triple] | Graph, graph: Graph, minted: Mapping[str, str]) -> Iterator[Triple]:
    names = dict(minted)

    def name(term: str) -> str:
        if term[0] == '"':
            return _lower(term)
        if not is_blank(term):
            return term
        return names.get(term) or names.setdefault(term, _list(term, graph, name))

    for subject, predicate, value in triples:
        if not (is_blank(subject) and subject not in minted and FIRST in graph.predicates(subject)):
            yield name(subject), predicate, name(value)


def _list(cell: str, graph: Graph, name: object) -> str:
    """Return the items of a list, as the name of its first cell."""
    items: list[str] = []
    while cell != NIL and len(items) < _DEEPEST and FIRST in graph.predicates(cell):
        items += map(name, graph.objects(cell, FIRST))  # type: ignore[call-overload]
        cell = next(iter(graph.objects(cell, REST)), NIL)
    return f"_:({' '.join(items)}){'' if cell == NIL else cell}"


def _lower(term: str) -> str:
    """Return a literal with its language tag in lower case, as RDF 1.1 (3.3) compares it."""
    if term[-1] in '">':
        return term
    cut = term.rindex('"') + 1
    return f"{term[:cut]}{term[cut:].lower()}"
