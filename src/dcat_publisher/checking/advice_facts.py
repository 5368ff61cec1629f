"""What advice on findings is drawn from: nodes of the catalogue as somebody asks for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dcat_publisher.checking.pipeline.nodes import all_nodes, leading, put_together
from dcat_publisher.checking.pipeline.scan import LARGE
from dcat_publisher.model.named_terms import IN_SERIES
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.data import Predicates

if TYPE_CHECKING:
    from dcat_publisher.checking.pipeline.opening import Opened


@dataclass(frozen=True)
class AdviceFacts:
    """The nodes of a catalogue that is compiled and linked."""

    opened: Opened

    def objects(self, node: str, predicate: str) -> Sequence[str]:
        """Return the objects of a node and a predicate."""
        return self._said(node).get(predicate, ())

    def places(self, node: str, predicate: str) -> list[Place]:
        """Return where the values of a property were typed."""
        parts = self.opened.parts
        places = (parts.triple_place(node, predicate, value) for value in self.objects(node, predicate))
        return [place for place in places if place is not None]

    def members(self, series: str) -> Sequence[str]:
        """Return the nodes that are in a series."""
        return leading(self.opened.parts.index, IN_SERIES, series)

    def fitting(self, terms: Iterable[str], class_: str, predicate: str) -> list[str]:
        """Return those of the terms that are of a class, those first that the property leads to most often.

        In a large catalogue those come first that most files lead to as to something of that class.
        """
        found = [term for term in terms if class_ in self.types(term)]
        if len(self.opened.parts.index.parts) < LARGE:
            uses = self._uses
            return sorted(found, key=lambda term: -uses[predicate, term])
        return sorted(found, key=lambda term: -self._files_leading(term, predicate))

    def _said(self, node: str) -> Predicates:
        return put_together(node, self.opened.parts.index, self.opened.parts)

    def types(self, node: str) -> Sequence[str]:
        """Return the classes of a node, with those above them where these are known."""
        index = self.opened.parts.index
        known = index.typed.get(node, ())
        if not known or node in index.coded:
            return self._said(node).get(TYPE, ())
        return [*known, *(parent for type_ in known for parent in index.vocabulary.superclasses(type_))]

    @cached_property
    def _uses(self) -> Counter[tuple[str, str]]:
        parts = self.opened.parts
        said = map(self._said, all_nodes(parts.index, parts))
        return Counter(
            (predicate, value) for each in said for predicate, values in each.items() for value in values
        )

    def _files_leading(self, node: str, predicate: str) -> int:
        return self.opened.parts.index.number_linking(node, predicate)


__all__ = ["AdviceFacts"]
