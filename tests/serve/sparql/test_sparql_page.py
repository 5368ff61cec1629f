"""The query page and its examples, on the reference catalogue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri, language, lexical
from dcat_publisher.serve.sparql.editor_files import script_name
from dcat_publisher.serve.sparql.examples import EXAMPLES
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.query_page import shown
from dcat_publisher.serve.sparql.service import QueryService
from dcat_publisher.serve.sparql.wording import WORDS
from tests.serve.sparql.sparql_support import application

pytestmark = pytest.mark.slow

DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
EU = "http://publications.europa.eu/resource/authority/"
BY_NAME = {example.name: example.query for example in EXAMPLES}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def client(reference: Path) -> Iterator[FlaskClient]:
    limits = Limits()
    with QueryService(reference, limits):
        yield application(reference, limits).test_client()


@pytest.fixture(scope="module")
def graph(reference: Path) -> Graph:
    """The catalogue, read by other means than a query."""
    lines = (reference / "catalog.nt").read_text("utf-8").splitlines()
    return Graph(
        (subject, predicate, value.removesuffix(" ."))
        for subject, predicate, value in (line.split(" ", 2) for line in lines)
    )


def rows(client: FlaskClient, name: str) -> list[dict[str, str]]:
    response = client.get("/sparql", query_string={"query": BY_NAME[name]})
    assert response.status_code == 200, response.text
    found = json.loads(response.data)["results"]["bindings"]
    return [{column: cell["value"] for column, cell in row.items()} for row in found]


def datasets(graph: Graph) -> list[str]:
    return list(graph.instances(iri(f"{DCAT}Dataset")))


def test_datasets_on_health(client: FlaskClient, graph: Graph) -> None:
    theme = iri(f"{EU}data-theme/HEAL")
    expected = {
        lexical(node) for node in datasets(graph) if theme in graph.objects(node, iri(f"{DCAT}theme"))
    }
    assert {row["dataset"] for row in rows(client, "theme")} == expected
    assert len(rows(client, "theme")) == len(expected) == 14


def test_datasets_by_theme(client: FlaskClient, graph: Graph) -> None:
    found = {row["theme"]: int(row["datasets"]) for row in rows(client, "themes")}
    expected: dict[str, int] = {}
    for node in datasets(graph):
        for theme in graph.objects(node, iri(f"{DCAT}theme")):
            expected[lexical(theme)] = expected.get(lexical(theme), 0) + 1
    assert found == expected
    assert all(row.get("label") for row in rows(client, "themes"))


def test_datasets_by_law(client: FlaskClient, graph: Graph) -> None:
    law = iri("http://data.europa.eu/r5r/applicableLegislation")
    expected = {
        (lexical(node), lexical(value)) for node in datasets(graph) for value in graph.objects(node, law)
    }
    found = [(row["dataset"], row["law"]) for row in rows(client, "law")]
    assert set(found) == expected
    assert len(found) == len(expected) >= 14
    assert all(row["lawTitle"] for row in rows(client, "law"))


def test_datasets_that_are_not_open(client: FlaskClient, graph: Graph) -> None:
    public = iri(f"{EU}access-right/PUBLIC")
    expected = {
        lexical(node)
        for node in datasets(graph)
        if public not in graph.objects(node, iri(f"{DCT}accessRights"))
    }
    assert {row["dataset"] for row in rows(client, "access")} == expected
    assert expected


def test_what_datasets_lack(client: FlaskClient, graph: Graph) -> None:
    names = re.findall(r"(dcat|dct):(\w+)", BY_NAME["missing"].partition("VALUES")[2].partition("}")[0])
    properties = [{"dcat": DCAT, "dct": DCT}[prefix] + name for prefix, name in names]
    expected = {
        (lexical(node), name)
        for node in datasets(graph)
        for name in properties
        if not graph.objects(node, iri(name))
    }
    found = [(row["dataset"], row["missing"]) for row in rows(client, "missing")]
    assert set(found) == expected
    assert len(found) == len(expected) > 0
    assert len(properties) == 8


def test_what_changed_since(client: FlaskClient, graph: Graph) -> None:
    dates = [iri(f"{DCT}modified"), iri(f"{DCT}issued")]
    expected = {
        (lexical(node), lexical(date))
        for node in datasets(graph)
        for name in dates
        for date in graph.objects(node, name)
        if lexical(date) >= "2018-01-01"
    }
    found = [(row["dataset"], row["date"]) for row in rows(client, "changed")]
    assert set(found) == expected
    assert expected
    assert [date for _, date in found] == sorted((date for _, date in found), reverse=True)


def test_series(client: FlaskClient) -> None:
    found = rows(client, "series")
    assert len(found) == 11
    assert {row["series"] for row in found} == {"https://data.helsedirektoratet.no/series/npr"}


def test_whom_to_ask(client: FlaskClient) -> None:
    (found,) = rows(client, "contact")
    assert found["publisher"] == "Helsedirektoratet"
    assert (found["email"], found["datasets"]) == ("mailto:helseregistre@helsedir.no", "14")


def test_words(client: FlaskClient, graph: Graph) -> None:
    found = rows(client, "word")
    assert len(found) > 5
    for row in found:
        assert "pasient" in row["text"].lower()
        assert row["text"] in [
            lexical(value) for value in graph.objects(iri(row["dataset"]), iri(row["property"]))
        ]


def test_all_on_the_catalogue(client: FlaskClient, graph: Graph) -> None:
    response = client.get(
        "/sparql", query_string={"query": BY_NAME["describe"]}, headers={"Accept": "application/n-triples"}
    )
    catalogue = iri("https://data.helsedirektoratet.no/catalog")
    expected = [line for line in graph if line[0] == catalogue]
    assert response.text.count("\n") == len(expected) > 10


class Elements(HTMLParser):
    """Collects the elements of a page, and checks that they are nested as they should be."""

    VOID = frozenset({"meta", "link", "input", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def page(client: FlaskClient, query: str | None = None, language: str = "nb") -> tuple[str, Elements]:
    fields = {} if query is None else {"query": query}
    headers = {"Accept": BROWSER, "Accept-Language": language}
    text = client.get("/sparql", query_string=fields, headers=headers).text
    return text, Elements(text)


@pytest.mark.parametrize("tongue", ["nb", "nn", "en"])
def test_the_page_speaks(client: FlaskClient, tongue: str) -> None:
    text, elements = page(client, language=tongue)
    assert WORDS["title"][tongue] in text
    assert elements.of("html")[0]["lang"] == tongue
    assert [script.get("src") for script in elements.of("script")] == [None, f"sparql/{script_name()}"]
    assert [form["method"] for form in elements.of("form")] == ["get"]


def test_each_example_is_a_link_that_answers(client: FlaskClient) -> None:
    _, elements = page(client)
    links = [link["href"] or "" for link in elements.of("a")]
    found = [parse_qs(urlsplit(link).query)["query"][0] for link in links if link.startswith("?query=")]
    assert found == [example.query for example in EXAMPLES]
    for query in found:
        text, answered = page(client, query)
        assert WORDS["result"]["nb"] in text
        assert answered.of("table") or "datasets/" in text


def test_a_result_is_a_table_with_downloads(client: FlaskClient) -> None:
    text, elements = page(client, BY_NAME["theme"])
    assert len(elements.of("tr")) == 15
    assert 'href="/datasets/npr-somatikk"' in text
    links = [parse_qs(urlsplit(link["href"] or "").query) for link in elements.of("a")]
    forms = [link["_mediatype"][0] for link in links if "_mediatype" in link]
    assert len(forms) == 4
    for form in forms:
        fields = {"query": BY_NAME["theme"], "_mediatype": form}
        response = client.get("/sparql", query_string=fields, headers={"Accept": BROWSER})
        assert response.headers["Content-Type"].startswith(form)


def test_a_graph_is_a_table_too(client: FlaskClient) -> None:
    text, elements = page(client, BY_NAME["describe"])
    assert len(elements.of("th")) == 3
    assert "_mediatype=text%2Fturtle" in text


def test_a_question_is_answered_in_a_word(client: FlaskClient) -> None:
    assert "<strong>Ja</strong>" in page(client, "ASK {}")[0]
    assert "<strong>Nei</strong>" in page(client, "ASK { FILTER(false) }")[0]


def test_a_long_result_is_cut_on_the_page_alone(client: FlaskClient) -> None:
    text, elements = page(client, "SELECT * { ?s ?p ?o }")
    assert len(elements.of("tr")) == 501
    assert WORDS["more"]["nb"] in text


def test_a_fault_is_shown_above_the_query(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT <&"}, headers={"Accept": BROWSER})
    assert response.status_code == 400
    assert "syntax error near line 1" in response.text
    assert "SELECT &lt;&amp;</textarea>" in response.text


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", "</textarea><script>alert(1)</script>", '" onclick="alert(1)']
)
def test_nothing_from_the_query_is_markup(client: FlaskClient, value: str) -> None:
    query = f"SELECT ('''{value}''' AS ?x) (<javascript:alert(1)> AS ?y) {{}}"
    text, elements = page(client, query)
    ours = {"", f"sparql/{script_name()}"}  # the words to complete, which are data, and the editor
    assert {script.get("src") or "" for script in elements.of("script")} == ours
    assert "alert" not in text.partition('id="completion"')[2]
    assert all("onclick" not in attributes for _, attributes in elements.found)
    assert 'href="javascript' not in text


def test_cells_tell_language_and_datatype() -> None:
    table = {
        "boolean": None,
        "columns": ["x"],
        "graph": False,
        "more": False,
        "rows": [['"a"@nb'], ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>'], ["_:b"], [None]],
    }
    cells = [row[0] for row in shown(json.dumps(table).encode(), "", "http://x/", "").rows]
    assert [(cell.text, cell.language, cell.datatype) for cell in cells if cell is not None] == [
        ("a", "nb", None),
        ("1", None, "integer"),
        ("_:b", None, None),
    ]
    assert cells[3] is None
    assert language('"a"@nb') == "nb"
