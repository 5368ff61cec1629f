"""Searches that a person makes, each with what should come first; a browser tests the script's part."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from dcat_publisher.publish.pages.matching import Fields, forms, plain, score
from dcat_publisher.publish.pages.render import catalog_page
from dcat_publisher.publish.pages.search import CatalogPage, Facet, Found, Query, find, from_json, to_json
from tests.publish.pages.pages_support import reference

_NAME = re.compile(r"<a [^>]*>([^<]*)</a>")


@pytest.fixture(scope="module")
def page() -> CatalogPage:
    site = reference()
    return catalog_page(site, site.reader("nb"))


def names(found: Sequence[Found]) -> list[str]:
    return [match[1] for entry in found if (match := _NAME.search(entry.html)) is not None]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rusmidler", "NPR - Situasjon ved behandlingsstart (russituasjon)"),
        ("ventetider", "NPR - Venteliste"),
        ("ambulanse", "NPR - AMK-sentraler"),
        ("barn", "NPR - Psykisk helsevern for barn og unge"),
        ("diagnoser", "Kontroll og utbetaling av helserefusjoner (KUHR)"),
        ("Helsedirektoratet", "Helsedirektoratet"),
        ("pasientregisterforskriften", "Norsk pasientregisterforskriften"),
        ("npr", "Norsk pasientregister (NPR)"),
        ("skader", "NPR - Skadedata"),
        ("refusjoner", "Kontroll og utbetaling av helserefusjoner (KUHR)"),
        ("kommunene", "Kommunalt pasient- og brukerregister (KPR)"),
        ("rehab", "NPR - Rehabiliteringsinstitusjoner"),
        ("substance abuse", "NPR - Situasjon ved behandlingsstart (russituasjon)"),
        ("rusbehandling 2009", "NPR - Tverrfaglig spesialisert rusbehandling"),
        ("ulykker", "NPR - Skadedata"),
    ],
)
def test_what_a_person_means_comes_first(page: CatalogPage, typed: str, first: str) -> None:
    hits = find(page, Query(typed))
    assert names(hits.entries)[0] == first
    assert not hits.partial


def test_where_nothing_has_all_words_what_has_most_is_shown(page: CatalogPage) -> None:
    hits = find(page, Query("venteliste xyzzy"))
    assert hits.partial
    assert names(hits.entries) == ["NPR - Venteliste"]
    assert not find(page, Query("xyzzy")).entries
    assert not find(page, Query("§")).entries


def test_every_kind_is_found_and_only_data_sources_are_listed(page: CatalogPage) -> None:
    assert len(page.listed) == page.count == 14
    kinds = {match[1] for entry in page.entries if (match := re.search(r'class="kind">([^<]*)<', entry.html))}
    assert kinds == {"Datasettserie", "Organisasjon", "Regelverk"}


def test_a_facet_alone_lists_what_has_it(page: CatalogPage) -> None:
    theme = next(facet for facet in page.facets if facet.key == "theme")
    iri, _, number = theme.choices[0]
    assert len(find(page, Query("", {"theme": iri})).entries) >= number > 0


def test_a_card_has_no_link_twice(page: CatalogPage) -> None:
    for entry in page.entries:
        links = re.findall(r'href="([^"]*)"', entry.html)
        assert len(links) == len(set(links))


def test_an_edition_is_found_by_its_year_alone() -> None:
    entries = [
        Found("serie", Fields("branner", "", "branner 2022 2023"), {}),
        Found("2022", Fields("branner 2022", "", "branner 2022"), {}, 1, False, "2022"),
        Found("2023", Fields("branner 2023", "", "branner 2023"), {}, 1, False, "2023"),
    ]
    page = CatalogPage("nb", None, 2, "", "", (), entries)
    assert [entry.html for entry in find(page, Query("branner")).entries] == ["serie"]
    assert [entry.html for entry in find(page, Query("branner 2023")).entries] == ["2023", "serie"]
    assert [entry.html for entry in page.listed] == ["serie"]


def test_parts_are_read_as_they_were_written() -> None:
    entry = Found("<b>", Fields("a", "b", "c"), {"theme": ["x"]}, 2, False, "2020")
    page = CatalogPage("nb", "search.json", 3, "før", "etter", [Facet("theme", [("x", "X", 1)])], [entry])
    read = from_json(to_json(page))
    assert read.entries == page.entries
    assert [tuple(choice) for choice in read.facets[0].choices] == [("x", "X", 1)]


@pytest.mark.parametrize(
    ("typed", "text"),
    [("sykdommer", "sykdom"), ("leger", "lege"), ("legene", "lege"), ("rusmiddel", "rusmidler"),
     ("programmer", "program"), ("timene", "time")],
)  # fmt: skip
def test_other_forms_of_a_noun(typed: str, text: str) -> None:
    assert any(form in text for form in forms(typed))


def test_a_name_goes_before_a_keyword_before_a_description() -> None:
    words = [forms("barn")]
    fits = [
        Fields("barn", "", "barn"), Fields("barn og unge", "", "barn og unge"),
        Fields("småbarn", "", "småbarn"), Fields("x", "barn", "x barn"), Fields("x", "", "x barn"),
        Fields("x", "", "x småbarnsforeldre"),
    ]  # fmt: skip
    scores = [score(fields, words)[1] for fields in fits]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_what_is_no_letter_parts_words() -> None:
    assert plain("  NPR-melding, § 9 (É)  ") == "npr melding 9 e"
