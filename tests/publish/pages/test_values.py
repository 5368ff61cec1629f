"""Values as people read them: sizes, and texts in another language than the page's."""

from __future__ import annotations

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCT, XSD
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.publish.pages import render_pages
from dcat_publisher.publish.pages.predicates import BYTE_SIZE
from dcat_publisher.publish.pages.wording import size_of
from tests.publish.pages.pages_support import Page

BASE = "https://data.example.no/"
NODE, CATALOG = iri(f"{BASE}datasets/a"), iri(f"{BASE}catalog")


@pytest.mark.parametrize(
    ("number", "nb", "en"),
    [
        ("0", "0 B", "0 B"),
        ("999", "999 B", "999 B"),
        ("1000", "1 kB", "1 kB"),
        ("204800", "205 kB", "205 kB"),
        ("999499", "999 kB", "999 kB"),
        ("999500", "1 MB", "1 MB"),
        ("2340000", "2,34 MB", "2.34 MB"),
        ("5000000000000", "5 TB", "5 TB"),
        ("99999999999999999", "100 PB", "100 PB"),
        (
            "123456789012345678",
            "123456789012345678",
            "123456789012345678",
        ),
        ("-5", "-5", "-5"),
        ("1e6", "1e6", "1e6"),
        ("٣", "٣", "٣"),
        ("", "", ""),
    ],
)
def test_sizes(number: str, nb: str, en: str) -> None:
    assert (size_of(number, "nb"), size_of(number, "en")) == (
        nb.replace(" ", "\u00a0"),
        en.replace(" ", "\u00a0"),
    )


def shown(language: str) -> bytes:
    graph = Graph(
        [
            (CATALOG, TYPE, iri("http://www.w3.org/ns/dcat#Catalog")),
            (NODE, TYPE, iri("http://www.w3.org/ns/dcat#Distribution")),
            (NODE, BYTE_SIZE, literal("2340000", f"{XSD}nonNegativeInteger")),
            (NODE, iri(f"{DCT}title"), '"Filen"@nb'),
            (NODE, iri(f"{DCT}rights"), '"Not in Norwegian"@en'),
        ]
    )
    return render_pages(graph, BASE, f"{BASE}catalog", [], language)["datasets/a"]


def test_a_size_is_rounded_for_people_and_exact_for_machines() -> None:
    page = Page(shown("nb"))
    assert "2,34 MB" in page.text
    assert ("data", {"value": "2340000", "title": "2340000 B"}) in page.elements


def test_a_text_in_another_language_says_so_where_it_can_be_seen() -> None:
    assert '<span lang="en">Not in Norwegian</span> <small class="tag">en</small>' in shown("nb").decode()
    assert '<small class="tag">en</small>' not in shown("en").decode()
