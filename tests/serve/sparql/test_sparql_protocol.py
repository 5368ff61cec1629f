"""The SPARQL 1.1 Protocol, request by request."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results
from werkzeug.test import TestResponse

from dcat_publisher.serve.sparql.protocol import FORM, QUERY, RefusedError, read_operation
from tests.generated_site import BASE, name_of

ASK = "ASK {}"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
JSON = "application/sparql-results+json"


def read(
    query_string: str = "", body: bytes = b"", content_type: str | None = None, longest: int = 1000
) -> str | None:
    method = "POST" if content_type is not None else "GET"
    return read_operation(method, query_string, content_type, body, longest).query


def test_reads_a_query_from_the_address() -> None:
    assert read(urlencode({"query": ASK})) == ASK


def test_reads_a_query_from_a_form() -> None:
    assert read("", urlencode({"query": "ASK { ?s ?p 'æ' }"}).encode(), FORM) == "ASK { ?s ?p 'æ' }"


def test_reads_a_query_that_is_the_body() -> None:
    assert read("default-graph-uri=urn:x", ASK.encode(), QUERY) == ASK


def test_a_byte_order_mark_is_no_part_of_a_query() -> None:
    assert read("", b"\xef\xbb\xbfASK {}", QUERY) == "ASK {}"


def test_graphs_may_stand_in_the_address_and_in_the_form() -> None:
    body = b"query=ASK{}&default-graph-uri=urn:b"
    operation = read_operation("POST", "default-graph-uri=urn:a", FORM, body, 100)
    assert operation.default_graphs == ("urn:a", "urn:b")


def test_reads_no_query() -> None:
    assert read("") is None


def test_reads_the_graphs_in_order() -> None:
    text = "query=ASK{}&default-graph-uri=urn:b&default-graph-uri=urn:a&named-graph-uri=urn:c"
    operation = read_operation("GET", text, None, b"", 100)
    assert operation.default_graphs == ("urn:b", "urn:a")
    assert operation.named_graphs == ("urn:c",)


def test_tells_no_graphs_from_an_empty_name() -> None:
    assert read_operation("GET", "query=ASK{}", None, b"", 100).default_graphs is None
    assert read_operation("GET", "query=ASK{}&default-graph-uri=", None, b"", 100).default_graphs == ("",)


@pytest.mark.parametrize(
    ("query_string", "body", "content_type", "status"),
    [
        ("query=ASK{}&query=ASK{}", b"", None, 400),
        ("query=%ff", b"", None, 400),
        ("query=", b"", None, 400),
        ("query=+%0A", b"", None, 400),
        ("query=ASK{}", b"query=ASK{}", FORM, 400),
        ("query=ASK{}", b"ASK {}", QUERY, 400),
        ("", b"", QUERY, 400),
        ("update=CLEAR+ALL", b"query=ASK{}", FORM, 400),
        ("update=CLEAR+ALL", b"", None, 400),
        ("query=" + "x" * 1001, b"", None, 413),
        ("query=" + "%C3%A6" * 501, b"", None, 413),
        ("&".join(["query=x", *["named-graph-uri=urn:x"] * 1000]), b"", None, 400),
        ("", b"update=CLEAR+ALL", FORM, 400),
        ("", b"CLEAR ALL", "application/sparql-update", 400),
        ("", b"", FORM, 400),
        ("", b"\xff", QUERY, 400),
        ("", b"query=\xff", FORM, 400),
        ("", b"x" * 1001, QUERY, 413),
        ("", b"{}", "application/json", 415),
        ("", b"ASK {}", "", 415),
        ("query=ASK{}&format=pdf", b"", None, 400),
        ("query=ASK{}&default-graph-uri=catalog", b"", None, 400),
        ("query=ASK{}&named-graph-uri=https://a%20b/", b"", None, 400),
    ],
)
def test_refuses(query_string: str, body: bytes, content_type: str | None, status: int) -> None:
    with pytest.raises(RefusedError) as refused:
        read(query_string, body, content_type)
    assert refused.value.status == status
    assert "\n" not in refused.value.reason


@pytest.mark.parametrize(
    "query",
    ["CLEAR ALL", "insert data {}", "# a\nPREFIX a: <b:c>\nBASE <d:e>  WITH <a:b> DELETE {} WHERE {}"],
)
def test_an_update_in_the_place_of_a_query_is_told_so(query: str) -> None:
    with pytest.raises(RefusedError, match="updates are refused"):
        read(urlencode({"query": query}))


@pytest.mark.parametrize(
    "query", ["PREFIX drop: <d:> ASK { ?s drop:x 1 }", "# insert\nASK {}", "ASK { ?add ?p 1 }"]
)
def test_a_query_with_a_word_of_updates_is_one(query: str) -> None:
    assert read(urlencode({"query": query})) == query


@pytest.mark.parametrize(
    ("fields", "form"),
    [
        ("format=csv", "text/csv"), ("output=Turtle", "text/turtle"), ("format=text/csv", "text/csv"),
        ("format=json&output=json", "application/sparql-results+json, application/ld+json"),
        ("_mediatype=text/csv&format=json", "text/csv"), ("format=", None), ("results=json", None),
    ],
)  # fmt: skip
def test_the_form_may_be_named_as_other_endpoints_have_it(fields: str, form: str | None) -> None:
    assert read_operation("GET", f"query=ASK{{}}&{fields}", None, b"", 100).form == form


def counted(response: TestResponse) -> int:
    assert response.status_code == 200, response.text
    results = parse_query_results(response.data, format=QueryResultsFormat.JSON)
    assert isinstance(results, QuerySolutions)
    (row,) = results
    return int(row["n"].value)


@pytest.mark.slow
class TestEndpoint:
    def test_answers_the_three_forms_alike(self, client: FlaskClient) -> None:
        get = client.get("/sparql", query_string={"query": COUNT})
        form = client.post("/sparql", data={"query": COUNT})
        body = client.post("/sparql", data=COUNT, content_type=QUERY)
        charset = client.post("/sparql", data=COUNT, content_type=f"{QUERY}; charset=utf-8")
        assert counted(get) == counted(form) == counted(body) == counted(charset) > 1000

    def test_head_gives_the_headers_alone(self, client: FlaskClient) -> None:
        head = client.head("/sparql", query_string={"query": ASK})
        assert (head.status_code, head.data) == (200, b"")
        assert head.headers["Content-Type"] == JSON

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
    def test_knows_no_other_method(self, client: FlaskClient, method: str) -> None:
        refused = client.open("/sparql", method=method)
        assert refused.status_code == 405
        assert refused.headers["Allow"] == "GET, HEAD, POST, OPTIONS"

    def test_the_default_graph_is_the_union(self, client: FlaskClient) -> None:
        inside = "SELECT (COUNT(*) AS ?n) WHERE { { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } } }"
        union = counted(client.get("/sparql", query_string={"query": inside}))
        assert counted(client.get("/sparql", query_string={"query": COUNT})) == union

    def test_a_default_graph_by_name_leaves_nothing_else(self, client: FlaskClient) -> None:
        one = {"query": COUNT, "default-graph-uri": name_of(3)}
        named = {
            "query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
            "default-graph-uri": name_of(3),
        }
        assert 50 < counted(client.get("/sparql", query_string=one)) < 200
        assert counted(client.get("/sparql", query_string=named)) == 0

    def test_a_triple_of_two_default_graphs_is_one(self, client: FlaskClient) -> None:
        query = "SELECT (COUNT(*) AS ?n) { ?agent <http://purl.org/dc/terms/identifier> '974760673' }"
        fields = [("query", query), ("default-graph-uri", name_of(3)), ("default-graph-uri", name_of(4))]
        assert counted(client.post("/sparql", data=urlencode(fields), content_type=FORM)) == 1

    def test_a_named_graph_by_name_leaves_the_default_graph_empty(self, client: FlaskClient) -> None:
        fields = {"query": COUNT, "named-graph-uri": name_of(3)}
        assert counted(client.get("/sparql", query_string=fields)) == 0
        fields["query"] = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
        assert counted(client.get("/sparql", query_string=fields)) == 1

    def test_the_protocol_outranks_from(self, client: FlaskClient) -> None:
        query = f"SELECT (COUNT(*) AS ?n) FROM <{name_of(5)}> {{ <{name_of(5)}> a ?type }}"
        fields = {"query": query, "default-graph-uri": name_of(3)}
        assert counted(client.get("/sparql", query_string={"query": query})) == 1
        assert counted(client.get("/sparql", query_string=fields)) == 0

    def test_the_graphs_of_a_query_body_stand_in_the_address(self, client: FlaskClient) -> None:
        address = "/sparql?" + urlencode({"default-graph-uri": name_of(3)})
        assert 50 < counted(client.post(address, data=COUNT, content_type=QUERY)) < 200

    def test_a_bad_name_of_a_graph_is_refused(self, client: FlaskClient) -> None:
        response = client.get("/sparql", query_string={"query": ASK, "default-graph-uri": "not an IRI"})
        assert response.status_code == 400

    def test_relative_iris_begin_at_the_catalogue(self, client: FlaskClient) -> None:
        response = client.get("/sparql", query_string={"query": "ASK { <catalog> ?p ?o }"})
        assert response.get_json(force=True)["boolean"] is True

    def test_says_where_a_syntax_error_is(self, client: FlaskClient) -> None:
        response = client.get("/sparql", query_string={"query": "SELECT *\nWHERE { ?s ?p }"})
        assert response.status_code == 400
        assert response.text.startswith("syntax error near line 2, column 9")
        assert response.text.count("\n") == 1

    def test_other_sites_may_ask(self, client: FlaskClient) -> None:
        answers = [
            client.get("/sparql", query_string={"query": query}, headers={"Origin": "https://example.org"})
            for query in (ASK, "nonsense")
        ]
        assert {answer.headers["Access-Control-Allow-Origin"] for answer in answers} == {"*"}
        preflight = client.options("/sparql", headers={"Access-Control-Request-Method": "POST"})
        assert preflight.status_code == 204
        assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
        assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]

    def test_describes_itself_in_rdf(self, client: FlaskClient) -> None:
        from pyoxigraph import NamedNode, RdfFormat, Store  # noqa: PLC0415

        response = client.get("/sparql", headers={"Accept": "text/turtle"})
        store = Store()
        store.load(response.data, format=RdfFormat.TURTLE)
        sd = "http://www.w3.org/ns/sparql-service-description#"
        endpoint = [quad.object for quad in store.quads_for_pattern(None, NamedNode(f"{sd}endpoint"), None)]
        names = {quad.object for quad in store.quads_for_pattern(None, NamedNode(f"{sd}name"), None)}
        assert endpoint == [NamedNode(f"{BASE}sparql")]
        assert len(names) == 61
        assert NamedNode(name_of(7)) in names

    @pytest.mark.parametrize(
        ("accept", "expected"),
        [
            (None, "text/turtle; charset=utf-8"),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
            ("application/ld+json", "application/ld+json"),
            ("image/png", "text/plain; charset=utf-8"),
        ],
    )
    def test_without_a_query_there_is_a_page_or_a_description(
        self, client: FlaskClient, accept: str | None, expected: str
    ) -> None:
        response = client.get("/sparql", headers={} if accept is None else {"Accept": accept})
        assert response.headers["Content-Type"] == expected
        assert response.status_code == (406 if accept == "image/png" else 200)
