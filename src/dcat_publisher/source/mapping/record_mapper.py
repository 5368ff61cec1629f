"""The walk over a record: keys to properties, values to terms, nested nodes to nodes with derived IRIs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, iri
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.rules import finding
from dcat_publisher.source import Mapping, Node, Scalar
from dcat_publisher.source.mapping.address_doubts import comment_doubts
from dcat_publisher.source.mapping.classes import class_terms, stated_types, states_types
from dcat_publisher.source.mapping.codes import withdrawn_code
from dcat_publisher.source.mapping.doubts import doubts
from dcat_publisher.source.mapping.foreign_keys import foreign_keys, undefined_keys
from dcat_publisher.source.mapping.iris import iri_term, property_term
from dcat_publisher.source.mapping.list_names import ListLinks, names_list
from dcat_publisher.source.mapping.literals import (
    Outcome,
    id_faults,
    is_empty,
    is_value_object,
    items,
    link_in_languages,
    literals,
    not_one_value,
    nothing_written,
    string,
    texts,
    value_object,
)
from dcat_publisher.source.mapping.meant import Guesser, PropertiesOf, UnknownKey, nothing_known, unknown_key
from dcat_publisher.source.mapping.names import Names
from dcat_publisher.source.mapping.nested_iris import NestedIris
from dcat_publisher.source.mapping.records import Defaults, Record, own_iri, relative_id, stated_id
from dcat_publisher.source.mapping.references import ReferenceResolver
from dcat_publisher.source.mapping.sequences import add_sequence, in_cell, is_sequence, parted, sequence
from dcat_publisher.source.mapping.suffixes import settled
from dcat_publisher.vocabulary import Vocabulary

OPEN: Final = "?"
"""What the term of a reference begins with whose meaning is left open."""


class RecordMapper:
    """Maps records into one graph.

    `findings` gathers the faults, `concepts` the values of keys with a code list, in order of occurrence.
    """

    def __init__(
        self, vocabulary: Vocabulary, links: Names | ReferenceResolver, defaults: Defaults,
        language: str | None, properties_of: PropertiesOf = nothing_known,
    ) -> None:  # fmt: skip
        self.graph = Graph()
        self.findings: list[Finding] = []
        self.concepts: dict[str, None] = {}
        self._vocabulary, self._context = vocabulary, vocabulary.context
        self._links = links if isinstance(links, ReferenceResolver) else ReferenceResolver(vocabulary, links)
        self._defaults = defaults
        self._language = language
        self._guesser = Guesser(vocabulary, properties_of, self._links.may_lead)
        self._base, self._own, self._settings = "", "", frozenset[str]()
        self._inheriting: list[str] = []
        self.lists = ListLinks()
        self.nested = NestedIris(self.graph.node_places)

    def record(self, record: Record, ignored: frozenset[str] = frozenset()) -> None:
        """Map a record and everything nested in it, but for the keys in `ignored`."""
        self._base, self._settings, self.lists.record = record.address, ignored, record
        stated = stated_id(record.node, self._context)
        subject = self._checked(record.iri, record.place if stated is None else stated.place)
        if subject is None:
            return
        self._own = subject
        self.findings += relative_id(stated, subject)
        node = Mapping(record.node.place, [one for one in record.node.entries if one[0].text not in ignored])
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
        identified: Scalar | None = None
        before = len(self.findings)
        for key, value in node.entries:
            meaning = self._context.meaning(key.text)
            if isinstance(meaning, Definition):
                self._entry(subject, meaning, key, value, address)
            elif meaning == "@id":
                self.findings += id_faults(key, value, identified)
                identified = identified or key
            elif meaning != "@type":
                self._unknown_key(subject, key, value)
        self._settle(node, before)

    def _settle(self, node: Mapping, before: int) -> None:
        """Let the node say which of several codes its formats are, in the findings since `before`."""
        if len(self.findings) > before:
            self.findings[before:] = settled(self.findings[before:], node, self._vocabulary)

    def _entry(self, subject: str, definition: Definition, key: Scalar, value: Node, address: str) -> None:
        """Map one key; of one that the context does not define, the IRI has to be looked at first."""
        fault = property_term(definition.iri, key.place) if definition.kind is Kind.FREE else None
        if isinstance(fault, Finding):
            self.findings.append(fault)
            return
        types = self.graph.types(subject)
        self.findings += foreign_keys(key, value, definition, subject, types, self._guesser)
        self._property(subject, definition, key.text, value, address)

    def _unknown_key(self, subject: str, key: Scalar, value: Node) -> None:
        unknown = UnknownKey(key.text, value, self.graph.types(subject))
        self._guess(subject, key, unknown, self._settings if subject == self._own else frozenset())

    def _guess(self, subject: str, key: Scalar, unknown: UnknownKey, settings: frozenset[str]) -> None:
        guess = self._guesser.key(unknown, settings)
        self.findings.append(unknown_key(key.text, key.place, subject, guess, self._context))

    def _inherit(self, subject: str, node: Mapping, address: str) -> None:
        """Map the defaults of a node's classes for the properties that the node does not have.

        What a default describes in place inherits no default of the same class: it would have no end.
        """
        meanings = [self._context.meaning(key.text) for key, _ in node.entries]
        given = {(meaning.iri, meaning.reverse) for meaning in meanings if isinstance(meaning, Definition)}
        for type_ in [one for one in self.graph.types(subject) if one not in self._inheriting]:
            inherited = set()
            self._inheriting.append(type_)
            for key, value in self._defaults.get(type_, ()):
                meaning = self._context.meaning(key.text)
                if isinstance(meaning, Definition) and (meaning.iri, meaning.reverse) not in given:
                    self._entry(subject, meaning, key, value, address)
                    inherited.add((meaning.iri, meaning.reverse))
            self._inheriting.pop()
            given |= inherited

    def _types(self, subject: str, node: Mapping, range_: str | None) -> None:
        stated = stated_types(node, self._guesser)
        for outcome in (one for value in stated for one in class_terms(subject, value, self._guesser)):
            if isinstance(outcome, Finding):
                self.findings.append(outcome)
            else:
                self.graph.add(subject, TYPE, *outcome)
        if states_types(stated):
            return
        if range_ is not None:
            self.graph.add(subject, TYPE, range_, node.place)
        elif not self.graph.types(subject):
            self.findings.append(finding("R102", node.place, focus=subject))

    def _property(self, subject: str, definition: Definition, key: str, value: Node, address: str) -> None:
        predicate = definition.predicate
        for item in items(value) or (value,):
            if is_empty(item):
                self.findings.append(nothing_written(item, key).about(subject, predicate))
                continue
            for outcome in self._outcomes(definition, key, item, address):
                if isinstance(outcome, Finding):
                    self.findings.append(outcome.about(subject, predicate))
                    continue
                if outcome[0][0] == OPEN:
                    self._leave_open(subject, definition, *outcome)
                if definition.reverse:
                    self.graph.add(outcome[0], predicate, subject, outcome[1])
                else:
                    self.graph.add(subject, predicate, *outcome)
                    self.findings += doubts(key, subject, predicate, *outcome)

    def _leave_open(self, subject: str, definition: Definition, term: str, place: Place) -> None:
        """Hear of a reference whose meaning the resolver leaves open."""

    def _outcomes(self, definition: Definition, key: str, node: Node, address: str) -> Sequence[Outcome]:
        if is_value_object(node) and definition.kind is not Kind.TEXT:
            return value_object(node, key, self._context)
        if is_sequence(node) and definition.kind is not Kind.TEXT and not definition.reverse:
            return self._sequence(definition, key, node, address)
        if definition.kind in (Kind.TEXT, Kind.STRING, Kind.TYPED):
            return literals(node, key, definition, self._language)
        return (self._free if definition.kind is Kind.FREE else self._linked)(definition, key, node, address)

    def _sequence(self, definition: Definition, key: str, node: Mapping, address: str) -> Sequence[Outcome]:
        outcomes = [one for item in sequence(node) for one in self._outcomes(definition, key, item, address)]
        faults, terms = parted(outcomes)
        cells = add_sequence(self.graph, terms, f"{address} {definition.iri}")
        for cell, outcome in zip(cells, terms, strict=False):
            if outcome[0][0] == OPEN:
                self._leave_open(cell, in_cell(definition), *outcome)
        return (*faults, (cells[0], node.place))

    def _linked(self, definition: Definition, key: str, node: Node, address: str) -> Sequence[Outcome]:
        if isinstance(node, Mapping):
            by_language = link_in_languages(node, key)
            return self._nested(definition, node, address) if by_language is None else (by_language,)
        if not isinstance(node, Scalar):
            return (not_one_value(node, key, self._links.example(definition)),)
        if names_list(definition.predicate, node):
            return (self.lists.link(self.graph, self._own, node),)
        if definition.kind is not Kind.CODE:
            return (self._reference(node, definition),)
        outcome = self._links.concept(node, definition, definition.name)
        if not isinstance(outcome, Finding):
            self.concepts[outcome[0]] = None
            self.findings += withdrawn_code(outcome[0][1:-1], node, definition.name, self._vocabulary)
        return (outcome,)

    def _reference(self, node: Scalar, definition: Definition) -> Outcome:
        outcome = self._links.reference(node, self._base, definition)
        if node.text.startswith("#") and not isinstance(outcome, Finding):
            self.nested.refer(outcome[0], node)
        self.findings += comment_doubts(node)
        return outcome

    def _free(self, definition: Definition, key: str, node: Node, address: str) -> Sequence[Outcome]:
        """Map a property that the context does not define: a text is a string, an object a node."""
        if isinstance(node, Mapping):
            return self._nested(definition, node, address)
        self.findings += undefined_keys(key, node, definition, self._context)
        return (string(node, key),) if self._language is None else texts(node, key, self._language)

    def _nested(self, definition: Definition, node: Mapping, address: str) -> Sequence[Outcome]:
        stated = stated_id(node, self._context)
        own = own_iri(node, self._base, self._context)
        value = own or self.nested.address(definition.name, node, address)
        subject = self._checked(value, node.place if stated is None else stated.place)
        if subject is None:
            return ()
        if len(node.entries) > 1 or own is None:
            self.findings += [] if stated is None else self.nested.collisions(subject, stated)
            range_ = None if definition.reverse else self._vocabulary.range_of(iri(definition.iri))
            self._describe(subject, node, value, range_)
            self._inherit(subject, node, value)
        return ((subject, node.place),)
