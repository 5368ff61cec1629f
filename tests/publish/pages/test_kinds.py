"""Each kind of page is made for what people come for: order, buttons, and nothing twice."""

from __future__ import annotations

from functools import cache

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import AUTHORITY, DCAT, DCT, FOAF, XSD
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.publish.pages import Site, addresses_below
from dcat_publisher.publish.pages.render import page
from tests.publish.pages.pages_support import Page, reference

BASE = "https://example.org/"
APPLY = "sok-om-data-fra-npr"


@cache
def shown(path: str, language: str = "nb") -> Page:
    site = reference()
    node = next(node for node, where in site.addresses.items() if where == path)
    return Page(page(site, site.reader(language), node, path))


def buttons(page: Page) -> list[str]:
    return [a["href"] for tag, a in page.elements if tag == "a" and "button" in a.get("class", "").split()]


def test_a_dataset_says_what_who_access_and_period_in_that_order() -> None:
    text = shown("datasets/npr-tsb").text
    parts = ["Utgiver", "Norsk pasientregister sitt datagrunnlag", "Betinget tilgang", "Søk om tilgang",
             "Tidsrom fra 2009", "Regelverk Norsk pasientregisterforskriften"]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert APPLY in buttons(shown("datasets/npr-tsb"))[0]
    for once in ("Betinget tilgang", "Tidsrom", "12. april 2018"):
        assert text.count(once) == 1
    assert "Kvaliteten på beskrivelsene" in text  # a link in the foot
    assert "Anbefalt" not in text


_PERIODS = [("nb", "fra 1997"), ("nn", "frå 1997"), ("en", "from 1997")]


@pytest.mark.parametrize(("language", "period"), _PERIODS)
def test_a_series_has_its_period_members_and_the_way_to_all_of_them(language: str, period: str) -> None:
    series = shown("series/npr", language)
    assert period in series.text
    assert [APPLY in href for href in buttons(series)] == [True, False]
    members = [href for href in series.attributes("href") if href.startswith("../datasets/")]
    assert len(members) == len(set(members)) == 11


def test_an_organisation_a_law_a_contact_and_a_code_lead_to_what_is_theirs() -> None:
    assert buttons(shown("agents/helsedirektoratet")) == ["https://www.helsedirektoratet.no/"]
    assert buttons(shown("laws/npr-forskriften")) == ["https://lovdata.no/eli/forskrift/2007/12/07/1389"]
    assert buttons(shown("contact-points/helseregistre")) == ["mailto:helseregistre@helsedir.no"]
    code = shown("concepts/access-right/RESTRICTED").text
    assert "Begrep i listen «Tilgangsrettigheter» Betinget tilgang" in code
    assert "Dataene gis ut på bestemte vilkår." in code
    for path, heading in (
        ("agents/helsedirektoratet", "Utgir"),
        ("laws/npr-forskriften", "Gjelder for"),
        ("contact-points/helseregistre", "Svarer på spørsmål om"),
        ("concepts/data-theme/HEAL", "Handler om dette temaet"),
    ):
        assert f"{heading} " in shown(path).text
        assert "cards" in shown(path).attributes("class")


def test_a_service_has_its_endpoint_and_documentation_first() -> None:
    service, dataset = iri(f"{BASE}s"), iri(f"{BASE}d")
    graph = site_graph()
    for predicate, value in (
        (DCAT.endpointURL, iri("https://api.example.org/v1")),
        (DCAT.endpointDescription, iri("https://api.example.org/openapi.json")),
        (FOAF.page, iri("https://example.org/docs")),
        (DCAT.servesDataset, dataset),
    ):
        graph.add(service, predicate, value)
    page_ = of(graph, "s")
    assert buttons(page_) == [
        "https://api.example.org/v1", "https://api.example.org/openapi.json", "https://example.org/docs"
    ]  # fmt: skip
    assert "Data fra tjenesten D" in page_.text


def test_files_are_buttons_with_format_and_size_and_pages_are_not_offered_twice() -> None:
    graph = site_graph()
    way, dataset = iri(f"{BASE}d#way"), iri(f"{BASE}d")
    graph.add(dataset, DCAT.distribution, way)
    graph.add(dataset, DCT.accessRights, iri(AUTHORITY + "access-right/PUBLIC"))
    graph.add(way, DCAT.downloadURL, iri("https://example.org/files/d.csv"))
    graph.add(way, DCAT.accessURL, iri("https://example.org/files/d.csv"))
    graph.add(way, DCT.format, literal("CSV"))
    graph.add(way, DCAT.byteSize, literal("2340000", XSD + "nonNegativeInteger"))
    found = of(graph, "d")
    assert buttons(found) == ["https://example.org/files/d.csv"]
    assert "Last ned CSV 2,34 MB" in found.text
    assert "2340000" in found.attributes("value")
    assert "Filstørrelse" not in found.text


def test_where_there_is_no_distribution_the_landing_page_comes_first() -> None:
    graph = site_graph()
    graph.add(iri(f"{BASE}d"), DCAT.landingPage, iri("https://example.org/om"))
    assert buttons(of(graph, "d")) == ["https://example.org/om"]
    assert "Les mer om dataene example.org" in of(graph, "d").text


def site_graph() -> Graph:
    catalog, dataset, service = (iri(f"{BASE}{name}") for name in ("catalog", "d", "s"))
    return Graph(
        [
            (catalog, TYPE, DCAT.Catalog), (catalog, DCAT.dataset, dataset), (catalog, DCAT.service, service),
            (dataset, TYPE, DCAT.Dataset), (dataset, DCT.title, literal("D")),
            (service, TYPE, DCAT.DataService), (service, DCT.title, literal("S")),
        ]
    )  # fmt: skip


def of(graph: Graph, path: str) -> Page:
    site = Site(graph, BASE, iri(f"{BASE}catalog"), [], addresses_below(graph, BASE), ())
    return Page(page(site, site.reader("nb"), iri(f"{BASE}{path}"), path))
