"""The pages of the reference catalogue and of hostile ones, read as HTML."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from dcat_publisher.checking.catalog import Catalog, read_catalog
from dcat_publisher.model.terms import iri, is_literal, lexical
from dcat_publisher.publish.pages import render_pages
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named
from tests.publish.pages.pages_support import Page

ROOT = Path(__file__).parents[3]
LANGUAGES = ("nb", "nn", "en")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(ROOT / "source", Vocabulary((packaged("vocab"),)), profile_named())


@pytest.fixture(scope="module")
def pages(catalog: Catalog) -> dict[str, Page]:
    return {name: Page(html) for name, html in rendered(catalog)}


def rendered(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    addresses = {iri(record.iri): record.path for record in catalog.records}
    for language in LANGUAGES:
        found = render_pages(
            catalog.graph, catalog.settings.base, catalog.iri, [], language,
            addresses=addresses, languages=LANGUAGES,
        )  # fmt: skip
        for path, html in found.items():
            yield f"{path}.{language}.html", html


def test_every_record_has_a_page_in_every_language(catalog: Catalog, pages: dict[str, Page]) -> None:
    assert {f"{record.path}.{tag}.html" for record in catalog.records for tag in LANGUAGES} == set(pages)


def test_every_text_of_a_record_is_on_its_page(catalog: Catalog, pages: dict[str, Page]) -> None:
    for record in catalog.records:
        text = pages[f"{record.path}.nb.html"].text
        for values in catalog.graph.predicates(iri(record.iri)).values():
            for value in filter(is_literal, values):
                for line in lexical(value).split("\n"):
                    shown = line.removeprefix("- ").strip()
                    assert shown in text or shown[:10].replace("-", "").isdigit(), (record.path, shown)


def test_links_between_pages_lead_to_pages_in_the_same_language(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        language = name.split(".")[-2]
        targets = [
            href for href in page.attributes("href") if not urlsplit(href).scheme and href.endswith(".html")
        ]
        assert targets
        for href in targets:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(href)))
            assert target in pages, (name, href)
            same_page = target.rsplit(".", 2)[0] == name.rsplit(".", 2)[0]
            assert same_page or target.split(".")[-2] == language


def test_frame_of_every_page(catalog: Catalog, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        tags = [tag for tag, _ in page.elements]
        assert tags.count("h1") == tags.count("main") == tags.count("title") == 1, name
        assert page.elements[0] == ("html", {"lang": name.split(".")[-2]})
        ids = page.attributes("id")
        assert len(ids) == len(set(ids)), name
        assert set(page.attributes("aria-labelledby")) <= set(ids)
        assert set(page.attributes("for")) <= set(ids)
        levels = [int(tag[1]) for tag in tags if tag in {"h1", "h2", "h3", "h4"}]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), name


def test_catalogue_page_is_the_provider_page(pages: dict[str, Page]) -> None:
    text = pages["catalog.nb.html"].text
    assert "14 datakilder" in text
    assert "Se mer" not in text  # the name is the link
    assert "14 datakjelder" in pages["catalog.nn.html"].text
    assert "14 data sources" in pages["catalog.en.html"].text


def test_labels_are_in_the_language_of_the_page(pages: dict[str, Page]) -> None:
    for language, words in {
        "nb": ["Utgiver", "Slik får du tilgang", "12. april 2018", "Betinget tilgang"],
        "nn": ["Utgjevar", "Slik får du tilgang", "12. april 2018"],
        "en": ["Publisher", "How to get access", "12 April 2018", "Restricted"],
    }.items():
        text = pages[f"datasets/npr-somatikk.{language}.html"].text
        assert [word for word in words if word not in text] == []


def test_structured_data_is_what_google_asks_for(pages: dict[str, Page]) -> None:
    about = json.loads(pages["datasets/npr-somatikk.en.html"].scripts[1])
    assert (about["@context"], about["@type"], about["name"]) == (
        "https://schema.org/",
        "Dataset",
        "NPR - Somatikk",
    )
    assert 50 <= len(about["description"]) <= 5000
    assert about["creator"]["name"] == "Norwegian Directorate of Health"
    assert about["datePublished"] == "2018-04-12"
    assert "distribution" not in about  # no file can be fetched
    assert len(json.loads(pages["catalog.nb.html"].scripts[1])["dataset"]) == 15


def test_same_bytes_twice(catalog: Catalog) -> None:
    assert dict(rendered(catalog)) == dict(rendered(catalog))
