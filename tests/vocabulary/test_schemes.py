"""The code lists of vocab/schemes are whole, uniform, and fit the profile and the context."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

VOCAB = Path(__file__).parents[2] / "vocab"
FILES = sorted((VOCAB / "schemes").glob("*.ttl"))

SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
PUB = "https://w3id.org/dcat-publisher/terms#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
URI_SPACE = "http://rdfs.org/ns/void#uriSpace"

# Lists that no key of the context takes its values from; each file says why.
WITHOUT_KEY = {
    "corporate-body",
    "distribution-type",
    "fdk-provenance",
    "quality-dimension",
    "relationship-with-source-type",
}

# The vocabularies that DCAT-AP-NO 3.0 names: property, its classes, our list, the key in the source.
# A publisher and a taxonomy are named by IRI, hence no key.
PROFILE: list[tuple[str, str, str, str | None]] = [
    ("adms:status", "CatalogRecord DataService Distribution", "distribution-status", "status"),
    ("cv:currency", "Cost", "currency", "currency"),
    ("dcat:compressFormat", "Distribution", "file-type", "compressFormat"),
    ("dcat:mediaType", "Distribution", "media-type", "mediaType"),
    ("dcat:packageFormat", "Distribution", "file-type", "packageFormat"),
    ("dcat:theme", "DataService Dataset DatasetSeries", "data-theme", "theme"),
    ("dcat:theme", "DataService Dataset DatasetSeries", "los", "theme"),
    ("dcat:themeTaxonomy", "Catalog", "data-theme", None),
    ("dcat:themeTaxonomy", "Catalog", "los", None),
    ("dcatap:availability", "DataService Distribution", "planned-availability", "availability"),
    ("dct:accessRights", "DataService Dataset", "access-right", "accessRights"),
    ("dct:accrualPeriodicity", "Dataset DatasetSeries", "frequency", "accrualPeriodicity"),
    ("dct:format", "DataService Distribution", "file-type", "format"),
    ("dct:language", "Catalog CatalogRecord Dataset Distribution LegalResource", "language", "language"),
    ("dct:license", "Catalog DataService Distribution", "licence", "license"),
    ("dct:publisher", "Catalog DataService Dataset DatasetSeries", "corporate-body", None),
    ("dct:spatial", "Catalog Dataset DatasetSeries", "administrative-unit", "spatial"),
    ("dct:spatial", "Catalog Dataset DatasetSeries", "continent", "spatial"),
    ("dct:spatial", "Catalog Dataset DatasetSeries", "country", "spatial"),
    ("dct:spatial", "Catalog Dataset DatasetSeries", "geonames", "spatial"),
    ("dct:spatial", "Catalog Dataset DatasetSeries", "place", "spatial"),
    ("dct:type", "Agent", "publisher-type", "agentType"),
    ("dct:type", "Dataset", "dataset-type", "datasetType"),
    ("dct:type", "LegalResource", "legal-resource-type", "legalResourceType"),
    ("odrs:jurisdiction", "RightsStatement", "administrative-unit", "jurisdiction"),
    ("odrs:jurisdiction", "RightsStatement", "continent", "jurisdiction"),
    ("odrs:jurisdiction", "RightsStatement", "country", "jurisdiction"),
    ("prov:wasGeneratedBy", "Dataset", "provenance-activity-type", "wasGeneratedBy"),
    ("spdx:algorithm", "Checksum", "checksum-algorithm", "algorithm"),
]

EU = "http://publications.europa.eu/resource/authority/"
NORGE = "https://data.norge.no/vocabulary/"
# Members that catalogues use every day: list, IRI, a label.
MEMBERS = [
    ("access-right", EU + "access-right/RESTRICTED", '"betinget tilgang"@nb'),
    ("administrative-unit", "https://data.geonorge.no/administrativeEnheter/nasjon/id/173163", '"Norge"@nb'),
    ("checksum-algorithm", "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", '"SHA-256"@en'),
    ("continent", EU + "continent/EUROPE", '"Europa"@nb'),
    ("country", EU + "country/NOR", '"Noreg"@nn'),
    ("currency", EU + "currency/NOK", '"norske kroner"@nb'),
    ("data-theme", EU + "data-theme/HEAL", '"Helse"@nb'),
    ("distribution-status", EU + "distribution-status/COMPLETED", '"ferdigstilt"@nb'),
    ("file-type", EU + "file-type/CSV", '"CSV"@en'),
    ("frequency", EU + "frequency/ANNUAL", '"årleg"@nn'),
    ("language", EU + "language/NOB", '"Norsk Bokmål"@nb'),
    ("language", EU + "language/SME", '"nordsamisk"@nb'),
    ("legal-resource-type", NORGE + "legal-resource-type#act", '"lov"@nb'),
    ("licence", EU + "licence/NLOD_2_0", '"Norwegian Licence for Open Government Data (NLOD) 2.0"@en'),
    ("los", "https://psi.norge.no/los/tema/helse-og-omsorg", '"Helse og omsorg"@nb'),
    ("media-type", "https://www.iana.org/assignments/media-types/text/csv", '"text/csv"@en'),
    ("planned-availability", EU + "planned-availability/STABLE", '"stabil"@nb'),
    ("provenance-activity-type", NORGE + "provenance-activity-type#administrative-decision", '"vedtak"@nb'),
    ("publisher-type", "http://purl.org/adms/publishertype/NationalAuthority", '"Nasjonal myndighet"@nb'),
    ("role-type", NORGE + "role-type#data-provider", '"dataleverandør"@nb'),
]


@dataclass(frozen=True)
class CodeList:
    """The triples of one file: subject -> predicate -> values."""

    index: Mapping[str, Mapping[str, list[NamedNode | Literal]]]

    def values(self, subject: str, predicate: str) -> list[str]:
        """The values of one property, without language or datatype, in the file's order."""
        return [value.value for value in self.index[subject].get(predicate, [])]

    def about(self, predicate: str) -> list[str]:
        """The values of one property of the list as a whole, which is the node with a void:uriSpace."""
        (node,) = (subject for subject, known in self.index.items() if URI_SPACE in known)
        return self.values(node, predicate)

    def typed(self, name: str) -> list[str]:
        """The subjects of one SKOS class, in the file's order."""
        return [subject for subject in self.index if SKOS + name in self.values(subject, TYPE)]


