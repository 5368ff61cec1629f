"""The SPARQL in a shapes graph, looked through before any of it is evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import lexical
from dcat_publisher.shacl.blame import owner_of
from dcat_publisher.shacl.faults import fault
from dcat_publisher.shacl.names import sh

_QUERIES: Final = tuple(map(sh, ("select", "ask", "construct")))
_LEADING: Final = tuple(
    map(sh, ("sparql", "target", "rule", "validator", "nodeValidator", "propertyValidator"))
)
"""What leads from a shape, or from a component of constraints, to a node with a query."""
# The names that rdflib's parser gives to what reads from elsewhere -> how it is written.
_FROM_ELSEWHERE: Final = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM", "Load": "LOAD"}


def refuse_queries(graph: Graph) -> None:
    """Raise ShapesError for a query that reads from elsewhere (SERVICE, FROM), is none, or updates.

    A prefix that it uses without a declaration is a fault as well (SHACL 5.2.1): whether the data happens to
    be written with the same one must not decide what is checked.
    """
    for node, predicates in graph.index.items():
        shape = _holder(node, graph)
        if sh("update") in predicates:
            raise fault(shape, "update")
        for text in (text for predicate in _QUERIES for text in predicates.get(predicate, ())):
            _refuse(_parts(lexical(text), shape), shape, _declared(node, graph))


def _holder(node: str, graph: Graph) -> str:
    """Return the shape, or whatever else, that a node with a query belongs to."""
    for predicate in _LEADING:
        holders = graph.subjects(predicate, node)
        if holders:
            return holders[0]
    return owner_of(node, graph) or node


def _declared(node: str, graph: Graph) -> frozenset[str]:
    """Return the prefixes that a query may use: those of sh:prefixes, of the query service, or of its own."""
    from rdflib import Graph as Store  # noqa: PLC0415  few shapes have queries

    usual = {prefix for prefix, _ in Store().namespaces()}
    if not graph.objects(node, sh("prefixes")):
        return frozenset(usual)
    return frozenset(usual.union(map(lexical, graph.inverse().get(sh("prefix"), {}))))


def _refuse(parts: Iterable[object], shape: str, declared: frozenset[str]) -> None:
    used: list[str] = []
    own: set[str] = set()
    for part in parts:
        name = getattr(part, "name", None)
        if name in _FROM_ELSEWHERE:
            raise fault(shape, "reads_elsewhere", what=_FROM_ELSEWHERE[name])
        if name == "pname":
            used.append(str(getattr(part, "prefix", None) or ""))
        elif name == "PrefixDecl":
            own.add(str(getattr(part, "prefix", None) or ""))
    missing = next((prefix for prefix in used if prefix not in declared and prefix not in own), None)
    if missing is not None:
        raise fault(shape, "undeclared_prefix", prefix=missing)


def _parts(text: str, shape: str) -> Iterator[object]:
    """Yield the parts of a query as rdflib has parsed it."""
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        parsed = parseQuery(text)
    except RecursionError as error:
        raise fault(shape, "deep_query") from error
    except Exception as error:  # the parser's library has many
        reason = " ".join(str(error).split())[:200]
        raise fault(shape, "no_query", reason=reason) from error
    waiting: list[object] = [parsed]
    for part in waiting:
        yield part
        if isinstance(part, dict):
            waiting.extend(part.values())
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            waiting.extend(part)
