"""Hostile and odd graphs: shown as text, in one page each, without a link that could do harm."""

from __future__ import annotations

import pytest

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.publish.pages import Site, addresses_below, pages, render_pages
from dcat_publisher.publish.pages.render import quality_page
from tests.publish.pages.pages_support import Page

DCT = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
BASE = "https://data.example.no/"
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- data sources -->",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnirts\u2066",
    "line\u2028separator",
    "x" * 1_000_000,
    "a@" * 50_000,
    "",
    "\x00\x08",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text(text: str) -> None:
    found = render_pages(hostile(text), BASE, f"{BASE}catalog", [], "nb")
    assert set(found) == {"catalog", "datasets/a", "concepts/x"}
    for html in found.values():
        page = Page(html)
        tags = {tag for tag, _ in page.elements}
        assert "svg" not in tags
        assert [attributes["src"] for tag, attributes in page.elements if tag == "img"] in (
            [],
            ["picture.svg"],
        )
        assert sum(tag == "script" for tag, _ in page.elements) <= 2
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
        assert len(html) < 12_000_000
    for number in (0, 2, 3, 4, 6):
        if text == HOSTILE[number]:
            assert text in Page(found["datasets/a"]).text


def hostile(text: str) -> Graph:
    dataset, catalog, concept = (iri(f"{BASE}{path}") for path in ("datasets/a", "catalog", "concepts/x"))
    said = literal(text, language="nb")
    return Graph(
        [
            (catalog, TYPE, iri(f"{DCAT}Catalog")),
            (catalog, iri(f"{DCT}title"), said),
            (catalog, iri(f"{DCT}description"), said),
            (catalog, iri(f"{DCAT}dataset"), dataset),
            (dataset, TYPE, iri(f"{DCAT}Dataset")),
            *(
                (dataset, iri(f"{DCT}{name}"), said)
                for name in ("title", "description", "identifier", "issued")
            ),
            (dataset, iri(f"{DCAT}keyword"), said),
            (dataset, iri(f"{DCAT}theme"), concept),
            (concept, iri("http://www.w3.org/2004/02/skos/core#prefLabel"), said),
        ]
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"],
)
def test_only_web_and_mail_addresses_are_links(address: str) -> None:
    graph = hostile("A")
    for name in ("landingPage", "contactPoint", "theme"):
        graph.add(iri(f"{BASE}datasets/a"), iri(f"{DCAT}{name}"), iri(address))
    page = Page(render_pages(graph, BASE, f"{BASE}catalog", [], "en")["datasets/a"])
    links = [attributes.get("href", "") for tag, attributes in page.elements if tag == "a"]
    assert not [href for href in links if href.lower().startswith(address[:5].lower())]
    assert address in page.text


def test_findings_stand_on_the_page_for_those_who_keep_the_catalogue() -> None:
    message, advice = {"nb": "Tittelen mangler <b>", "en": "No title"}, {"nb": "Skriv en", "en": "Write one"}
    nested = Finding(
        "R1", Severity.WARNING, Place("secret.yaml"), message, advice, focus=f"<{BASE}datasets/a#x>"
    )
    own = Finding("Dataset-title", Severity.ERROR, Place("secret.yaml"), message, focus=f"<{BASE}datasets/a>")
    graph = hostile("A")
    places, findings = addresses_below(graph, BASE), [nested, own, *[nested] * 60]
    site = Site(graph, BASE, iri(f"{BASE}catalog"), findings, places, ("nb",))
    page = Page(quality_page(site, site.reader("nb")))
    assert "Feil: 1. Advarsler: 61. Merknader: 0." in page.text
    assert page.text.index("Dataset-title Feil, 1 A: Tittelen mangler <b>") < page.text.index(
        "R1 Advarsel, 61 A: Tittelen mangler <b>Skriv en"
    )
    assert "og 11 til" in page.text
    assert "datasets/a.html#x" in page.attributes("href")
    assert ("meta", {"name": "robots", "content": "noindex"}) in page.elements
    assert "secret.yaml" not in page.text
    for name, shown in pages(site, "nb").items():
        assert "Tittelen mangler" not in Page(shown).text, name


def test_nested_nodes_are_shown_in_place_and_circles_end() -> None:
    graph = hostile("A")
    dataset, nested = iri(f"{BASE}datasets/a"), iri(f"{BASE}datasets/a#temporal")
    graph.add(dataset, iri(f"{DCT}temporal"), nested)
    graph.add(nested, iri(f"{DCAT}startDate"), literal("2008-01-01", "http://www.w3.org/2001/XMLSchema#date"))
    graph.add(nested, iri(f"{DCT}relation"), nested)
    page = Page(render_pages(graph, BASE, f"{BASE}catalog", [], "nn")["datasets/a"])
    assert page.attributes("id").count("temporal") == 1
    assert "1. januar 2008" in page.text


def test_one_language_links_to_plain_html() -> None:
    page = Page(render_pages(hostile("A"), BASE, f"{BASE}catalog", [], "de")["datasets/a"])
    assert "../catalog.html" in page.attributes("href")
    assert page.elements[0] == ("html", {"lang": "nb"})
