"""The view: what HealthDCAT-AP publishes of what the source says, beside what DCAT-AP-NO publishes of it."""

from typing import NamedTuple

import pytest
from pyoxigraph import QueryTriples, RdfFormat, Store, Triple, parse

from tests.project import ROOT

QUERY = (ROOT / "shapes" / "healthdcat-ap" / "view.rq").read_text("utf-8")
PREFIXES = """\
@base <https://example.org/> .
@prefix access: <http://publications.europa.eu/resource/authority/access-right/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dqv: <http://www.w3.org/ns/dqv#> .
@prefix file: <http://publications.europa.eu/resource/authority/file-type/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix health: <http://healthdataportal.eu/ns/health#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix pub: <https://w3id.org/dcat-publisher/terms#> .
@prefix standard: <https://hdeu-dcat.data.health.europa.eu/resource/authority/standard/> .
@prefix theme: <http://publications.europa.eu/resource/authority/data-theme/> .
@prefix type: <https://hdeu-dcat.data.health.europa.eu/resource/authority/publisher-type/> .
"""


class Case(NamedTuple):
    """What the source says, and what is published of it; what stands in both is published as it is."""

    said: str
    published: str


# The name of the case -> said, published.
CASES = {
    "a level of its own under EHDS": Case(
        "<d> a dcat:Dataset ; dct:accessRights access:RESTRICTED ; pub:ehdsAccessRights access:NON_PUBLIC .",
        "<d> a dcat:Dataset ; dct:accessRights access:NON_PUBLIC .",
    ),
    "the same level as in Norway": Case(
        "<d> a dcat:Dataset ; dct:accessRights access:RESTRICTED .",
        "<d> a dcat:Dataset ; dct:accessRights access:RESTRICTED .",
    ),
    "the access body of the catalogue": Case(
        "<c> a dcat:Catalog ; health:hdab <h> . <d> a dcat:Dataset . <e> a dcat:Dataset ; health:hdab <o> .",
        "<c> a dcat:Catalog . <d> a dcat:Dataset ; health:hdab <h> . <e> a dcat:Dataset ; health:hdab <o> .",
    ),
    "a coordinator of the catalogue beside an access body of the dataset": Case(
        "<c> a dcat:Catalog ; health:hdabCoordinator <k> . <d> a dcat:Dataset ; health:hdab <h> .",
        "<c> a dcat:Catalog . <d> a dcat:Dataset ; health:hdab <h> ; health:hdabCoordinator <k> .",
    ),
    "no access body is invented": Case(
        "<c> a dcat:Catalog ; dct:publisher <p> . <d> a dcat:Dataset .",
        "<c> a dcat:Catalog ; dct:publisher <p> . <d> a dcat:Dataset .",
    ),
    "an information model goes to the distributions": Case(
        "<d> a dcat:Dataset ; dct:conformsTo <m> ; dcat:distribution <x>, <y> . <m> a dct:Standard .",
        "<d> a dcat:Dataset ; dcat:distribution <x>, <y> . <m> a dct:Standard . <x> dct:conformsTo <m> ."
        "<y> dct:conformsTo <m> .",
    ),
    "standards of EHDS stay, and come from their key": Case(
        "<d> a dcat:Dataset ; dct:conformsTo standard:DICOM ; pub:healthStandard standard:FHIR .",
        "<d> a dcat:Dataset ; dct:conformsTo standard:DICOM, standard:FHIR .",
    ),
    "what other things conform to stays": Case(
        "<s> a dcat:DataService ; dct:conformsTo <m> . <x> a dcat:Distribution ; dct:conformsTo <m> .",
        "<s> a dcat:DataService ; dct:conformsTo <m> . <x> a dcat:Distribution ; dct:conformsTo <m> .",
    ),
    "themes of Los": Case(
        "<d> a dcat:Dataset ; dcat:theme theme:HEAL, <los> . <s> a dcat:DataService ; dcat:theme <los> .",
        "<d> a dcat:Dataset ; dcat:theme theme:HEAL . <s> a dcat:DataService ; dcat:theme <los> .",
    ),
    "the type of an agent": Case(
        "<a> a foaf:Agent ; dct:type <adms> ; pub:healthAgentType type:university .",
        "<a> a foaf:Agent ; dct:type type:university .",
    ),
    "the type of what is no agent": Case(
        "<d> a dcat:Dataset ; dct:type <statistics> .", "<d> a dcat:Dataset ; dct:type <statistics> ."
    ),
    "one note about an agent, in English": Case(
        '<a> a foaf:Agent ; dct:description "på norsk"@nb, "in English"@en .',
        '<a> a foaf:Agent ; dct:description "in English"@en .',
    ),
    "a note that is in Norwegian only": Case(
        '<a> a foaf:Agent ; dct:description "på norsk"@nb .',
        '<a> a foaf:Agent ; dct:description "på norsk"@nb .',
    ),
    "descriptions of other things": Case(
        '<d> a dcat:Dataset ; dct:description "på norsk"@nb, "in English"@en .',
        '<d> a dcat:Dataset ; dct:description "på norsk"@nb, "in English"@en .',
    ),
    "a certificate": Case(
        "<d> a dcat:Dataset ; pub:qualityCertificate <q> . <q> a dqv:QualityCertificate ; oa:hasBody <b> .",
        "<d> a dcat:Dataset ; dqv:hasQualityAnnotation <q> . <q> a dqv:QualityCertificate ; oa:hasBody <b> ;"
        "oa:hasTarget <d> ; oa:motivatedBy dqv:qualityAssessment .",
    ),
    "a quality annotation that is no certificate": Case(
        "<d> a dcat:Dataset ; dqv:hasQualityAnnotation <q> . <q> a dqv:QualityAnnotation .",
        "<d> a dcat:Dataset . <q> a dqv:QualityAnnotation .",
    ),
    "an activity": Case(
        "<d> a dcat:Dataset ; prov:wasGeneratedBy <n> ; pub:healthActivity <a> .",
        "<d> a dcat:Dataset ; prov:wasGeneratedBy <n>, <a> .",
    ),
    "media types of packages": Case(
        "<x> dcat:packageFormat file:ZIP ; dcat:compressFormat file:GZIP . <y> dcat:packageFormat file:TAR .",
        "<x> dcat:packageFormat <https://www.iana.org/assignments/media-types/application/zip> ;"
        "dcat:compressFormat <https://www.iana.org/assignments/media-types/application/gzip> ."
        "<y> dcat:packageFormat file:TAR .",
    ),
}  # fmt: skip


def triples(turtle: str) -> set[Triple]:
    return {quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)}


@pytest.mark.parametrize("name", CASES)
def test_what_is_published(name: str) -> None:
    store = Store()
    store.load(PREFIXES + CASES[name].said, format=RdfFormat.TURTLE)
    answer = store.query(QUERY)
    assert isinstance(answer, QueryTriples)
    assert set(answer) == triples(CASES[name].published)


def test_every_term_of_our_own_is_put_somewhere() -> None:
    """What is written for Release 8 alone has a property there, and the view says which."""
    context = (ROOT / "shapes" / "healthdcat-ap" / "context.jsonld").read_text("utf-8")
    terms = {word.partition('"')[0] for word in context.split('"pub:')[1:]} - {""}
    assert len(terms) == 5
    assert {term for term in terms if f"pub:{term}" not in QUERY} == set()
