"""Graph to RDF/XML (RDF 1.1 XML Syntax): one element per subject, named after its first class."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import RDF
from dcat_publisher.model.terms import NAME_AT_END, TYPE, lexical
from dcat_publisher.rdf.document import Piece, document
from dcat_publisher.rdf.order import Block, blocks

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'


def to_rdfxml(graph: Graph, prefixes: Mapping[str, str]) -> str:
    """Write a graph as RDF/XML; raises ValueError for a property whose IRI does not end in a name."""
    writer = RdfXmlWriter(prefixes)
    return document(writer, map(writer.piece, blocks(graph)))


class RdfXmlWriter:
    """Writes subjects as RDF/XML."""

    separator = ""
    foot = "</rdf:RDF>\n"

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {**prefixes, "rdf": RDF.iri}
        self._by_space = {space: name for name, space in self._prefixes.items()}
        self._known: dict[str, tuple[str, str, str | None]] = {}

    def head(self, used: Set[str]) -> str:
        """Declare the namespaces that are used."""
        lines = [f'\n    xmlns:{name}="{_escaped(self._prefixes[name])}"' for name in sorted({*used, "rdf"})]
        return f"{_HEAD}{''.join(lines)}>\n"

    def piece(self, block: Block) -> Piece:
        """Write one subject."""
        subject, predicates = block
        used: set[str] = set()
        element, declared = "rdf:Description", ""
        lines: list[str] = []
        for name, values in predicates:
            objects = values
            if name == TYPE and _names_element(values[0]):
                element, declared = self._name(values[0], used)
                objects = values[1:]
            tag, space = self._name(name, used)
            lines += [
                _same_often(tag, space, value) if value[-1] == ">" else _property(tag, space, value)
                for value in objects
            ]
        about = f'rdf:about="{_escaped(subject[1:-1])}"' if subject[0] == "<" else _node_id(subject)
        text = f"\t<{element}{declared} {about}>\n{''.join(lines)}\t</{element}>\n"
        return Piece(text, frozenset(used))

    def _name(self, term: str, used: set[str]) -> tuple[str, str]:
        """Return the name of an element, and the declaration that it needs where it has no prefix."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._split(term[1:-1])
        if known[2] is not None:
            used.add(known[2])
        return known[0], known[1]

    def _split(self, value: str) -> tuple[str, str, str | None]:
        match = NAME_AT_END.search(value)
        if match is None:
            raise ValueError(f"RDF/XML cannot write the property {value}, whose IRI does not end in a name")
        prefix = self._by_space.get(value[: match.start()])
        if prefix is not None:
            return f"{prefix}:{match[0]}", "", prefix
        return f"ns:{match[0]}", f' xmlns:ns="{_escaped(value[: match.start()])}"', None


@lru_cache(maxsize=1024)
def _names_element(class_: str) -> bool:
    return class_[0] == "<" and NAME_AT_END.search(class_[1:-1]) is not None


def _property(tag: str, space: str, value: str) -> str:
    if value[0] == "<":
        return f'\t\t<{tag}{space} rdf:resource="{_escaped(value[1:-1])}"/>\n'
    if value[0] == "_":
        return f"\t\t<{tag}{space} {_node_id(value)}/>\n"
    cut = value.rindex('"') + 1
    suffix = value[cut:]
    attribute = ""
    if suffix:
        language = suffix[0] == "@"
        attribute = f' xml:lang="{suffix[1:]}"' if language else f' rdf:datatype="{_escaped(suffix[3:-1])}"'
    text = lexical(value) if "\\" in value else value[1 : cut - 1]
    return f"\t\t<{tag}{space}{attribute}>{_escaped(text)}</{tag}>\n"


_same_often: Final = lru_cache(maxsize=8192)(_property)
"""Writes what many subjects have in common: a link, a number, a date."""


def _node_id(term: str) -> str:
    return f'rdf:nodeID="{term[2:]}"'


def _escaped(text: str) -> str:
    """Write what has a meaning in XML as references.

    A carriage return has to be one, or parsers read a line feed (XML 1.0, 2.11).
    """
    escaped = text.replace("&", "&amp;") if "&" in text else text
    return escaped.replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
