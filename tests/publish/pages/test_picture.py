"""The picture of the catalogue: well-formed, complete, with links that lead to pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.publish.pages import Site
from dcat_publisher.publish.pages.diagram import in_words, picture
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("nb", "nn", "en")


@pytest.fixture(scope="module")
def site() -> Site:
    catalog = read_catalog(ROOT / "source", Vocabulary((packaged("vocab"),)), profile_named())
    # Terms of use, standards and contact points are told on the pages; the catalogue is the picture itself.
    elsewhere = ("rights/", "standards/", "contact-points/", "catalog")
    shown = [record for record in catalog.records if not record.path.startswith(elsewhere)]
    where = {iri(record.iri): record.path for record in shown}
    return Site(catalog.graph, catalog.settings.base, iri(catalog.iri), [], where, LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_in_the_picture_and_linked(site: Site, language: str) -> None:
    root = ElementTree.fromstring(picture(site.reader(language), site.catalog))
    titles = {element.text for element in root.iter(f"{SVG}title")}
    reader = site.reader(language)
    assert {reader.name(node).text for node in site.addresses} <= titles
    links = {element.get("href") for element in root.iter(f"{SVG}a")}
    assert links == {f"{path}.{language}.html" for path in site.addresses.values()}


def test_nothing_lies_outside_or_on_top_of_another_box(site: Site) -> None:
    root = ElementTree.fromstring(picture(site.reader("nb"), site.catalog))
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    boxes = [
        tuple(float(element.get(name) or 0) for name in ("x", "y", "width", "height"))
        for element in root.iter(f"{SVG}rect")
        if element.get("class") != "group" and element.get("height") != "16"  # nor of the legend
    ]
    assert len(boxes) == len(site.addresses)
    for x, y, wide, high in boxes:
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + high <= height
        overlapping = [
            box for box in boxes if x < box[0] + box[2] and box[0] < x + wide and abs(box[1] - y) < high
        ]
        assert len(overlapping) == 1


def test_words_for_who_does_not_see_it(site: Site) -> None:
    assert "Datakilder: 14, serier: 1, tjenester: 0, lover og forskrifter: 6." in in_words(
        site.reader("nb"), site.catalog
    )


def test_an_empty_catalogue_and_hostile_names_are_drawn() -> None:
    catalog = iri("https://example.org/catalog")
    name = literal('</title><script>"&', language="nb")
    graph = Graph(
        [
            (catalog, TYPE, iri("http://www.w3.org/ns/dcat#Catalog")),
            (catalog, iri("http://purl.org/dc/terms/title"), name),
        ]
    )
    site = Site(graph, "https://example.org/", catalog, [], {catalog: "catalog"}, ())
    root = ElementTree.fromstring(picture(site.reader("nb"), catalog))
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("count", [61, 10_000])
def test_many_are_drawn_as_groups_that_count_all_of_them(count: int) -> None:
    root = ElementTree.fromstring(picture(many(count).reader("nb"), iri("https://example.org/catalog")))
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    counted = [re.fullmatch(r"(.*) \((\d+)\)", text) for text in texts]
    counts = {match[1]: int(match[2]) for match in counted if match is not None}
    assert sum(counts.values()) == count
    assert counts["Serie"] == -(-count // 10)
    assert len(counts) == 1 + 3
    links = {element.get("href") for element in root.iter(f"{SVG}a")}
    assert {"serie.html", "tema/1.html", "tema/2.html", "tema/3.html"} == links


def test_few_are_drawn_one_by_one() -> None:
    root = ElementTree.fromstring(picture(many(60).reader("nb"), iri("https://example.org/catalog")))
    names = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert len([name for name in names if re.fullmatch(r"D[0-9]+", name)]) == 60


def many(count: int) -> Site:
    """Give a catalogue of many datasets: every tenth is in a series, the others have one of three themes."""
    dcat, title = "http://www.w3.org/ns/dcat#", iri("http://purl.org/dc/terms/title")
    catalog, series = iri("https://example.org/catalog"), iri("https://example.org/serie")
    graph = Graph([(series, TYPE, iri(f"{dcat}DatasetSeries")), (series, title, literal("Serie"))])
    graph.add(catalog, iri(f"{dcat}dataset"), series)
    themes = [iri(f"https://example.org/tema/{number}") for number in (1, 2, 3)]
    for theme in themes:
        graph.add(theme, title, literal(f"Tema {theme[-2]}"))
    for number in range(count):
        node = iri(f"https://example.org/d{number}")
        graph.add(catalog, iri(f"{dcat}dataset"), node)
        graph.add(node, TYPE, iri(f"{dcat}Dataset"))
        graph.add(node, title, literal(f"D{number}"))
        if number % 10 == 0:
            graph.add(node, iri(f"{dcat}inSeries"), series)
        else:
            graph.add(node, iri(f"{dcat}theme"), themes[number % 3])
    places = {node: node[1:-1].removeprefix("https://example.org/") for node in graph.index}
    return Site(graph, "https://example.org/", catalog, [], places, ())


def test_of_a_group_the_most_common_publishers_and_laws_are_drawn_and_it_is_said() -> None:
    site = many(100)
    graph = Graph(site.graph)
    publisher = iri("http://purl.org/dc/terms/publisher")
    for number in range(100):
        graph.add(iri(f"https://example.org/d{number}"), publisher, iri(f"https://example.org/p{number % 7}"))
    for number in range(7):
        agent, name = iri(f"https://example.org/p{number}"), iri("http://xmlns.com/foaf/0.1/name")
        graph.add(agent, name, literal(f"P{number}"))
    drawn = picture(replace(site, graph=graph).reader("nb"), site.catalog).decode()
    assert drawn.count('<path class="publishes" d="M314') <= 4 * 3  # a series and three themes
    assert "de 3 vanligste utgiverne" in drawn
    assert "vanligste" not in picture(many(100).reader("nb"), site.catalog).decode()
