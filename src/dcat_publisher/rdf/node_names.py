"""What nodes are called for people: prefixed names, titles, and the way to a node without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import DC, RDF, SCHEMA, SH, XSD, short
from dcat_publisher.model.terms import datatype, is_blank, is_iri, is_literal, language, lexical

UNLABELLED: Final = re.compile(r"_:unlabelled\d+")
"""The label of a blank node that has none in its file."""
_TITLES: Final = (*NAMES, DC.title, SCHEMA.name)
# What a shape without a name is anyway.
_SHAPES: Final = frozenset({SH.NodeShape, SH.PropertyShape})
# What Turtle writes without quotation marks (2.5.2 and 2.5.3): another spelling of a value has its datatype.
_BARE: Final = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile("true|false"),
}
_LIST: Final = frozenset({RDF.first, RDF.rest})
_LOCAL: Final = re.compile(r"\w(?:[\w.-]*[\w-])?")
IRI_IN_TEXT: Final = re.compile(r"<[^<>]*>")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_MOST_STEPS: Final = 16
"""How many blank nodes are followed backwards to the node with a name that they belong to."""
_LONGEST: Final = 80
"""From how many characters on a text is cut short."""
_MOST_SAID: Final = 3
"""How many properties tell what a blank node is that nothing leads to."""
_DEEPEST: Final = 3


class NodeNames:
    """Names the nodes of a graph; `prefixes` (prefix -> namespace) are those of the file that it is from."""

    def __init__(self, graph: Graph, prefixes: Mapping[str, str] | None = None) -> None:
        self._graph = graph
        spaces = {namespace: prefix for prefix, namespace in reversed(list((prefixes or {}).items()))}
        self._spaces = {namespace: prefix for namespace, prefix in spaces.items() if namespace}
        self._known: dict[str, str] = {}

    def short(self, term: str) -> str:
        """Return the prefixed name of an IRI, by the file's prefixes or the usual ones, else the IRI."""
        address = lexical(term)
        cut = max(address.rfind("#"), address.rfind("/"), address.rfind(":")) + 1
        prefix = self._spaces.get(address[:cut])
        if prefix is not None and _LOCAL.fullmatch(address, cut):
            return f"{prefix}:{address[cut:]}"
        return short(term)

    def path(self, path: str) -> str:
        """Return a property path with prefixed names."""
        named = IRI_IN_TEXT.sub(lambda match: self.short(match[0]), path)
        return named[1:-1] if _IN_BRACKETS.fullmatch(named) else named

    def term(self, term: str) -> str:
        """Return any term as people read it: a text in quotation marks, a name, a way to a blank node."""
        if is_literal(term):
            return self._literal(term)
        return self.short(term) if is_iri(term) else self.blank(term)

    def node(self, term: str) -> str:
        """Return what a node is called, with its title where it has one."""
        named = self._known.get(term)
        if named is None:
            title = self.title(term) if is_iri(term) else None
            named = self._known[term] = self.term(term) if title is None else f"{self.term(term)} {title}"
        return named

    def title(self, term: str) -> str | None:
        """Return the first title of a node, in quotation marks."""
        said = self._graph.predicates(term)
        titles = (value for predicate in _TITLES for value in said.get(predicate, ()) if is_literal(value))
        title = next(titles, None)
        return None if title is None else f'"{shortened(lexical(title))}"'

    def blank(self, term: str) -> str:
        """Return the way to a blank node from one with a name, what it is, and its label where it has one."""
        parts = [self._way(term), self._kind(term)]
        label = own_label(term, self._graph)
        if label is not None:
            parts.append(f"({label})")
        return " ".join(filter(None, parts)) or "[ ]"

    def own(self, term: str) -> str:
        """Return a term as its file has it: a graph of several may call a blank node otherwise."""
        return self._graph.labels.get(term, term)

    def part(self, term: str) -> str:
        """Return the way to a part of a named node, such as a shape without a name; else what it says."""
        return self.short(term) if is_iri(term) else self._way(term) or self.content(term)

    def _way(self, term: str) -> str:
        steps = [(subject, predicate) for subject, predicate in upwards(term, self._graph)]
        if not steps or is_blank(steps[-1][0]):
            return ""
        names = [self.short(predicate) for _, predicate in reversed(steps) if predicate not in _LIST]
        return " → ".join([self.short(steps[-1][0]), *names])

    def _kind(self, term: str) -> str:
        """Return the classes and the title of a blank node; where it has neither, what is said of it."""
        types = " ".join(map(self.short, self._graph.types(term)[:2]))
        said = " ".join(filter(None, [types, self.title(term)]))
        return f"[{said}]" if said else self.content(term) if self._graph.predicates(term) else ""

    def content(self, term: str, depth: int = 0) -> str:
        """Return what a graph says of a node without a name, as Turtle, and not all where that is much."""
        if not is_blank(term):
            return self.term(term)
        said = self._graph.predicates(term)
        if depth >= _DEEPEST or not said:
            return "[…]"
        if RDF.first in said:
            return f"( {' '.join(self._members(term, depth))} )"
        pairs = [
            ("a" if name == RDF.type else self.short(name), value)
            for name, values in said.items()
            for value in values
            if value not in _SHAPES
        ]
        shown = [f"{name} {self.content(value, depth + 1)}" for name, value in pairs[:_MOST_SAID]]
        return f"[ {' ; '.join([*shown, *(['…'] if len(pairs) > _MOST_SAID else [])])} ]"

    def _members(self, head: str, depth: int) -> Iterator[str]:
        node = head
        for _ in range(_MOST_SAID):
            for value in self._graph.objects(node, RDF.first)[:1]:
                yield self.content(value, depth + 1)
            node = next(iter(self._graph.objects(node, RDF.rest)), RDF.nil)
            if node == RDF.nil:
                return
        yield "…"

    def _literal(self, term: str) -> str:
        bare = _BARE.get(datatype(term) or "")
        if bare is not None and bare.fullmatch(lexical(term)):
            return shortened(lexical(term))
        text, tag = f'"{shortened(lexical(term))}"', language(term)
        if tag is not None:
            return f"{text}@{tag}"
        return text if term[-1] == '"' else f"{text}^^{self.short(f'<{datatype(term)}>')}"


def own_label(term: str, graph: Graph) -> str | None:
    """Return the label that a blank node has in its file; None where it has none."""
    label = graph.labels.get(term, term)
    return None if UNLABELLED.fullmatch(label) else label


def shortened(text: str) -> str:
    """Return a text on one line, and its beginning alone where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def upwards(node: str, graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the subjects and predicates that lead to a node, upwards to one that has a name."""
    for _ in range(_MOST_STEPS):
        step = _reference(node, graph)
        if step is None:
            return
        yield step
        node = step[0]
        if not is_blank(node):
            return


def _reference(node: str, graph: Graph) -> tuple[str, str] | None:
    for predicate, by_value in graph.inverse().items():
        for subject in by_value.get(node, ()):
            return subject, predicate
    return None
