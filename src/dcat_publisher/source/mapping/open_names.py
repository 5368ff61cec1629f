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
from dcat_publisher.source.mapping.meant import Guesser, PropertiesOf, UnknownKey, guess_of, unknown_key
from dcat_publisher.source.mapping.record_mapper import OPEN, RecordMapper
from dcat_publisher.source.mapping.records import Defaults
from dcat_publisher.source.mapping.references import ReferenceResolver, may_be_name
from dcat_publisher.source.mapping.suffixes import settled

NAME: Final = "?r"
CODE: Final = "?c"


class OpenReference(NamedTuple):
    """A reference whose meaning is open.

    `fault` is what is wrong where it is neither code nor name, `range_` the class of the records that may be
    meant, None for any; `is_value` says whether it is what a property leads to, and not what leads there.
    """

    subject: str
    predicate: str
    term: str
    place: Place
    fault: Finding | None
    range_: str | None
    is_value: bool


class Wanted(NamedTuple):
    """A record that a value names, and the class that it has to be of, None for any."""

    name: str
    range_: str | None


class UnsureKey(NamedTuple):
    """An unknown key; which it was meant for hangs on what some names mean.

    `words` are the keys that may have been meant, each with the records that its value then has to be;
    `several` says that it is a word for several keys.
    """

    subject: str
    key: str
    place: Place
    words: tuple[tuple[str, tuple[Wanted, ...]], ...]
    several: bool


@dataclass(frozen=True)
class OpenResolver(ReferenceResolver):
    """Resolves codes and addresses, and leaves local names open; `faults` has what is wrong as a code."""

    faults: dict[tuple[str, str], Finding] = field(default_factory=dict)

    def _named(self, node: Scalar, definition: Definition | None) -> Outcome:  # noqa: ARG002
        return f"{NAME}{node.text}", node.place

    def _no_code(self, node: Scalar, key: str, fault: Finding) -> Outcome:
        if not may_be_name(node.text):
            return fault
        self.faults[key, node.text] = fault
        return f"{CODE}{node.text}", node.place


class OpenMapper(RecordMapper):
    """Maps records; `open` are the references whose meaning is not known yet, in order, `unsure` such keys.

    `asked` are the nodes of which it makes a difference whether another file describes them too.
    """

    def __init__(
        self, resolver: OpenResolver, defaults: Defaults, language: str | None, properties_of: PropertiesOf
    ) -> None:
        self._resolver = resolver
        super().__init__(resolver.vocabulary, resolver, defaults, language, properties_of)
        self._guesser = Guesser(resolver.vocabulary, properties_of, self._want)
        self._wanted: list[Wanted] = []
        self.open: list[OpenReference] = []
        self.unsure: list[UnsureKey] = []
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
        range_ = self._resolver.range_of(definition) if term[:2] == NAME else None
        is_value = not definition.reverse
        self.open.append(OpenReference(subject, definition.predicate, term, place, fault, range_, is_value))

    def _settle(self, node: Mapping, before: int) -> None:
        super()._settle(node, before)
        for number, reference in enumerate(self.open):
            if reference.fault is not None and reference.fault.meant is None:
                (fault,) = settled((reference.fault,), node, self._vocabulary)
                self.open[number] = reference._replace(fault=fault)

    def _want(self, definition: Definition, name: str) -> bool:
        """Note that it has to be known what a name means, and go on as if it meant the right thing."""
        self._wanted.append(Wanted(name, self._resolver.range_of(definition)))
        return True

    def _guess(self, subject: str, key: Scalar, unknown: UnknownKey, settings: frozenset[str]) -> None:
        words: list[tuple[str, tuple[Wanted, ...]]] = []
        for word in self._guesser.words(unknown, settings):
            self._wanted = []
            if self._guesser.fits(word, unknown.value):
                words.append((word, tuple(self._wanted)))
        several = self._guesser.means_several(unknown, settings)
        if any(wanted for _, wanted in words):
            self.unsure.append(UnsureKey(subject, key.text, key.place, tuple(words), several))
        else:
            guess = guess_of([word for word, _ in words], several=several)
            self.findings.append(unknown_key(key.text, key.place, subject, guess, self._context))


__all__ = [
    "CODE",
    "NAME",
    "OPEN",
    "OpenMapper",
    "OpenReference",
    "OpenResolver",
    "UnsureKey",
    "Wanted",
]
