"""Every character that a value may have comes through every form as it is, or the form is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from dcat_publisher.rdf.jsonld_context import read_context
from dcat_publisher.serve.sparql.evaluation import Evaluator
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import Question
from dcat_publisher.serve.sparql.results import (
    SOLUTIONS,
    UnwritableError,
    graph_of,
    write_graph,
    write_solutions,
)

CONTEXT = read_context([Path(__file__).parents[3] / "vocab" / "context.jsonld"])
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-triples": RdfFormat.N_TRIPLES,
}
CODES = (*range(0x100), 0x2028, 0x2029, 0xFEFF, 0xD7FF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFF, 0x10FFFF)
# XML 1.0, section 2.2: Char.
NOT_IN_XML = {*range(0x20), 0xFFFE, 0xFFFF} - {0x9, 0xA, 0xD}


def literals(code: int) -> list[Literal]:
    text = chr(code)
    values = (text, f"a{text}b", f"\\{text}\"'&<>]]>{text}\r\n{text}")
    return [
        *(Literal(value) for value in values),
        Literal(values[2], language="nb-x-a"),
        Literal(values[2], datatype=NamedNode("urn:x?a&b")),
    ]


def store_of(code: int) -> tuple[Store, list[Literal]]:
    store, values = Store(), literals(code)
    for number, value in enumerate(values):
        store.add(Quad(NamedNode(f"urn:s{number}"), NamedNode("http://example.org/p"), value))
    return store, values


@pytest.mark.parametrize("media_type", SOLUTIONS[:4])
def test_rows_read_back_as_they_were(media_type: str) -> None:
    for code in CODES:
        store, expected = store_of(code)
        result = store.query("SELECT ?o { ?s ?p ?o } ORDER BY ?s")
        assert isinstance(result, QuerySolutions)
        if "xml" in media_type and code in NOT_IN_XML:
            with pytest.raises(UnwritableError, match=rf"U\+{code:04X}"):
                write_solutions(result, media_type, Limits())
            continue
        data = write_solutions(result, media_type, Limits())
        assert read(data, media_type) == [value.value for value in expected], code
        if media_type != "text/csv":
            rows = parse_query_results(data, format=QueryResultsFormat.from_media_type(media_type))
            assert isinstance(rows, QuerySolutions)
            assert [row["o"] for row in rows] == expected, code


def read(data: bytes, media_type: str) -> list[str]:
    """Read values with a parser that is not the engine's own."""
    if media_type == "text/csv":
        return [row[0] for row in csv.reader(io.StringIO(data.decode(), newline=""))][1:]
    if "json" in media_type:
        return [row["o"]["value"] for row in json.loads(data)["results"]["bindings"]]
    if "xml" in media_type:
        space = "{http://www.w3.org/2005/sparql-results#}"
        return [node.text or "" for node in ElementTree.fromstring(data).iter(f"{space}literal")]
    turtle = "".join(f"[] <urn:p> {line} .\n" for line in data.decode().split("\n")[1:-1])
    return [quad.object.value for quad in parse(turtle, format=RdfFormat.TURTLE)]


@pytest.mark.parametrize("media_type", GRAPHS)
def test_triples_read_back_as_they_were(media_type: str) -> None:
    for code in CODES:
        store, expected = store_of(code)
        result = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(result, QueryTriples)
        graph = graph_of(result, Limits())
        if "xml" in media_type and code in NOT_IN_XML:
            with pytest.raises(UnwritableError, match=rf"U\+{code:04X}.*Turtle"):
                write_graph(graph, media_type, CONTEXT, Limits())
            continue
        quads = parse(write_graph(graph, media_type, CONTEXT, Limits()), format=GRAPHS[media_type])
        assert {str(quad.subject): quad.object for quad in quads} == {
            f"<urn:s{number}>": value for number, value in enumerate(expected)
        }, code


@pytest.mark.parametrize(
    ("query", "solutions", "graph"),
    [
        (r'SELECT ("\u0001" AS ?x) { }', "application/sparql-results+xml", None),
        (r'CONSTRUCT { <urn:s> <urn:p> "\u0001" } WHERE { }', None, "application/rdf+xml"),
        ("CONSTRUCT { <urn:s> <urn:1> 1 } WHERE { }", None, "application/xml"),
    ],
)
def test_the_client_is_told_what_to_ask_for(query: str, solutions: str | None, graph: str | None) -> None:
    reply = Evaluator(Store(), CONTEXT, "urn:x", Limits()).answer(Question(query, solutions, graph))
    assert reply.status == 406
    assert b"ask for" in reply.body
