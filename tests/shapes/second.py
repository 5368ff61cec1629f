"""The second verdict: pySHACL over as many cases at once as do not get in each other's way.

pySHACL takes a third of a second for one graph; so cases that touch different properties become one graph,
and several such graphs to one, where each has addresses of its own.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyshacl
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from dcat_publisher.shacl import Result
from tests.shapes.cases import BASE, SHAPES, changed, results, rules, triples
from tests.shapes.patches import Case, Triple


def _touched(case: Case) -> set[tuple[str, str]]:
    return {(s, p) for s, p, _ in (*triples(case.deleted), *triples(case.added))}


def _together(one: Case, other: Case) -> Case:
    return Case(
        f"{one.title}; {other.title}",
        one.rules | other.rules,
        f"{one.deleted}\n{other.deleted}",
        f"{one.added}\n{other.added}",
    )


def merged(cases: Iterable[Case]) -> list[Case]:
    """Merge cases that touch different properties, as long as every rule of theirs still speaks."""
    groups: list[Case] = []
    for case in cases:
        for index, group in enumerate(groups):
            both = _together(group, case)
            if not _touched(group) & _touched(case) and both.rules <= rules(results(changed(both))):
                groups[index] = both
                break
        else:
            groups.append(case)
    return groups


def _moved(term: str, number: int) -> str:
    """Return a term of the base graph the address, or blank node the name, that it has in a copy."""
    if term.startswith("_:"):
        return f"{term}x{number}"
    return term.replace(f"<{BASE}", f"<{BASE}{number}/", 1) if term[0] == "<" else term


def copies(graphs: Iterable[Iterable[Triple]]) -> list[Triple]:
    """Return one graph with a copy of each, a changed base, under addresses of its own."""
    data: dict[Triple, None] = {}
    for number, graph in enumerate(graphs):
        data.update({(_moved(s, number), p, _moved(o, number)): None for s, p, o in graph})
    return list(data)


def _graph(data: Iterable[Triple]) -> Graph:
    return Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in data), format="nt")


def _term(node: Node | None) -> str | None:
    """Return an rdflib term the canonical N-Triples spelling."""
    if isinstance(node, Literal):
        kind = (
            f"@{node.language}" if node.language else "" if node.datatype is None else f"^^<{node.datatype}>"
        )
        return f'"{node}"{kind}'.removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")
    return "_:b" if isinstance(node, BNode) else f"<{node}>" if isinstance(node, URIRef) else None


@cache
def _shapes(files: tuple[Path, ...]) -> Graph:
    shapes = Graph()
    for path in files:
        shapes.parse(path)
    return shapes


def second_results(data: Iterable[Triple], files: Iterable[Path] = SHAPES) -> list[Result]:
    """Validate with pySHACL and give the results in the engine's form, without path and messages."""
    _, report, _ = pyshacl.validate(_graph(data), shacl_graph=_shapes(tuple(files)), inplace=True)
    assert isinstance(report, Graph)

    def field(result: Node, name: str) -> str | None:
        return _term(report.value(result, SH[name]))

    whole = report.value(predicate=RDF.type, object=SH.ValidationReport)
    return [
        Result(
            focus=field(one, "focusNode") or "",
            path=None,
            value=field(one, "value"),
            component=field(one, "sourceConstraintComponent") or "",
            source_shape=field(one, "sourceShape") or "",
            severity=field(one, "resultSeverity") or "",
            messages=(),
        )
        for one in report.objects(whole, SH.result)
    ]
