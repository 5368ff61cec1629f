"""What a person will see, held against the portal's own older parser: the reference catalogue, and wrecks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcat_publisher.insight.harvest.portal import portal_json
from dcat_publisher.insight.harvest.reader import Reader
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import DATASET, TITLE
from dcat_publisher.model.namespaces import term
from dcat_publisher.model.terms import TYPE, iri_value
from tests.examples import examples
from tests.insight.harvest.old_parser import in_any_order, parsed
from tests.insight.harvest.rehearsing import CATALOGUES, SOURCE, rehearsed

FIELDS = (
    "uri", "title", "description", "publisher", "identifier", "issued", "modified", "landingPage", "page",
    "keyword",
    "contactPoint", "themeUris", "theme", "losTheme", "eurovocThemes", "accessRights", "accrualPeriodicity",
    "provenance", "dctType", "language", "spatial", "references", "conformsTo", "subject", "temporal",
    "distribution", "sample", "qualifiedAttributions", "inSeries", "prev", "legalBasisForProcessing",
    "legalBasisForRestriction", "legalBasisForAccess",
)  # fmt: skip


def _same(graph: Graph, subject: str) -> None:
    ours, theirs = portal_json(Reader(graph, old=True), subject), parsed(graph, subject)
    for name in FIELDS:
        assert in_any_order(ours[name]) == in_any_order(theirs[name]), name


@pytest.fixture(scope="module")
def reference() -> Rehearsal:
    return rehearsed(SOURCE)


def test_the_older_parser_reads_the_reference_catalogue_as_rehearsed(reference: Rehearsal) -> None:
    for subject, part in reference.split.datasets.items():
        _same(part.graph, subject)


def test_the_older_parser_reads_all_that_a_visitor_needs(reference: Rehearsal) -> None:
    assert len(reference.split.datasets) == 15
    for subject, part in reference.split.datasets.items():
        found = parsed(part.graph, subject)
        series = subject.endswith("/series/npr>")
        assert found["title"]["nb"]
        assert found["description"]["nb"]
        assert found["publisher"]["name"] == "Helsedirektoratet"
        assert found["publisher"]["id"] == "983544622"
        assert found["contactPoint"][0]["email"] == "helseregistre@helsedir.no"
        assert found["theme"][0]["code"] == "HEAL"
        assert found["losTheme"]
        assert {entry["uri"].rpartition("/")[2] for entry in found["spatial"]} == {"NOR", "173163"}
        assert found["accessRights"]["uri"].rpartition("/")[2] == "RESTRICTED"
        assert {"nb", "en"} == {language for word in found["keyword"] for language in word}
        if not series:
            assert found["identifier"]
            assert found["distribution"][0]["accessURL"]


def test_the_older_parser_reads_every_period(reference: Rehearsal) -> None:
    """It drops a bare year (H313), so the catalogue has whole dates."""
    periods = [
        (subject.rpartition("/")[2].rstrip(">"), period["startDate"], period["endDate"])
        for subject, part in reference.split.datasets.items()
        for period in parsed(part.graph, subject)["temporal"] or ()
    ]
    assert len(periods) == 10
    assert all(start is not None for _, start, _ in periods)
    assert ("npr", "1997-01-01", None) in periods
    assert {("npr-rehab", "2006-01-01", "2013-12-31"), ("npr-rehab", "2014-01-01", None)} <= set(periods)
    assert [fault.code for fault in reference.faults if fault.code == "H313"] == []


def test_the_newer_parser_shows_the_law(reference: Rehearsal) -> None:
    """The older knows no dcatap:applicableLegislation (H316 says so); the newer reads title and address."""
    for subject, part in reference.split.datasets.items():
        laws: Any = portal_json(Reader(part.graph), subject)["applicableLegislation"]
        assert laws
        assert all(law["title"]["nb"] and law["uri"].startswith("https://lovdata.no/eli/") for law in laws)


@pytest.mark.parametrize("file", sorted(CATALOGUES.iterdir()), ids=lambda file: file.name)
def test_the_older_parser_agrees_on_broken_catalogues(file: Path) -> None:
    rehearsal = rehearsed(file)
    for subject, part in rehearsal.split.datasets.items() if rehearsal.accepted else ():
        counts = [len(part.graph.objects(subject, term(name))) for name in ("dct:publisher", "dct:temporal")]
        merged = any(found[1] for found in part.merged)
        unwritable = any(fault.code in ("H108", "H114") for fault in rehearsal.faults)
        if max(counts) <= 1 and not merged and not unwritable:  # of several it takes any one
            _same(part.graph, subject)


_SUBJECT = "<https://data.example.no/a>"
_NODES = st.sampled_from(["<https://data.example.no/n1>", "<https://data.example.no/n2>",
"<mailto:post@example.no>",
                          "<http://publications.europa.eu/resource/authority/data-theme/HEAL>",
                          "<https://psi.norge.no/los/tema/helse>",
                          "<https://data.example.no/a/.well-known/skolem/1>"])  # fmt: skip
_TEXTS = st.sampled_from(
    ['"x"@nb', '"y"@en', '"z"@se', '"<b>x</b> &amp; y"@nb', '"plain"', '"mailto:a@b.no"', '"tel:1"']
)
_DATES = st.sampled_from([
    '"2024-05-17"^^<http://www.w3.org/2001/XMLSchema#date>', '"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>',
    '"2024-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', '"2024-05-17"', '"2020-13-45"',
    '"2024-05-17T10:00:00+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
])  # fmt: skip
_ONE = (
    "dct:publisher",
    "dct:accessRights",
    "dct:accrualPeriodicity",
    "dct:provenance",
    "dct:type",
    "dcat:inSeries",
)
_MANY = ("dcat:contactPoint", "dcat:theme", "dct:language", "dct:spatial", "dct:subject", "dct:temporal",
         "dcat:distribution", "adms:sample", "dct:relation", "dct:conformsTo", "prov:qualifiedAttribution",
         "dcat:landingPage", "foaf:page")  # fmt: skip
_INNER = ("vcard:fn", "vcard:hasEmail", "vcard:hasTelephone", "vcard:hasURL", "foaf:name", "rov:legalName",
"dct:identifier",
          "dct:description", "dcat:accessURL", "skos:prefLabel", "rdfs:label", "dcat:hadRole")  # fmt: skip


@st.composite
def _graphs(draw: st.DrawFn) -> Graph:
    graph = Graph([(_SUBJECT, TYPE, DATASET), (_SUBJECT, TITLE, draw(_TEXTS))])
    for name in draw(st.lists(st.sampled_from(_ONE), unique=True)):
        graph.add(_SUBJECT, term(name), draw(_NODES))
    for name in draw(st.lists(st.sampled_from(_MANY), max_size=6)):
        graph.add(_SUBJECT, term(name), draw(_NODES))
    for name in draw(st.lists(st.sampled_from(["dct:issued", "dct:modified"]), unique=True)):
        graph.add(_SUBJECT, term(name), draw(_DATES))
    for node in ("<https://data.example.no/n1>", "<https://data.example.no/n2>"):
        for name in draw(st.lists(st.sampled_from(_INNER), unique=True, max_size=5)):
            graph.add(node, term(name), draw(_TEXTS | _NODES if name in _INNER[1:4] else _TEXTS))
        for name in draw(st.lists(st.sampled_from(["dcat:startDate", "dcat:endDate"]), unique=True)):
            graph.add(node, term(name), draw(_DATES))
        if draw(st.booleans()):
            graph.add(node, term("prov:agent"), draw(_NODES))
    return graph


@settings(max_examples=examples(200))
@given(_graphs())
def test_the_older_parser_agrees_on_random_datasets(graph: Graph) -> None:
    _same(graph, _SUBJECT)


def test_a_literal_among_references_loses_the_property_in_the_newer_parser_only() -> None:
    rehearsal = rehearsed(CATALOGUES / "literal-among-themes.ttl")
    subject, part = next(iter(rehearsal.split.datasets.items()))
    assert portal_json(Reader(part.graph), subject)["themeUris"] is None
    assert portal_json(Reader(part.graph, old=True), subject)["themeUris"]
    assert iri_value(subject) == "https://data.example.no/a"
