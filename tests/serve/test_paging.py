"""The catalogue in pages, read as ckanext-dcat and udata read it: all of it, in any format, nothing twice."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.graph import Graph as Triples
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.hydra_pages import page_of, pages_of
from dcat_publisher.rdf.formats import FORMATS
from dcat_publisher.serve.app import create_app
from tests.serve.site_support import reference, write_reference_site

BASE = "https://data.helsedirektoratet.no"
DCAT, HYDRA = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://www.w3.org/ns/hydra/core#")
CATALOG = URIRef(f"{BASE}/catalog")
SIZE, MEMBERS, PAGES = 4, 15, 4
RDFLIB = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml", "nt": "nt"}
# rdflib's own reader of JSON-LD uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
Next = Callable[[Graph], str | None]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    out: Path = tmp_path_factory.mktemp("pages") / "out"
    write_reference_site(out, SIZE)
    return create_app(out).test_client()


def ckan(page: Graph) -> str | None:
    """The next page as ckanext-dcat finds it since 2024."""
    for node in page.subjects(RDF.type, HYDRA.PagedCollection):
        for target in itertools.chain(page.objects(node, HYDRA.next), page.objects(node, HYDRA.nextPage)):
            return str(target)
    return None


def old_ckan(page: Graph) -> str | None:
    """The next page as ckanext-dcat found it before."""
    for node in page.subjects(RDF.type, HYDRA.PagedCollection):
        for target in page.objects(node, HYDRA.nextPage):
            return str(target)
    return None


def udata(page: Graph) -> str | None:
    """The next page as udata finds it: by the first of two classes that is there."""
    new, old = (HYDRA.PartialCollectionView, HYDRA.next), (HYDRA.PagedCollection, HYDRA.nextPage)
    for class_, follow in (new, old):
        node = page.value(predicate=RDF.type, object=class_)
        if node is not None:
            target = page.value(node, follow)
            return None if target is None else str(target)
    return None


def walk(client: FlaskClient, url: str, format_: str, next_page: Next) -> Iterator[Graph]:
    """Read page after page; the first request says nothing but its address, as those programs do."""
    for _ in range(20):
        answer = client.get(url.removeprefix(BASE), headers={"Accept": "*/*"})
        assert answer.status_code == 200, url
        page = Graph().parse(data=answer.data, format=format_)
        yield page
        found = next_page(page)
        if found is None:
            return
        assert found.startswith(BASE)
        url = found
    pytest.fail("the pages do not end")


def content(graph: Graph) -> Graph:
    """A page without what it says of itself."""
    kept = Graph()
    kept += (triple for triple in graph if "?page=" not in str(triple[0]))
    return kept


@pytest.mark.parametrize("next_page", [ckan, old_ckan, udata])
@pytest.mark.parametrize("suffix", RDFLIB)
def test_all_pages_together_are_the_whole(client: FlaskClient, suffix: str, next_page: Next) -> None:
    pages = list(walk(client, f"/catalog.{suffix}?page=1", RDFLIB[suffix], next_page))
    assert len(pages) == PAGES
    together, seen = Graph(), list[object]()
    for page in pages:
        together += content(page)
        seen += page.objects(CATALOG, DCAT.dataset)
    assert len(seen) == len(set(seen)) == MEMBERS
    whole = Graph().parse(data=client.get(f"/catalog.{suffix}").data, format=RDFLIB[suffix])
    assert isomorphic(together, whole)


def test_a_page_says_where_it_is(client: FlaskClient) -> None:
    page = Graph().parse(data=client.get("/catalog.ttl?page=2").data, format="turtle")
    node = URIRef(f"{BASE}/catalog.ttl?page=2")
    links = {name: page.value(node, HYDRA[name]) for name in ("first", "previous", "next", "last")}
    numbers = {name: str(target).rpartition("=")[2] for name, target in links.items()}
    assert numbers == {"first": "1", "previous": "1", "next": "3", "last": "4"}
    for name, target in links.items():
        assert page.value(node, HYDRA[f"{name}Page"]) == target
    assert [int(str(page.value(node, HYDRA[name]))) for name in ("totalItems", "itemsPerPage")] == [15, 4]


def test_members_on_a_page_have_what_their_own_documents_have() -> None:
    catalog, _ = reference()
    members = sorted(catalog.graph.objects(iri(catalog.iri), f"<{DCAT}dataset>"))
    page = set(page_of(catalog.graph, iri(catalog.iri), members[:SIZE]))
    for member in members[:SIZE]:
        assert set(bounded_description(catalog.graph, member)) <= page
    assert not any(subject == members[SIZE] for subject, _, _ in page)


@pytest.mark.parametrize(("members", "sizes"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_how_many_pages_there_are(members: int, sizes: list[int]) -> None:
    catalog, dataset = "<https://x.no/catalog>", f"<{DCAT}dataset>"
    graph = Triples([(catalog, f"<{RDF.type}>", f"<{DCAT}Catalog>")])
    for number in range(members):
        graph.add(catalog, dataset, f"<https://x.no/{number}>")
    context, triples = reference()[1].context, FORMATS[-1]
    pages = [page.document(triples, context) for page in pages_of(graph, catalog, "https://x.no/", size=3)]
    lists = [list(parse(page, format=RdfFormat.N_TRIPLES)) for page in pages]
    assert [sum(t.predicate.value == str(DCAT.dataset) for t in triples) for triples in lists] == sizes


NO_PAGES = ["page=5", "page=0", "page=-1", "page=two", "page=1e1", "page=%31", "page=01"]


@pytest.mark.parametrize("query", NO_PAGES)
def test_there_is_nothing_beyond_the_last(client: FlaskClient, query: str) -> None:
    for path in ("/", "/catalog", "/catalog.ttl"):
        answer = client.get(f"{path}?{query}")
        assert (answer.status_code, answer.mimetype) == (404, "text/plain")
        assert query in answer.text
        assert "catalog.ttl?page=1" in answer.text
        assert "catalog.ttl?page=4" in answer.text


@pytest.mark.parametrize("query", ["page=", "x=1&pages=2", "PAGE", "", "xpage=3"])
def test_who_does_not_ask_for_a_page_gets_the_whole(client: FlaskClient, query: str) -> None:
    assert client.get(f"/catalog?{query}").data == client.get("/catalog.ttl").data


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.suffix)
def test_a_page_is_negotiated_as_the_whole_is(client: FlaskClient, entry: object) -> None:
    suffix, media_type = entry.suffix, entry.media_type  # type: ignore[attr-defined]
    answer = client.get("/?x=1&page=2", headers={"Accept": media_type})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.headers["Content-Location"] == f"catalog.{suffix}?page=2"
    assert answer.headers["ETag"] != client.get("/", headers={"Accept": media_type}).headers["ETag"]
    assert answer.data == client.get(f"/catalog.{suffix}?page=2").data
    head = client.head("/?x=1&page=2", headers={"Accept": media_type})
    assert dict(head.headers) == dict(answer.headers)


def test_pages_are_for_data_about_the_catalogue(client: FlaskClient) -> None:
    html = {"Accept": "text/html", "Accept-Language": "nb"}
    assert client.get("/?page=2", headers=html).data == client.get("/", headers=html).data
    assert client.get("/datasets/kuhr?page=2").data == client.get("/datasets/kuhr").data
    assert client.get("/catalog.schema.jsonld?page=9").status_code == 200
    assert client.get("/_pages/1.ttl").status_code == 404
