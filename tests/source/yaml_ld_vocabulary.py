"""The vocabulary of the second reading: the published context, the ranges and the code lists, read anew."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

Value = str | list["Value"] | dict[str, "Value"]
Node = dict[str, Value]


@dataclass(frozen=True)
class CodeList:
    """One file of code lists: the keys that use it, what a bare code is appended to, codes and labels."""

    keys: list[str]
    space: str
    codes: dict[str, str]
    labels: dict[str, str]
    unique_labels: tuple[str, ...]


class Vocabulary:
    """The published context, the ranges of properties and the code lists."""

    def __init__(self, folder: Path) -> None:
        published = json.loads((folder / "context.jsonld").read_text("utf-8"))
        self.context: dict[str, object] = published["@context"]
        self.ranges = dict(_objects(folder / "terms.ttl", "http://www.w3.org/2000/01/rdf-schema#range"))
        self.lists = [_code_list(file) for file in sorted((folder / "schemes").glob("*.ttl"))]

    def definition(self, key: str) -> Mapping[str, object]:
        """What the context says of a key; nothing for an IRI or a prefixed name."""
        value = self.context.get(key, {})
        return value if isinstance(value, dict) else {}

    def keyword(self, key: str) -> object:
        """The JSON-LD keyword that a key stands for, else the key."""
        value = self.context.get(key)
        return value if isinstance(value, str) and value.startswith("@") else key

    def stated(self, node: Node, keyword: str) -> Value | None:
        """What a node has for a JSON-LD keyword, under whichever name."""
        return next((value for key, value in node.items() if self.keyword(key) == keyword), None)

    def iri(self, name: str) -> str:
        """A prefixed name or a type's name as an IRI."""
        expanded = self.context.get(name, name)
        assert isinstance(expanded, str)
        prefix, _, rest = expanded.partition(":")
        return f"{self.context[prefix]}{rest}" if prefix in self.context else expanded

    def property(self, key: str) -> tuple[bool, str]:
        """The direction and IRI of a key's property: equal for a key and its Norwegian alias."""
        definition = self.definition(key)
        return "@reverse" in definition, self.iri(str(definition.get("@id", definition.get("@reverse", key))))

    def english(self, key: str) -> str:
        """The first key that the context defines as it does this one."""
        return next((name for name, value in self.context.items() if value == self.context.get(key)), key)

    def lists_of(self, key: str) -> list[CodeList]:
        """The code lists of a key, the one that its scoped @vocab completes first."""
        scoped = self.definition(key).get("@context")
        home = scoped["@vocab"] if isinstance(scoped, dict) else None
        found = [entry for entry in self.lists if self.english(key) in entry.keys]
        return sorted(found, key=lambda entry: entry.space != home)


def _objects(file: Path, predicate: str) -> Iterator[tuple[str, str]]:
    for quad in parse(path=str(file), format=RdfFormat.TURTLE):
        if quad.predicate.value == predicate and isinstance(quad.subject, NamedNode):
            assert isinstance(quad.object, NamedNode | Literal)
            yield quad.subject.value, quad.object.value


@cache
def _code_list(file: Path) -> CodeList:
    pub, skos = "https://w3id.org/dcat-publisher/terms#", "http://www.w3.org/2004/02/skos/core#"
    codes = {code: concept for concept, code in _objects(file, f"{skos}notation")}
    concepts = set(codes.values())
    named = [(text, concept) for concept, text in _objects(file, f"{skos}prefLabel") if concept in concepts]
    meanings: dict[str, set[str]] = {}
    for text, concept in named:
        meanings.setdefault(text.casefold(), set()).add(concept)
    labels = {label: min(concepts) for label, concepts in meanings.items()}
    unique = tuple(label for label, concepts in meanings.items() if len(concepts) == 1)
    space = next(text for _, text in _objects(file, "http://rdfs.org/ns/void#uriSpace"))
    return CodeList([key for _, key in _objects(file, f"{pub}key")], space, codes, labels, unique)