@cache
def read(path: Path) -> CodeList:
    """Parse one Turtle file; it has no blank nodes."""
    index: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for quad in parse(path.read_bytes(), RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        index.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    return CodeList(index)


def named(name: str) -> CodeList:
    return read(VOCAB / "schemes" / f"{name}.ttl")


@cache
def code_keys() -> dict[str, str]:
    """The context's keys that take codes, each with the namespace that a bare code is put in."""
    context = json.loads((VOCAB / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    scoped = {key: term.get("@context", {}) for key, term in context.items() if isinstance(term, dict)}
    return {key: inner["@vocab"] for key, inner in scoped.items() if "@vocab" in inner}


every_list = pytest.mark.parametrize(
    "codes", [read(path) for path in FILES], ids=[path.stem for path in FILES]
)


@every_list
def test_a_list_tells_its_title_source_maker_date_and_namespace(codes: CodeList) -> None:
    assert SKOS + "ConceptScheme" in codes.about(TYPE)
    assert codes.about(SKOS + "prefLabel")
    assert codes.about(DCT + "creator")
    assert all(source.startswith("http") for source in codes.about(DCT + "source"))
    assert [len(codes.about(one)) for one in (DCT + "source", DCT + "issued", URI_SPACE)] == [1, 1, 1]
    assert re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", codes.about(DCT + "issued")[0])
    assert codes.about(PUB + "complete") in (["true"], ["false"])


@every_list
def test_a_list_of_no_members_is_not_called_complete(codes: CodeList) -> None:
    assert codes.typed("Concept") or codes.about(PUB + "complete") == ["false"]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_the_keys_of_a_list_take_codes_in_the_context(path: Path) -> None:
    keys = read(path).about(PUB + "key")
    assert (keys == []) == (path.stem in WITHOUT_KEY)
    assert keys == sorted(set(keys))
    assert set(keys) <= code_keys().keys()


def test_every_namespace_of_the_context_is_that_of_a_list() -> None:
    spaces = {space for path in FILES for space in read(path).about(URI_SPACE)}
    assert set(code_keys().values()) <= spaces
    for path in FILES:
        for key in read(path).about(PUB + "key"):
            lists = [codes for codes in map(read, FILES) if key in codes.about(PUB + "key")]
            assert code_keys()[key] in [codes.about(URI_SPACE)[0] for codes in lists], key


@every_list
def test_a_concept_has_one_code_one_scheme_and_a_label(codes: CodeList) -> None:
    schemes = set(codes.typed("ConceptScheme"))
    assert set(codes.index) == schemes | set(codes.typed("Concept"))
    for iri in codes.typed("Concept"):
        assert len(codes.values(iri, SKOS + "notation")) == 1, iri
        (scheme,) = codes.values(iri, SKOS + "inScheme")
        assert scheme in schemes, iri
        assert set(codes.values(iri, SKOS + "broader")) <= codes.index.keys(), iri


@every_list
def test_a_bare_code_after_the_namespace_is_the_iri(codes: CodeList) -> None:
    (space,) = codes.about(URI_SPACE)
    for iri in codes.typed("Concept"):
        assert [space + code for code in codes.values(iri, SKOS + "notation")] == [iri]


@every_list
def test_codes_are_sorted_and_stand_once(codes: CodeList) -> None:
    found = [codes.values(iri, SKOS + "notation")[0] for iri in codes.typed("Concept")]
    assert found == sorted(set(found))


@every_list
def test_labels_are_tagged_nb_nn_or_en_once_each(codes: CodeList) -> None:
    """Harvesters drop other tags, and let one of two labels of a language win by chance."""
    for iri, known in codes.index.items():
        labels = [label for label in known[SKOS + "prefLabel"] if isinstance(label, Literal)]
        tags = [label.language for label in labels]
        assert 0 < len(tags) == len(set(tags)), iri
        assert set(tags) <= {"nb", "nn", "en"}, iri
        assert all(label.value.strip("* ") == label.value != "" for label in labels), iri


def test_an_iri_is_described_in_one_file_only() -> None:
    described = [iri for path in FILES for iri in read(path).index]
    assert sorted(described) == sorted(set(described))


@pytest.mark.parametrize(("property_", "classes", "name", "key"), PROFILE)
def test_vocabularies_of_the_profile(property_: str, classes: str, name: str, key: str | None) -> None:
    keys = named(name).about(PUB + "key")
    assert key is None or key in keys, f"{property_} of {classes}"


@pytest.mark.parametrize(("name", "iri", "label"), MEMBERS)
def test_known_members(name: str, iri: str, label: str) -> None:
    assert label in map(str, named(name).index[iri][SKOS + "prefLabel"])


def test_access_rights_are_the_three_of_the_profile_and_three_more() -> None:
    codes = {iri.removeprefix(EU + "access-right/") for iri in named("access-right").typed("Concept")}
    assert codes == {"PUBLIC", "RESTRICTED", "NON_PUBLIC", "CONFIDENTIAL", "NORMAL", "SENSITIVE"}


def test_los_concepts_keep_their_own_scheme() -> None:
    los = named("los")
    for iri in los.typed("Concept"):
        kind = iri.removeprefix("https://psi.norge.no/los/").partition("/")[0]
        assert los.values(iri, SKOS + "inScheme") == [f"https://psi.norge.no/los/ontologi/{kind}"]


@pytest.mark.parametrize(
    ("name", "code", "labels"),
    [
        ("country", "SUN", "Sovjetunionen Sovjetunionen"),
        ("country", "EUR", "Den europeiske union;Den europeiske unionen"),
        ("country", "XSV", "Fiskevernsonen ved Svalbard;Fiskevernsona ved Svalbard"),
        ("continent", "ANTARCTICA", "Antarktika Antarktika"),
        ("place", "DEU_BER", "Berlin Berlin"),
        ("provenance-activity-type", "ai-creation", "KI-generering KI-generering"),
    ],
)
def test_labels_in_both_norwegian_languages(name: str, code: str, labels: str) -> None:
    codes = named(name)
    (space,) = codes.about(URI_SPACE)
    found = {label.language: label.value for label in codes.index[space + code][SKOS + "prefLabel"]}  # type: ignore[union-attr]
    bokmal, _, nynorsk = labels.partition(";" if ";" in labels else " ")
    assert (found["nb"], found["nn"]) == (bokmal, nynorsk)


@pytest.mark.parametrize("name", ["administrative-unit", "continent", "currency", "language", "los"])
def test_every_code_has_a_name_in_bokmal(name: str) -> None:
    codes = named(name)
    without = [
        iri
        for iri in codes.typed("Concept")
        if "nb"
        not in {
            label.language for label in codes.index[iri][SKOS + "prefLabel"] if isinstance(label, Literal)
        }
    ]
    # Currencies that are younger than CLDR 47, or no money.
    assert [iri for iri in without if iri.rpartition("/")[2] not in ["UYW", "VED", "XAD", "XCG", "ZWG"]] == []
