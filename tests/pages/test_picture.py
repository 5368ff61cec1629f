"""The picture of the catalogue: well-formed, complete, with links that lead to pages."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from dcat_publisher.catalog import read_catalog
from dcat_publisher.graph import Graph
from dcat_publisher.pages import Site
from dcat_publisher.pages.picture import in_words, picture
from dcat_publisher.profile import profile_named
from dcat_publisher.resources import packaged
from dcat_publisher.terms import TYPE, iri, literal
from dcat_publisher.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("nb", "nn", "en")


@pytest.fixture(scope="module")
def site() -> Site:
    catalog = read_catalog(ROOT / "source", Vocabulary((packaged("vocab"),)), profile_named())
    where = {iri(record.iri): record.path for record in catalog.records}
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
        if element.get("class") != "group"
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
    assert "datakilder (14), serier (1), lover og forskrifter (6)" in in_words(
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
