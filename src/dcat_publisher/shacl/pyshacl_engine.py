"""The same validation by pySHACL: the reference in tests, and the engine for what is not SHACL Core.

The only module that imports rdflib and pyshacl, and only inside its functions: they take longer to load than
most catalogues take to validate.
"""

# ruff: noqa: PLC0415
from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dcat_publisher.model import terms
from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl.model import ANY_SHAPE, Result, ShapesError, pyshacl_says
from dcat_publisher.shacl.names import sh
from dcat_publisher.shacl.paths import path_text, read_path
from dcat_publisher.shacl.validation import sort_key

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_ADVANCED = (sh("target"), sh("expression"), sh("rule"))
_FUNCTIONS = (sh("SPARQLFunction"), sh("Function"), sh("SPARQLTargetType"))


def validate_with_pyshacl(graph: Graph, shapes_graph: Graph) -> list[Result]:
    """Validate with pySHACL and return its results in our form, sorted as ours are.

    SHACL-AF is switched on when the shapes graph uses it. Raises ShapesError with pySHACL's words when it
    gives up.
    """
    from pyshacl import validate
    from pyshacl.errors import ReportableRuntimeError

    with _quiet():
        data, shapes = to_rdflib(graph), to_rdflib(shapes_graph)
        try:
            _, report, text = validate(
                data, shacl_graph=shapes, advanced=_is_advanced(shapes_graph), inplace=True
            )
        except ReportableRuntimeError as error:
            raise ShapesError(ANY_SHAPE, pyshacl_says(_sentence(str(error)))) from error
    if isinstance(report, Exception):
        raise ShapesError(ANY_SHAPE, pyshacl_says(_sentence(text)))
    return sorted(_results(to_graph(report), shapes_graph), key=sort_key)


def _sentence(text: str) -> str:
    """Return what an error of pySHACL says on one line, without the address that it refers to."""
    return " ".join(text.partition("For reference, see")[0].split()).rstrip(". :")


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence warnings of ill-formed literals, which are results anyway, and of recursion."""
    import logging

    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def _is_advanced(graph: Graph) -> bool:
    used = any(parameter in predicates for predicates in graph.index.values() for parameter in _ADVANCED)
    return used or any(graph.instances(type_) for type_ in _FUNCTIONS)


def _results(report: Graph, shapes_graph: Graph) -> Iterable[Result]:
    for node in report.instances(sh("ValidationReport")):
        for result in report.objects(node, sh("result")):
            yield _result(report, result, shapes_graph)


def _result(report: Graph, node: str, shapes_graph: Graph) -> Result:
    def only(name: str) -> str:
        return report.objects(node, sh(name))[0]

    paths = report.objects(node, sh("resultPath"))
    # pySHACL keeps the labels of blank nodes, so the path can be read where it is whole: in the shapes graph.
    path = path_text(read_path(shapes_graph, paths[0], only("sourceShape"))) if paths else None
    details = [_result(report, detail, shapes_graph) for detail in report.objects(node, sh("detail"))]
    return Result(
        only("focusNode"),
        path,
        next(iter(report.objects(node, sh("value"))), None),
        only("sourceConstraintComponent"),
        only("sourceShape"),
        only("resultSeverity"),
        tuple(sorted(report.objects(node, sh("resultMessage")))),
        tuple(sorted(details, key=sort_key)),
    )


def to_rdflib(graph: Graph) -> rdflib.Graph:
    """Return a copy of a graph in rdflib's form; lexical forms stay as they are."""
    import rdflib
    from rdflib import BNode, Literal, URIRef

    nodes: dict[str, Node] = {}

    def convert(term: str) -> Node:
        node = nodes.get(term)
        if node is None:
            text = terms.lexical(term)
            if term[0] == "<":
                node = URIRef(text)
            elif term[0] == "_":
                node = BNode(text[2:])
            else:
                tag = terms.language(term)
                name = None if tag is not None or term[-1] == '"' else terms.datatype(term)
                node = Literal(text, lang=tag, datatype=name, normalize=False)
            nodes[term] = node
        return node

    copy = rdflib.Graph()
    for subject, predicate, value in graph:
        copy.add((convert(subject), convert(predicate), convert(value)))
    return copy


def to_graph(copy: rdflib.Graph) -> Graph:
    """Return a copy of rdflib's graph in our form; names of graphs are dropped where it has several."""
    from rdflib import ConjunctiveGraph

    statements = copy.quads() if isinstance(copy, ConjunctiveGraph) else copy
    return Graph(
        (_term(subject), _term(predicate), _term(value)) for subject, predicate, value, *_ in statements
    )


def _term(node: Node) -> str:
    from rdflib import BNode, Literal

    if isinstance(node, BNode):
        return f"_:{node}"
    if isinstance(node, Literal):
        datatype = None if node.datatype is None else str(node.datatype)
        return terms.literal(str(node), None if node.language else datatype, node.language)
    return terms.iri(str(node))
