"""Mapping records before their names are known: what a local name means stays open in the graph.

An open reference is written `?rNAME`; `?cNAME` where it is a name only if there is one, since the key takes
codes and the text is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.jsonld_context import Definition
from dcat_publisher.source import Mapping, Scalar
from dcat_publisher.source.mapping.literals import Outcome
from dcat_publisher.source.mapping.record_mapper import OPEN, RecordMapper
from dcat_publisher.source.mapping.records import Defaults
from dcat_publisher.source.mapping.references import ReferenceResolver, may_be_name

NAME: Final = "?r"
CODE: Final = "?c"


class OpenReference(NamedTuple):
    """A reference whose meaning is open; `fault` is what is wrong where it is neither code nor name."""

    subject: str
    predicate: str
    term: str
    place: Place
    fault: Finding | None


@dataclass(frozen=True)
class OpenResolver(ReferenceResolver):
    """Resolves codes and addresses, and leaves local names open; `faults` has what is wrong as a code."""

    faults: dict[tuple[str, str], Finding] = field(default_factory=dict)

    def _named(self, name: str, place: Place) -> Outcome:
        return f"{NAME}{name}", place

    def _no_code(self, node: Scalar, key: str, fault: Finding) -> Outcome:
        if not may_be_name(node.text):
            return fault
        self.faults[key, node.text] = fault
        return f"{CODE}{node.text}", node.place


class OpenMapper(RecordMapper):
    """Maps records; `open` are the references whose meaning is not known yet, in order.

    `asked` are the nodes of which it makes a difference whether another file describes them too.
    """

    def __init__(self, resolver: OpenResolver, defaults: Defaults, language: str | None) -> None:
        self._resolver = resolver
        super().__init__(resolver.vocabulary, resolver, defaults, language)
        self.open: list[OpenReference] = []
        self._untyped: set[str] = set()

    @property
    def asked(self) -> set[str]:
        """The nodes that are named here, and those whose class is looked for in the graph."""
        return self._untyped | self.nested.named

    def _types(self, subject: str, node: Mapping, range_: str | None) -> None:
        if range_ is None:
            self._untyped.add(subject)
        super()._types(subject, node, range_)

    def _leave_open(self, subject: str, definition: Definition, term: str, place: Place) -> None:
        fault = self._resolver.faults.get((definition.name, term[2:])) if term[:2] == CODE else None
        fault = None if fault is None else replace(fault, place=place)
        self.open.append(OpenReference(subject, definition.predicate, term, place, fault))


__all__ = ["CODE", "NAME", "OPEN", "OpenMapper", "OpenReference", "OpenResolver"]
