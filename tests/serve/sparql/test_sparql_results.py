"""The forms of results: what is asked for is what comes, and it reads back as the same."""

from __future__ import annotations

import csv
import io
import json

import pytest
from flask.testing import FlaskClient
from pyoxigraph import (
    BlankNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from dcat_publisher.rdf.formats import FORMATS
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.results import GRAPHS, SOLUTIONS, TooMuchError, write_solutions
from tests.generated_site import name_of

SELECT = "SELECT ?p ?o WHERE { <datasets/d00003> ?p ?o } ORDER BY ?p ?o"
CONSTRUCT = "CONSTRUCT WHERE { <datasets/d00003> ?p ?o }"
READERS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-triples": RdfFormat.N_TRIPLES,
}
AWKWARD = r"""SELECT ?x ?y WHERE {
  VALUES (?x ?y) { ("},{\"b" 1) ("a\r\nb\tc" UNDEF) (UNDEF <urn:x>) ("<result>" "x"@nb) ("æ,\"'" true) }
}"""


@pytest.mark.slow
class TestForms:
    def test_solutions_are_the_same_in_json_xml_and_tsv(self, client: FlaskClient) -> None:
        found = []
        for name in ("JSON", "XML", "TSV"):
            format_ = getattr(QueryResultsFormat, name)
            response = client.get(
                "/sparql", query_string={"query": SELECT}, headers={"Accept": format_.media_type}
            )
            assert response.headers["Content-Type"].startswith(format_.media_type)
            results = parse_query_results(response.data, format=format_)
            assert isinstance(results, QuerySolutions)
            found.append([(row["p"], row["o"]) for row in results])
        assert found[0] == found[1] == found[2]
        assert len(found[0]) > 15

    def test_csv_has_the_plain_values(self, client: FlaskClient) -> None:
        response = client.get("/sparql", query_string={"query": AWKWARD}, headers={"Accept": "text/csv"})
        assert list(csv.reader(io.StringIO(response.text, newline=""))) == [
            ["x", "y"], ['},{"b', "1"], ["a\r\nb\tc", ""], ["", "urn:x"], ["<result>", "x"],
            ["æ,\"'", "true"],
        ]  # fmt: skip

    @pytest.mark.parametrize("media_type", SOLUTIONS)
    def test_ask_has_an_answer_in_each_form(self, client: FlaskClient, media_type: str) -> None:
        response = client.get(
            "/sparql", query_string={"query": "ASK { <catalog> ?p ?o }"}, headers={"Accept": media_type}
        )
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith(media_type)
        assert b"true" in response.data

    @pytest.mark.parametrize("media_type", GRAPHS)
    def test_a_graph_comes_in_each_form(self, client: FlaskClient, media_type: str) -> None:
        response = client.get("/sparql", query_string={"query": CONSTRUCT}, headers={"Accept": media_type})
        assert response.headers["Content-Type"].startswith(media_type)
        assert response.status_code == 200

    def test_a_graph_is_the_same_in_each_form(self, client: FlaskClient) -> None:
        found = []
        for media_type, reader in READERS.items():
            response = client.get(
                "/sparql", query_string={"query": CONSTRUCT}, headers={"Accept": media_type}
            )
            found.append({quad.triple for quad in parse(response.data, format=reader)})
        assert found[0] == found[1] == found[2] == found[3]
        assert len(found[0]) > 15
        assert {entry.media_type for entry in FORMATS} == set(READERS)

    @pytest.mark.parametrize("media_type", READERS)
    def test_a_graph_with_blank_nodes_comes_in_each_form(self, client: FlaskClient, media_type: str) -> None:
        query = "CONSTRUCT { ?s <urn:p> [ <urn:q> ?o ] } WHERE { ?s <http://purl.org/dc/terms/title> ?o }"
        response = client.get("/sparql", query_string={"query": query}, headers={"Accept": media_type})
        quads = list(parse(response.data, format=READERS[media_type]))
        blank = {quad.object for quad in quads if isinstance(quad.object, BlankNode)}
        assert len(blank) * 2 == len(quads) > 100

    def test_describe_gives_what_the_record_says(self, client: FlaskClient) -> None:
        response = client.get(
            "/sparql",
            query_string={"query": f"DESCRIBE <{name_of(3)}>"},
            headers={"Accept": "application/n-triples"},
        )
        assert all(line.startswith(f"<{name_of(3)}>") for line in response.text.splitlines())
        assert response.text.count("\n") > 15

    @pytest.mark.parametrize(
        ("query", "accept", "status"),
        [
            (CONSTRUCT, "application/sparql-results+json", 406),
            (SELECT, "text/turtle", 406),
            (SELECT, "image/png", 406),
            (SELECT, "text/turtle, */*;q=0.1", 200),
            (SELECT, "text/csv;q=0, */*", 200),
        ],
    )
    def test_accept_is_heeded(self, client: FlaskClient, query: str, accept: str, status: int) -> None:
        response = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
        assert response.status_code == status

    def test_the_form_can_be_in_the_address(self, client: FlaskClient) -> None:
        response = client.get(
            "/sparql",
            query_string={"query": SELECT, "_mediatype": "text/csv"},
            headers={"Accept": "text/html"},
        )
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"

    def test_a_triple_in_a_triple_is_refused(self, client: FlaskClient) -> None:
        query = "CONSTRUCT { ?s ?p <<( ?s ?p ?o )>> } WHERE { ?s ?p ?o }"
        assert client.get("/sparql", query_string={"query": query}).status_code == 400


class TestBounds:
    @pytest.mark.parametrize("media_type", SOLUTIONS)
    @pytest.mark.parametrize("rows", [0, 1, 1000, 1001])
    def test_rows_are_counted(self, media_type: str, rows: int) -> None:
        store = Store()
        values = " ".join(f'("{number} }},{{ <result>" 1)' for number in range(rows))
        result = store.query(f"SELECT * {{ VALUES (?x ?y) {{ {values} }} }}")
        assert isinstance(result, QuerySolutions)
        if rows > 1000:
            with pytest.raises(TooMuchError, match="more than 1000 rows"):
                write_solutions(result, media_type, Limits(rows=1000))
        else:
            assert write_solutions(result, media_type, Limits(rows=1000))

    @pytest.mark.parametrize("media_type", SOLUTIONS)
    def test_bytes_are_counted(self, media_type: str) -> None:
        result = Store().query(
            f"SELECT (CONCAT(?a, ?a, ?a, ?a) AS ?x) {{ VALUES ?a {{ '{'x' * 300_000}' }} }}"
        )
        assert isinstance(result, QuerySolutions)
        with pytest.raises(TooMuchError, match="more than 1 MiB"):
            write_solutions(result, media_type, Limits(mebibytes=1))

    def test_what_is_within_the_bounds_is_whole(self) -> None:
        texts = [str(number) for number in range(20_000)]
        values = " ".join(f'"{text}"' for text in texts)
        result = Store().query(f"SELECT ?x {{ VALUES ?x {{ {values} }} }}")
        assert isinstance(result, QuerySolutions)
        written = json.loads(write_solutions(result, SOLUTIONS[0], Limits()))
        assert [row["x"]["value"] for row in written["results"]["bindings"]] == [
            str(n) for n in range(20_000)
        ]
