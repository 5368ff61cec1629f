"""What the public reads on the pages: no words of ours, each thing once, no promise that is not kept."""

from __future__ import annotations

import re

import pytest

from dcat_publisher.publish.pages.matching import folded, forms
from dcat_publisher.publish.pages.render import page
from tests.publish.pages.pages_support import LANGUAGES, Page, reference


@pytest.fixture(scope="module")
def pages() -> dict[tuple[str, str], Page]:
    site = reference()
    return {
        (path, language): Page(page(site, reader, node, path))
        for language in LANGUAGES
        for reader in (site.reader(language),)
        for node, path in site.addresses.items()
    }


def test_local_names_and_class_names_are_not_shown(pages: dict[tuple[str, str], Page]) -> None:
    for key, shown in pages.items():
        texts = {" ".join(text.split()) for text in shown.texts}
        assert texts & {"egne-forskrifter", "rights statement", "Klasse"} == set(), key


def test_a_country_of_two_lists_is_named_once(pages: dict[tuple[str, str], Page]) -> None:
    for language, name in (("nb", "Norge"), ("nn", "Noreg"), ("en", "Norway")):
        texts = [" ".join(text.split()) for text in pages["datasets/kpr", language].texts]
        assert [text for text in texts if text.startswith(name) and "(" in text] == []
        assert texts.count(name) == 1
        assert "data.geonorge.no" in texts  # the other address is still there


def test_a_placeholder_is_not_called_permanent(pages: dict[tuple[str, str], Page]) -> None:
    assert [key for key, shown in pages.items() if re.search("permanent", shown.text, re.IGNORECASE)] == []


def test_a_citation_says_what_its_year_is(pages: dict[tuple[str, str], Page]) -> None:
    text = pages["datasets/npr-somatikk", "nb"].text
    assert "Helsedirektoratet. NPR - Somatikk [datasett]. Utgitt 2018. https://data.hels" in text
    without = pages["datasets/iplos", "en"].text  # no date is known
    assert re.search(r"\[data set\]\. https://data\.hels", without)


def test_the_catalogue_says_what_it_is_a_copy_of(pages: dict[tuple[str, str], Page]) -> None:
    assert "slik den sto" in pages["catalog", "nb"].text
    assert "slik ho stod" in pages["catalog", "nn"].text
    assert "as it stood" in pages["catalog", "en"].text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("nøkler", "nøkkel"), ("artikler", "artikkel"), ("regler", "regel"), ("sykler", "sykkel"),
        ("registrene", "register"), ("kommunenes", "kommune"), ("rettigheter", "rettighet"),
        ("hospitals", "hospital"), ("bakkane", "bakke"),
    ],
)  # fmt: skip
def test_inflected_forms_are_found_by_their_stem(typed: str, text: str) -> None:
    assert any(form in folded(text) for form in forms(folded(typed)))


@pytest.mark.parametrize("typed", ["lege", "rus", "barn", "npr", "alder"])
def test_a_short_word_is_found_only_as_it_is(typed: str) -> None:
    assert forms(typed) == [typed]
