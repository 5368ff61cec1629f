"""The reference catalogue, served whole: pages, search, and the documents beside them."""

from __future__ import annotations

import json
import re
import struct
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from dcat_publisher.serve.app import create_app
from tests.serve.site_support import write_reference_site

HTML = {"Accept": "text/html", "Accept-Language": "nb"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reference") / "out"
    write_reference_site(out)
    return out


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(folder).test_client()


def listed(html: str) -> list[str]:
    part = html[html.index('id="list"') : html.index("</ul>", html.index('id="list"'))]
    return re.findall(r"<h3><a href=\"([^\"]+)\"", part)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 14),
        ("q=", 14),
        ("q=rusbehandling", 5),
        ("q=RUSBEHANDLING%20skillet", 4),
        ("q=iplos", 1),
        ("q=Iplos+datatilgang", 1),
        ("q=xyzzy-qwerty", 0),
        ("in_series=https://data.helsedirektoratet.no/series/npr", 11),
        ("q=somatikk&in_series=https://data.helsedirektoratet.no/series/npr", 7),
        ("theme=https://example.org/none", 0),
        ("q=%FF%00", 0),
        ("q=" + "x" * 5000, 0),
        ("q=%3Cscript%3E", 0),
        ("&&q&=&q=iplos&q=kuhr", 1),
    ],
)
def test_search_without_script(client: FlaskClient, query: str, count: int) -> None:
    for path in ("/", "/catalog", "/catalog.html", "/catalog.nb.html"):
        answer = client.get(f"{path}?{query}", headers=HTML)
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        assert len(listed(answer.text)) == count, path
        assert (
            "<script>"
            not in answer.text.replace("<script>&#34;use strict&#34;", "")
            .split("<main")[1]
            .split("</main>")[0]
        )


@pytest.mark.parametrize(
    ("typed", "first", "count"),
    [
        ("rusmidler", "npr-rsit", 1),  # «rusmiddelbruk»
        ("ventetider", "npr-venteliste", 1),
        ("ventetida", "npr-venteliste", 1),
        ("ambulanse", "npr-amk", 2),  # «ambulanseoppdrag», «ambulansetjeneste» in the name of a law
        ("barn", "npr-bup", 4),
        ("barn og unge", "npr-bup", 4),
        ("diagnoser", "kuhr", 2),  # «diagnose», «diagnosegrupper»
        ("Helsedirektoratet", "helsedirektoratet", 16),  # the publisher, and all that it publishes
        ("pasientregisterforskriften", "npr-forskriften", 13),  # the law, and what falls under it
        ("skader", "npr-skadedata", 2),  # named by it, so before what only mentions it
        ("sykehusenes", "npr-bup", 8),
        ("helseregistrene", "npr", 16),  # the series before its members, a law after all data
    ],
)
def test_what_people_look_for_is_found(client: FlaskClient, typed: str, first: str, count: int) -> None:
    found = listed(client.get("/", headers=HTML, query_string={"q": typed}).text)
    assert (found[0].rpartition("/")[2].partition(".")[0], len(found)) == (first, count)


def test_search_keeps_what_was_typed_and_says_how_many(client: FlaskClient) -> None:
    text = client.get('/?q="><b>+rus', headers=HTML).text
    assert 'value="&#34;&gt;&lt;b&gt; rus"' in text
    assert "Ingenting har alle ordene; dette har noen av dem." in text
    assert "Ingenting passer" in client.get("/?q=xyzzy", headers=HTML).text
    series = "https://data.helsedirektoratet.no/series/npr"
    text = client.get(f"/?q=&in_series={series}", headers=HTML).text
    assert f'<option value="{series}" selected>' in text
    assert "Treff: 11." in text
    assert "Hits: 11." in client.get(f"/catalog.en.html?in_series={series}").text


