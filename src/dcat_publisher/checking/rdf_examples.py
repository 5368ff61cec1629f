"""Examples as lines of Turtle: what a line of a source would become; in English beside Norway's profile."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import AUTHORITY, short
from dcat_publisher.model.terms import (
    TYPE,
    datatype,
    iri,
    is_blank,
    is_iri,
    is_literal,
    language,
    lexical,
    literal,
)
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.rdf.node_names import NodeNames
from dcat_publisher.source import parse
from dcat_publisher.source.mapping import Names, Settings, map_records, records_of
from dcat_publisher.vocabulary import Vocabulary

_BASE: Final = "https://data.example.org/"
_RECORD: Final = iri(f"{_BASE}this")
_FILE: Final = Path(__file__).with_name("examples.toml")


@cache
def example_words() -> Mapping[str, Mapping[str, str]]:
    """Return the tables `texts`, `addresses` and `places` of the file of examples."""
    return tomllib.loads(_FILE.read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class ExampleWriter:
    """Writes examples with the keys of a vocabulary and the prefixes of a file; in English, or as typed."""

    vocabulary: Vocabulary
    names: NodeNames
    in_english: bool

    def name(self, term: str) -> str:
        """Return the name of a property or class as Turtle has it."""
        named = self.names.short(term) if term else ""
        return term if named == term[1:-1] else named

    def values(self, key: str, value: str) -> tuple[str, ...]:
        """Return what a line of a source means, as the objects of its property in Turtle."""
        document = parse(f"{key}: {value}\n", "example.yaml")
        records, _ = records_of(document, "this", _BASE, self.vocabulary.context)
        mapped = map_records(records, Settings(base=_BASE, language="en"), Names(), self.vocabulary)
        definition = self.vocabulary.context.definition(key)
        assert definition is not None  # the caller has looked it up
        values = mapped.graph.objects(_RECORD, definition.predicate)
        return tuple(self._turtle(each, mapped.graph) for each in values)

    def some_address(self, definition: Definition) -> str:
        """Return an address to show in the place of a name that only a source folder has."""
        if definition.kind not in (Kind.REFERENCE, Kind.CODE):
            return '"…"'
        places, property_ = example_words()["places"], short(definition.predicate)
        class_ = self.vocabulary.range_of(definition.predicate)
        place = places.get("" if class_ is None else short(class_)) or places.get(property_)
        return f"<{_BASE}{place or property_.partition(':')[2]}>"

    def address(self, value: str) -> str:
        """Return an address of an example as Turtle has it."""
        if not self.in_english or AUTHORITY.iri in value:
            return value
        for norwegian, english in example_words()["addresses"].items():
            value = value.replace(norwegian, english)
        return value

    def _turtle(self, term: str, graph: Graph) -> str:
        if is_literal(term):
            return self._literal(term)
        if is_blank(term) or (is_iri(term) and term.startswith(_RECORD[:-1])):
            pairs = [
                f"{'a' if name == TYPE else self.name(name)} {self._turtle(value, graph)}"
                for name, values in graph.predicates(term).items()
                for value in values[:1]
            ]
            return f"[ {' ; '.join(pairs)} ]"
        return term if AUTHORITY.iri in term else self.name(self.address(term))

    def _literal(self, term: str) -> str:
        if term[-1] == ">":
            return f"{term[: term.rindex('^^')]}^^{self.name(f'<{datatype(term)}>')}"
        if not self.in_english:
            return term
        text = example_words()["texts"].get(lexical(term), lexical(term))
        return literal(self.address(text), language=None if language(term) is None else "en")
