"""What search engines are told: as Google documents it for Dataset Search, in schema.org's own terms."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import SDO

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.pages import Site, addresses_below, page_files
from dcat_publisher.publish.pages.predicates import DATASET, SERIES
from dcat_publisher.publish.pages.structured import described
from dcat_publisher.rdf.jsonld_context import Json
from tests.publish.pages.browser_support import source
from tests.publish.pages.pages_support import LANGUAGES, ROOT, Page, reference, site_of

# Google Search Central, "Dataset (Dataset, DataCatalog, DataDownload) structured data".
with (Path(__file__).parent / "google-dataset.csv").open(encoding="utf-8", newline="") as _file:
    TABLE: Final = list(csv.DictReader(_file))
BASE: Final = "https://example.org/"
# ISO 8601 with two dots for an open end, as Google writes it.
_DATE: Final = r"\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.+Z-]+)?)?)?"
_FORMS: Final = {
    "text": re.compile(r".+", re.DOTALL),
    "50 to 5000 characters": re.compile(r".{50,5000}", re.DOTALL),
    "address": re.compile(r"https?://\S+"),
    "interval": re.compile(rf"(?:{_DATE}|\.\.)/(?:{_DATE}|\.\.)"),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Site]:
    """The reference catalogue, the same with open data, and a graph with all that the standard knows."""
    text = (ROOT / "tests/shapes/base.ttl").read_text("utf-8")
    quads = parse(text, format=RdfFormat.TURTLE, base_iri=BASE)
    graph = Graph((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)
    whole = Site(graph, BASE, iri(f"{BASE}catalog"), [], addresses_below(graph, BASE), LANGUAGES)
    return [reference(), site_of(source(tmp_path_factory.mktemp("open") / "source")), whole]


def test_every_row_is_met(sites: list[Site]) -> None:
    seen: set[tuple[str, str]] = set()
    for about in descriptions(sites):
        for row in rows(str(about["@type"])):
            name, values = row["property"], listed(about.get(row["property"]))
            assert values or row["need"] == "recommended", (about["@id"], name)
            assert not (values and row["not given because"]), name
            for value in values:
                seen.add((row["class"], name))
                assert has_form(value, row["form"]), (about.get("@id"), name, value)
    assert seen == {(row["class"], row["property"]) for row in TABLE if not row["not given because"]}


def test_only_terms_of_schema_org(sites: list[Site]) -> None:
    used = {key for about in descriptions(sites) for key in about}
    assert {"temporalCoverage", "distribution"} <= used
    types = {str(about["@type"]) for about in descriptions(sites)}
    assert [key for key in used | types if not key.startswith("@") and key not in SDO] == []


def test_page_and_document_tell_the_same() -> None:
    site = reference()
    for node in site.addresses:
        if DATASET in site.graph.types(node) and SERIES not in site.graph.types(node):
            files = {file.suffix: file.data for file in page_files(site, node, "nb")}
            assert json.loads(Page(files["html"]).scripts[-1]) == json.loads(files["schema.jsonld"])


def descriptions(sites: list[Site]) -> Iterator[dict[str, Json]]:
    """Yield what is told of each thing in each language, and what is told of others within it."""
    for site in sites:
        for language in LANGUAGES:
            for node in site.addresses:
                about = described(site.reader(language), node, site.catalog)
                if about:
                    assert about["@context"] == "https://schema.org/"
                    yield from nested(about)


def nested(about: dict[str, Json]) -> Iterator[dict[str, Json]]:
    # A catalogue names its datasets, which are described on their own pages.
    yield about
    for key, value in about.items():
        for item in listed(value) if key != "dataset" else []:
            if isinstance(item, dict):
                yield from nested(item)


def rows(class_: str) -> list[dict[str, str]]:
    return [row for row in TABLE if row["class"] == class_]


def listed(value: Json) -> list[Json]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def has_form(value: Json, form: str) -> bool:
    if isinstance(value, dict):
        return value["@type"] == form
    return form in _FORMS and _FORMS[form].fullmatch(str(value)) is not None