def test_search_is_for_pages_only(client: FlaskClient) -> None:
    assert client.get("/?q=iplos").data == client.get("/").data
    assert client.get("/catalog.ttl?q=iplos").mimetype == "text/turtle"
    assert client.get("/?q=iplos", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/datasets/kuhr?q=iplos", headers=HTML).status_code == 200
    assert client.head("/?q=iplos", headers=HTML).data == b""
    assert client.post("/?q=iplos").status_code == 405


def test_the_search_file_is_what_the_page_names(client: FlaskClient) -> None:
    name = re.search(r'data-index="([^"]+)"', client.get("/catalog.nn.html").text)
    assert name is not None
    parts = json.loads(client.get(f"/{name[1]}").data)
    assert [entry["listed"] for entry in parts["entries"]].count(True) == parts["count"] == 14
    assert parts["language"] == "nn"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_pages_come_in_the_language_asked_for(client: FlaskClient, language: str) -> None:
    answer = client.get("/datasets/kpr", headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize("path", ["/", "/catalog.nn.html", "/datasets/kpr.html", "/catalog?q=npr"])
def test_a_page_says_in_its_header_what_it_may_load(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers=HTML)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', answer.text)
    assert policy is not None
    assert answer.headers["Content-Security-Policy"] == unescape(policy[1])


def test_data_says_nothing_of_what_it_may_load(client: FlaskClient) -> None:
    assert "Content-Security-Policy" not in client.get("/catalog.ttl").headers


def test_the_icon_is_one_that_a_browser_reads(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")
    assert answer.headers["Content-Type"] == "image/x-icon"
    reserved, type_, count, width, height = struct.unpack_from("<HHHBB", answer.data)
    size, offset = struct.unpack_from("<II", answer.data, 14)
    assert (reserved, type_, count, width, height) == (0, 1, 1, 16, 16)
    assert offset + size == len(answer.data)


def test_sitemap_and_robots(client: FlaskClient) -> None:
    robots = client.get("/robots.txt")
    assert robots.mimetype == "text/plain"
    assert "Sitemap: https://data.helsedirektoratet.no/sitemap.xml" in robots.text
    root = ElementTree.fromstring(client.get("/sitemap.xml").data)
    addresses = [
        element.text or "" for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert len(addresses) == 16
    for address in addresses:
        assert client.get(address.removeprefix("https://data.helsedirektoratet.no")).status_code == 200


def test_void_names_dumps_that_are_there(client: FlaskClient) -> None:
    answer = client.get("/.well-known/void")
    assert answer.mimetype == "text/turtle"
    triples = list(parse(answer.data, format=RdfFormat.TURTLE))
    dumps = [triple.object.value for triple in triples if triple.predicate.value.endswith("#dataDump")]
    assert len(dumps) == 4
    for dump in dumps:
        assert client.get(dump.removeprefix("https://data.helsedirektoratet.no")).status_code == 200


def test_openapi_names_paths_that_are_there(client: FlaskClient) -> None:
    about = client.get("/openapi.json").get_json()
    assert about["openapi"].startswith("3.1")
    assert about["servers"] == [{"url": "https://data.helsedirektoratet.no"}]
    for path in ("/", "/catalog"):
        assert "page" in [one["name"] for one in about["paths"][path]["get"]["parameters"]]
    for path, item in about["paths"].items():
        named = {parameter["name"]: parameter["example"] for parameter in item["get"].get("parameters", [])}
        if path != "/context.jsonld":  # written by the export
            assert client.get(path.replace("{name}", str(named.get("name")))).status_code == 200, path


def test_concepts_agents_and_laws_have_pages(client: FlaskClient) -> None:
    for path, used in (
        ("concepts/data-theme/HEAL", "Handler om dette temaet"),
        ("agents/helsedirektoratet", "Utgir"),
        ("laws/helseregisterloven", "Gjelder for"),
    ):
        answer = client.get(f"/{path}", headers=HTML)
        assert answer.status_code == 200
        assert f">{used}</h2>" in answer.text
        assert client.get(f"/{path}", headers={"Accept": "text/turtle"}).mimetype == "text/turtle"


def test_every_link_between_pages_leads_somewhere(client: FlaskClient) -> None:
    seen, waiting = {"/sparql", "/feed.atom"}, ["/"]  # which are not of the pages
    while waiting:
        path = waiting.pop()
        answer = client.get(path, headers=HTML)
        assert answer.status_code == 200, path
        links = (
            re.findall(r'<(?:a|link)[^>]* href="([^"#:]+)(?:#[^"]*)?"', answer.text)
            if answer.mimetype == "text/html"
            else []
        )
        for href in links:
            target = urljoin(path, href)
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 150


def test_shapes_are_published(client: FlaskClient) -> None:
    for path in ("/shapes", "/shapes.ttl"):
        answer = client.get(path)
        assert answer.mimetype == "text/turtle"
        shapes = {str(triple.subject) for triple in parse(answer.data, format=RdfFormat.TURTLE)}
    assert "<https://w3id.org/dcat-publisher/shapes/dcat-ap-no#Dataset-title-required>" in shapes


def test_links_for_machines(client: FlaskClient) -> None:
    link = client.get("/datasets/kuhr").headers["Link"]
    for element in (
        '<https://data.helsedirektoratet.no/datasets/kuhr>; rel="cite-as"',
        '<https://schema.org/Dataset>; rel="type"',
        '<https://data.helsedirektoratet.no/catalog>; rel="collection"',
        '<https://organization-catalog.fellesdatakatalog.digdir.no/organizations/983544622>; rel="author"',
    ):
        assert element in link
    assert len(link) < 4000


def test_schema_org_in_its_profile(client: FlaskClient) -> None:
    answer = client.get("/datasets/kuhr", headers={"Accept-Profile": "<https://schema.org/>"})
    assert (answer.mimetype, answer.headers["Content-Profile"]) == (
        "application/ld+json",
        "<https://schema.org/>",
    )
    assert json.loads(answer.data)["@type"] == "Dataset"


def test_what_is_not_there_is_said_in_the_frame_of_the_site(client: FlaskClient) -> None:
    answer = client.get("/datasets/none", headers=HTML)
    assert answer.status_code == 404
    assert 'href="/catalog.nb.html"' in answer.text  # from anywhere, and so are style and icon
    assert re.search(r'rel="stylesheet" href="/style-[0-9a-f]{8}\.css"', answer.text)
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.text
    assert "canonical" not in answer.text
    assert '<html lang="nn">' in client.get("/datasets/none?lang=nn", headers=HTML).text
    assert client.get("/datasets/none", headers={"Accept": "text/plain"}).mimetype == "text/plain"
