"""Property paths (SHACL 2.3.1): read from the shapes graph, written as text, followed in the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.faults import fault, shown
from dcat_publisher.shacl.lists import read_list
from dcat_publisher.shacl.names import FIRST, NIL, PATH, REST, sh

Step = Callable[[Data, str], Sequence[str]]
"""Follows a path from a node; gives distinct nodes, in an order that depends on the graph alone."""

MAX_DEPTH: Final = 20

ALTERNATIVE: Final = sh("alternativePath")
# In the order in which a node that carries several of them is read (W3C suite, path-strange-001 and -002).
UNARY: Final = {
    sh("inversePath"): "^",
    sh("zeroOrMorePath"): "*",
    sh("oneOrMorePath"): "+",
    sh("zeroOrOnePath"): "?",
}
_UNARY_NAMES: Final = {operator: name for name, operator in UNARY.items()}


class Compound(NamedTuple):
    """A path that is more than a predicate: one of SPARQL's operators `^ / | * + ?`, and its parts."""

    operator: str
    parts: tuple[Path, ...]


Path = str | Compound
"""A predicate (its term), or a compound of paths."""


def read_path(graph: Graph, node: str, shape: str, above: tuple[str, ...] = ()) -> Path:
    """Read the path that a node of the shapes graph stands for; raise ShapesError when it is ill-formed."""
    if node[0] == "<" and node != NIL:
        return node
    if node[0] != "_":
        raise fault(shape, "path_no_path", value=shown(node))
    if node in above or len(above) >= MAX_DEPTH:
        raise fault(shape, "path_circle", number=MAX_DEPTH)
    predicates = graph.predicates(node)
    inside = (*above, node)
    if FIRST in predicates:
        return Compound("/", _members(graph, node, shape, inside))
    for name, operator in UNARY.items():
        if name in predicates:
            return Compound(operator, (read_path(graph, _only(graph, node, name, shape), shape, inside),))
    if ALTERNATIVE in predicates:
        return Compound("|", _members(graph, _only(graph, node, ALTERNATIVE, shape), shape, inside))
    raise fault(shape, "path_unknown", value=shown(node, graph))


def _members(graph: Graph, head: str, shape: str, inside: tuple[str, ...]) -> tuple[Path, ...]:
    nodes = read_list(graph, head, shape, PATH)
    if len(nodes) < 2:
        raise fault(shape, "path_short")
    return tuple(read_path(graph, node, shape, inside) for node in nodes)


def _only(graph: Graph, node: str, name: str, shape: str) -> str:
    values = graph.objects(node, name)
    if len(values) != 1:
        raise fault(shape, "path_several", number=len(values), parameter=shown(name))
    return values[0]


def path_text(path: Path) -> str:
    """Write a path as text: a predicate as its term, any other path in SPARQL's syntax."""
    if isinstance(path, str):
        return path
    if path.operator in "/|":
        return f"({path.operator.join(map(path_text, path.parts))})"
    part = path.parts[0]
    inner = path_text(part)
    if isinstance(part, Compound) and part.operator not in "/|":
        inner = f"({inner})"
    return f"^{inner}" if path.operator == "^" else f"{inner}{path.operator}"


_TOKENS: Final = "<[^>]*>|[()^/|*+?]"


def parse_path(text: str) -> Path:
    """Read the text that `path_text` wrote."""
    tokens = re.findall(_TOKENS, text)
    is_whole = "".join(tokens) == text
    path = _parse_chain(tokens)
    if tokens or not is_whole:
        raise ValueError(f"not a property path: {text}")
    return path


def _parse_chain(tokens: list[str]) -> Path:
    parts = [_parse_unary(tokens)]
    operator = ""
    while tokens and tokens[0] in "/|":
        operator = tokens.pop(0)
        parts.append(_parse_unary(tokens))
    return Compound(operator, tuple(parts)) if operator else parts[0]


def _parse_unary(tokens: list[str]) -> Path:
    if not tokens:
        raise ValueError("not a property path: it ends too early")
    token = tokens.pop(0)
    if token == "^":
        return Compound("^", (_parse_unary(tokens),))
    path: Path = token
    if token == "(":
        path = _parse_chain(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError("not a property path: a bracket is not closed")
    return Compound(tokens.pop(0), (path,)) if tokens and tokens[0] in "*+?" else path


def path_triples(path: Path, fresh: Iterator[str]) -> tuple[str, list[Triple]]:
    """Return the node of a path in RDF, and the triples that describe it; `fresh` gives blank nodes."""
    if isinstance(path, str):
        return path, []
    described = [path_triples(part, fresh) for part in path.parts]
    triples = [triple for _, part in described for triple in part]
    nodes = [node for node, _ in described]
    if path.operator in "/|":
        head, members = _list_triples(nodes, fresh)
        triples += members
        if path.operator == "/":
            return head, triples
        nodes = [head]
    node = next(fresh)
    return node, [*triples, (node, _UNARY_NAMES.get(path.operator, ALTERNATIVE), nodes[0])]


def _list_triples(nodes: list[str], fresh: Iterator[str]) -> tuple[str, list[Triple]]:
    cells = [next(fresh) for _ in nodes]
    triples: list[Triple] = []
    for cell, node, rest in zip(cells, nodes, [*cells[1:], NIL], strict=True):
        triples += [(cell, FIRST, node), (cell, REST, rest)]
    return cells[0], triples


def compile_path(path: Path) -> Step:
    """Compile a path into a function from a node to the nodes that it leads to."""
    return _compile(path, backwards=False)


def _compile(path: Path, *, backwards: bool) -> Step:
    if isinstance(path, str):
        return _backward(path) if backwards else _forward(path)
    if path.operator == "^":
        return _compile(path.parts[0], backwards=not backwards)
    # The inverse of a/b is ^b/^a.
    parts = reversed(path.parts) if backwards and path.operator == "/" else path.parts
    steps = [_compile(part, backwards=backwards) for part in parts]
    if path.operator == "/":
        return _sequence(steps)
    if path.operator == "|":
        return _alternative(steps)
    return _closure(steps[0], itself=path.operator in "*?", onwards=path.operator in "*+")


def _forward(predicate: str) -> Step:
    def step(data: Data, node: str) -> Sequence[str]:
        return data.index[node].get(predicate, ())

    return step


def _backward(predicate: str) -> Step:
    def step(data: Data, node: str) -> Sequence[str]:
        return data.inverse[predicate].get(node, ())

    return step


def _sequence(steps: Sequence[Step]) -> Step:
    def step(data: Data, node: str) -> Sequence[str]:
        nodes: Sequence[str] = (node,)
        for part in steps:
            nodes = list(dict.fromkeys([reached for start in nodes for reached in part(data, start)]))
        return nodes

    return step


def _alternative(steps: Sequence[Step]) -> Step:
    def step(data: Data, node: str) -> Sequence[str]:
        return list(dict.fromkeys([reached for part in steps for reached in part(data, node)]))

    return step


def _closure(part: Step, *, itself: bool, onwards: bool) -> Step:
    """Follow a path any number of times, or no more than once; `itself` when it may be not at all."""

    def step(data: Data, node: str) -> Sequence[str]:
        reached = dict.fromkeys([node] if itself else ())
        waiting = list(part(data, node))
        for other in waiting:
            if other in reached:
                continue
            reached[other] = None
            if onwards:
                waiting.extend(part(data, other))
        return list(reached)

    return step
