"""The walk over a record: keys to properties, values to terms, nested nodes to nodes with derived IRIs."""

from __future__ import annotations

from collections.abc import Sequence

from dcat_publisher.findings import Finding
from dcat_publisher.graph import Graph
from dcat_publisher.mapping.iris import iri_term
from dcat_publisher.mapping.links import Links
from dcat_publisher.mapping.literals import (
    ONE_VALUE,
    Outcome,
    is_empty,
    items,
    string,
    texts,
    typed,
    value_object,
)
from dcat_publisher.mapping.records import Defaults, Names, Record, own_iri
from dcat_publisher.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source import Mapping, Node, Scalar
from dcat_publisher.suggestions import did_you_mean
from dcat_publisher.terms import TYPE, iri
from dcat_publisher.vocabulary import Definition, Kind, Vocabulary


class Walk:
    """Maps records into one graph.

    `findings` gathers the faults, `concepts` the values of keys that take a code list, in order of
    occurrence.
    """

    def __init__(
        self, vocabulary: Vocabulary, names: Names, defaults: Defaults, language: str | None
    ) -> None:
        self.graph = Graph()
        self.findings: list[Finding] = []
        self.concepts: dict[str, None] = {}
        self._vocabulary = vocabulary
        self._context = vocabulary.context
        self._links = Links(vocabulary, names)
        self._defaults = defaults
        self._language = language

    def record(self, record: Record, ignored: frozenset[str] = frozenset()) -> None:
        """Map a record and everything nested in it, but for the keys in `ignored`."""
        subject = self._checked(record.iri, record.place)
        if subject is None:
            return
        entries = [(key, value) for key, value in record.node.entries if key.text not in ignored]
        node = Mapping(record.node.place, entries)
        self._describe(subject, node, record.address, None)
        self._inherit(subject, node, record.address)

    def _checked(self, value: str, place: Place) -> str | None:
        term = iri_term(value, place)
        if isinstance(term, Finding):
            self.findings.append(term)
            return None
        return term

    def _describe(self, subject: str, node: Mapping, address: str, range_: str | None) -> None:
        """Map the keys of a node; without a type it has that of the property that led here."""
        self.graph.node_places.setdefault(subject, node.place)
        self._types(subject, node, range_)
        for key, value in node.entries:
            meaning = self._context.meaning(key.text)
            if isinstance(meaning, Definition):
                self._property(subject, meaning, key.text, value, address)
            elif meaning is None:
                suggestion = did_you_mean(key.text, self._context.definitions)
                self.findings.append(
                    finding("R101", key.place, key=key.text, suggestion=suggestion, focus=subject)
                )

    def _inherit(self, subject: str, node: Mapping, address: str) -> None:
        """Map the defaults of the record's classes for the properties that the record does not have."""
        context = self._context
        meanings = [context.meaning(key.text) for key, _ in node.entries]
        given = {meaning.iri for meaning in meanings if isinstance(meaning, Definition)}
        for type_ in list(self.graph.types(subject)):
            for key, value in self._defaults.get(type_, ()):
                inherited = context.meaning(key.text)
                if isinstance(inherited, Definition) and inherited.iri not in given:
                    self._property(subject, inherited, key.text, value, address)

    def _types(self, subject: str, node: Mapping, range_: str | None) -> None:
        before = len(self.findings)
        for key, value in node.entries:
            if self._context.meaning(key.text) == "@type":
                self._type(subject, value)
        if self.graph.types(subject) or len(self.findings) > before:
            return
        if range_ is not None:
            self.graph.add(subject, TYPE, range_, node.place)
        else:
            self.findings.append(finding("R102", node.place, focus=subject))

    def _type(self, subject: str, value: Node) -> None:
        for name in items(value):
            text = name.text if isinstance(name, Scalar) else ""
            class_iri = self._context.type_iri(text)
            if class_iri is not None:
                self.graph.add(subject, TYPE, iri(class_iri), name.place)
            else:
                suggestion = did_you_mean(text, self._context.types)
                self.findings.append(
                    finding("R103", name.place, type=text, suggestion=suggestion, focus=subject)
                )

    def _property(self, subject: str, definition: Definition, key: str, value: Node, address: str) -> None:
        predicate = definition.predicate
        for item in items(value):
            if is_empty(item):
                self.findings.append(finding("R105", item.place, key=key))
                continue
            for outcome in self._outcomes(definition, key, item, address):
                if isinstance(outcome, Finding):
                    self.findings.append(outcome.about(subject, predicate))
                elif definition.reverse:
                    self.graph.add(outcome[0], predicate, subject, outcome[1])
                else:
                    self.graph.add(subject, predicate, *outcome)

    def _outcomes(self, definition: Definition, key: str, node: Node, address: str) -> Sequence[Outcome]:
        kind = definition.kind
        if kind is Kind.TEXT:
            return texts(node, key, self._language)
        if kind is Kind.STRING:
            return (string(node, key),)
        if kind is Kind.TYPED:
            return (typed(node, key, definition.datatype or ""),)
        if kind is Kind.FREE:
            return self._free(definition, key, node, address)
        return self._linked(definition, key, node, address)

    def _linked(self, definition: Definition, key: str, node: Node, address: str) -> Sequence[Outcome]:
        if isinstance(node, Mapping):
            return self._nested(definition, node, address)
        if not isinstance(node, Scalar):
            return (finding("R104", node.place, key=key, expected=ONE_VALUE, example="https://example.no/"),)
        if definition.kind is not Kind.CODE:
            return (self._links.reference(node, address),)
        outcome = self._links.concept(node, definition, definition.name)
        if not isinstance(outcome, Finding):
            self.concepts[outcome[0]] = None
        return (outcome,)

    def _free(self, definition: Definition, key: str, node: Node, address: str) -> Sequence[Outcome]:
        """Map a property that the context does not define: a text is a string, an object a node."""
        if isinstance(node, Mapping) and node.get("@value") is None:
            return self._nested(definition, node, address)
        if isinstance(node, Mapping):
            return (value_object(node, key),)
        if self._language is None:
            return (string(node, key),)
        return texts(node, key, self._language)

    def _nested(self, definition: Definition, node: Mapping, address: str) -> Sequence[Outcome]:
        own = own_iri(node, address, self._context)
        value = own or self._derived(definition.name, node, address)
        subject = self._checked(value, node.place)
        if subject is None:
            return ()
        if len(node.entries) > 1 or own is None:
            range_ = None if definition.reverse else self._vocabulary.range_of(iri(definition.iri))
            self._describe(subject, node, value, range_)
        return ((subject, node.place),)

    def _derived(self, name: str, node: Mapping, address: str) -> str:
        """Give a nested node its IRI: owner, key, a distribution's format; numbered from the second on."""
        local = name.rpartition(":")[2].rpartition("/")[2].rpartition("#")[2]
        form = node.get("format")
        if isinstance(form, Scalar) and form.text.isalnum():
            local = f"{local}-{form.text.lower()}"
        first = f"{address}{'-' if '#' in address else '#'}{local}"
        number, value = 1, first
        while iri(value) in self.graph.node_places:
            number += 1
            value = f"{first}-{number}"
        return value
