"""What portions have to know of each other, found when all have run once: few have to run again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dcat_publisher.check.batches.common import Common
from dcat_publisher.check.batches.outcome import Around, Outcome
from dcat_publisher.check.batches.partial import Edge
from dcat_publisher.check.batches.survey import owner_of

_COMMON = -1


class Exchange:
    """Joins what the portions say of nodes that are nobody's own."""

    def __init__(self, common: Common, outcomes: Sequence[Outcome], portion_of: Mapping[str, int]) -> None:
        self._common = common
        self._outcomes = outcomes
        self._portion_of = portion_of
        self.types = _types(outcomes)

    def around(self) -> dict[int, Around]:
        """Return the portions that have to run again, and what for."""
        types = self._missing_types()
        edges = self._missing_edges()
        return {
            number: Around(tuple(sorted(types.get(number, {}).items())), tuple(sorted(edges.get(number, ()))))
            for number in sorted({*types, *edges})
        }

    def completed(self, around: Around, outcome: Outcome) -> Around:
        """Add what a portion said it has to know of other datasets: names of properties, and their own."""
        names = tuple(
            (node, self._outcomes[self._portion_of[node]].names[node])
            for node in sorted(outcome.wanted)
            if node in self._portion_of
        )
        unnamed = outcome.unnamed or outcome.wanted  # what was not validated has not got as far as to ask
        named = tuple(
            self._outcomes[self._portion_of[node]].named[node]
            for node in sorted(unnamed)
            if node in self._portion_of and self._outcomes[self._portion_of[node]].named
        )
        return around._replace(names=names, named=named, is_last=True)

    def common_types(self) -> dict[str, tuple[str, ...]]:
        """Return the classes that portions give to nodes which the common part mentions."""
        index = self._common.graph.index
        return {
            node: self.types[node] for node in self._common.mentioned & self.types.keys() if node not in index
        }

    def common_edges(self) -> list[Edge]:
        """Return the edges that lead from the portions to nodes of the common part."""
        known = self._common.graph.index.keys() | self._common.mentioned
        return [edge for outcome in self._outcomes for edge in outcome.edges if edge.triple[2] in known]

    def _missing_types(self) -> dict[int, dict[str, tuple[str, ...]]]:
        missing: dict[int, dict[str, tuple[str, ...]]] = {}
        types = self.types
        for number, outcome in enumerate(self._outcomes):
            for node, own in outcome.linked.items():
                if types[node] != own:
                    missing.setdefault(number, {})[node] = types[node]
            for node in types.keys() & set(outcome.bare):
                missing.setdefault(number, {})[node] = types[node]
        return missing

    def _missing_edges(self) -> dict[int, set[Edge]]:
        missing: dict[int, set[Edge]] = {}
        shared: dict[str, list[tuple[int, Edge]]] = {}
        for number, edge in self._all_edges():
            target = edge.triple[2]
            owner = self._portion_of.get(owner_of(target))
            if owner is None:
                shared.setdefault(target, []).append((number, edge))
            elif owner != number:
                missing.setdefault(owner, set()).add(edge)
        for target, number in self._mentions(shared.keys()):
            foreign = {edge for origin, edge in shared[target] if origin != number}
            if foreign:
                missing.setdefault(number, set()).update(foreign)
        return missing

    def _all_edges(self) -> Iterable[tuple[int, Edge]]:
        yield from ((_COMMON, edge) for edge in self._common.edges)
        for number, outcome in enumerate(self._outcomes):
            yield from ((number, edge) for edge in outcome.edges)

    def _mentions(self, nodes: Iterable[str]) -> Iterable[tuple[str, int]]:
        """Return which portions mention nodes that are not the common part's: those are validated there."""
        wanted = set(nodes) - self._common.graph.index.keys()
        for number, outcome in enumerate(self._outcomes):
            if wanted:
                yield from ((node, number) for node in wanted & {*outcome.linked, *outcome.bare})


def _types(outcomes: Iterable[Outcome]) -> dict[str, tuple[str, ...]]:
    types: dict[str, tuple[str, ...]] = {}
    for outcome in outcomes:
        for node, own in outcome.linked.items():
            known = types.get(node)
            types[node] = own if known is None or known == own else tuple(sorted({*known, *own}))
    return types
