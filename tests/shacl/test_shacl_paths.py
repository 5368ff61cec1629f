"""Property paths: read, written as text, written as RDF, and followed as SPARQL follows them."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.paths import (
    Compound,
    Path,
    compile_path,
    parse_path,
    path_text,
    path_triples,
    read_path,
)
from tests.shacl.shacl_support import graph_of

PREDICATES = [f"<http://example.org/{name}>" for name in "pqr"]
NODES = [f"<http://example.org/{name}>" for name in "abcd"]
PATHS: st.SearchStrategy[Path] = st.recursive(
    st.sampled_from(PREDICATES),
    lambda inner: st.one_of(
        st.builds(Compound, st.sampled_from("^*+?"), st.tuples(inner)),
        st.builds(Compound, st.sampled_from("/|"), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
TRIPLES = st.lists(st.tuples(*map(st.sampled_from, (NODES, PREDICATES, NODES))), max_size=10)

TEXTS = {
    "ex:p": "<http://example.org/p>",
    "( ex:p ex:q )": "(<http://example.org/p>/<http://example.org/q>)",
    "[ sh:inversePath ex:p ]": "^<http://example.org/p>",
    "[ sh:alternativePath ( ex:p ex:q ) ]": "(<http://example.org/p>|<http://example.org/q>)",
    "[ sh:zeroOrMorePath ex:p ]": "<http://example.org/p>*",
    "[ sh:oneOrMorePath ( ex:p ex:q ) ]": "(<http://example.org/p>/<http://example.org/q>)+",
    "[ sh:inversePath [ sh:zeroOrOnePath ex:p ] ]": "^(<http://example.org/p>?)",
    "[ sh:zeroOrOnePath [ sh:inversePath ex:p ] ]": "(^<http://example.org/p>)?",
}


@pytest.mark.parametrize("turtle", TEXTS)
def test_text_of_a_path(turtle: str) -> None:
    graph = graph_of(f"ex:S sh:path {turtle} .")
    path = graph.objects("<http://example.org/S>", "<http://www.w3.org/ns/shacl#path>")[0]
    assert path_text(read_path(graph, path, "ex:S")) == TEXTS[turtle]


@given(PATHS)
def test_text_reads_back(path: Path) -> None:
    assert parse_path(path_text(path)) == path


@given(PATHS)
def test_rdf_reads_back(path: Path) -> None:
    node, triples = path_triples(path, (f"_:b{number}" for number in count()))
    assert read_path(Graph(triples), node, "ex:S") == path


@given(PATHS, TRIPLES, st.sampled_from(NODES))
def test_leads_where_sparql_leads(path: Path, triples: list[Triple], start: str) -> None:
    found = list(compile_path(path)(Data(Graph(triples)), start))
    assert len(found) == len(set(found))
    store = Store()
    # Oxigraph does not begin a path of no steps at a node that it has not heard of.
    known = [(start, "<http://example.org/known>", start)]
    store.extend(Quad(*(NamedNode(term[1:-1]) for term in triple)) for triple in [*triples, *known])
    expected = store.query(f"SELECT DISTINCT ?value {{ {start} {path_text(path)} ?value }}")
    assert set(found) == {str(row[0]) for row in expected}  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["", "(", "<a>/", "<a>b", "p", "<a><b>", "(<a>/<b>", "<a>**x"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a property path"):
        parse_path(text)
