"""The lists of a graph (RDF Schema 1.1, 5.2): chains of blank cells that are written as one sequence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import RDF
from dcat_publisher.model.terms import TYPE, is_blank

FIRST, REST, NIL = RDF.first, RDF.rest, RDF.nil
_LIST = RDF.List


@dataclass(slots=True)
class Lists:
    """The well-formed lists: head -> items; `cells` cell -> head, `owner` cell -> who has the list."""

    items: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: Graph, uses: Mapping[str, Sequence[tuple[str, str]]]) -> Lists:
        """Find the lists of a graph that one property each leads to."""
        found = cls()
        for head, said in graph.index.items():
            if FIRST not in said or not is_blank(head):
                continue
            use = uses.get(head, ())
            if len(use) == 1 and use[0][1] != REST:
                found._follow(head, use[0][0], graph, uses)
        return found

    def _follow(
        self, head: str, owner: str, graph: Graph, uses: Mapping[str, Sequence[tuple[str, str]]]
    ) -> None:
        items: list[str] = []
        cells: list[str] = []
        cell = head
        while cell != NIL:
            said = graph.index.get(cell, {})
            plain = len(said.get(FIRST, ())) == 1 and len(said.get(REST, ())) == 1 and len(said) == 2
            if not plain or not is_blank(cell) or len(uses.get(cell, ())) != 1 or cell in cells:
                return
            cells.append(cell)
            items.append(said[FIRST][0])
            cell = said[REST][0]
        self.items[head] = items
        for each in cells:
            self.cells[each] = head
            self.owner[each] = owner


__all__ = ["FIRST", "NIL", "REST", "TYPE", "Lists"]
