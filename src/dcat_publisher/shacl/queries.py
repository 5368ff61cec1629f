"""The SPARQL in a shapes graph, looked through before any of it is evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import lexical
from dcat_publisher.shacl.blame import owner_of
from dcat_publisher.shacl.model import ShapesError
from dcat_publisher.shacl.names import sh

_QUERIES: Final = tuple(map(sh, ("select", "ask", "construct")))
# The names that rdflib's parser gives to what reads from elsewhere -> how it is written.
_FROM_ELSEWHERE: Final = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM", "Load": "LOAD"}


def refuse_queries(graph: Graph) -> None:
    """Raise ShapesError for a query that reads from elsewhere (SERVICE, FROM), is none, or updates."""
    for node, predicates in graph.index.items():
        shape = owner_of(node, graph) or node
        if sh("update") in predicates:
            raise ShapesError(shape, "has an update (sh:update), which is not run")
        for text in (text for predicate in _QUERIES for text in predicates.get(predicate, ())):
            for word in _words(lexical(text), shape):
                raise ShapesError(shape, f"its query has {word}, and shapes may read no other data")


def _words(text: str, shape: str) -> Iterator[str]:
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415  few shapes have queries

    try:
        parsed = parseQuery(text)
    except RecursionError as error:
        raise ShapesError(shape, "its query is nested too deep") from error
    except Exception as error:  # the parser's library has many
        reason = " ".join(str(error).split())[:200]
        raise ShapesError(shape, f"its query is not SPARQL: {reason}") from error
    waiting: list[object] = [parsed]
    for part in waiting:
        name = getattr(part, "name", None)
        if isinstance(name, str) and name in _FROM_ELSEWHERE:
            yield _FROM_ELSEWHERE[name]
        if isinstance(part, dict):
            waiting.extend(part.values())
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            waiting.extend(part)
