"""What is said to owners of RDF: of properties and classes, and of no key, file or code of a source."""

import re
from pathlib import Path

import pytest

from dcat_publisher.checking.rdf_examples import ExampleWriter, example_words
from dcat_publisher.checking.rdf_help import with_rdf_help
from dcat_publisher.checking.validate_rdf import validate
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import SH
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import lexical
from dcat_publisher.rdf.node_names import NodeNames
from dcat_publisher.rdf.read import read_rdf
from dcat_publisher.rules.examples import example_in, split
from dcat_publisher.vocabulary import vocabulary_of
from dcat_publisher.vocabulary.profile import profile_named

NAMES = NodeNames(Graph())
PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix ex: <http://example.org/> .
"""
# A key of a source, with what it would take; `ex:p "…"`, `[ … ]` and addresses are RDF.
YAML = re.compile(r"`\w+: |\.yaml|\bYAML\b|\bkey\b|\bnøkkelen\b|folder|mappen")
NORWAYS = re.compile(r"/NOR\b|\bNOR\b|[Ll]ovdata|\bLos\b|psi\.norge|geonorge")


def findings(folder: Path, text: str, profile: str = "dcat-ap-no") -> list[Finding]:
    """The findings of a text in Turtle."""
    file = folder / "data.ttl"
    file.write_text(PREFIXES + text, "utf-8")
    return validate(file, profile=profile).findings


def of_each_rule(profile: str) -> list[Finding]:
    """A finding of each rule of a profile, as its shape words it."""
    graph: Graph = profile_named(profile).graph
    return [
        Finding(
            shape.rpartition("#")[2][:-1], Severity.ERROR, Place("x.ttl"),
            {message.rpartition("@")[2]: lexical(message) for message in said[SH.message]},
            shape=shape, component=SH.MinCountConstraintComponent,
        )
        for shape, said in graph.index.items()
        if SH.message in said
    ]  # fmt: skip


def told(profile: str) -> list[Finding]:
    return list(with_rdf_help(of_each_rule(profile), NAMES, profile_named(profile).folders))


@pytest.mark.parametrize("profile", ["dcat-ap-no", "dcat-ap", "healthdcat-ap"])
def test_no_help_for_rdf_speaks_of_a_source(profile: str) -> None:
    found = told(profile)
    assert len(found) > 150
    for finding in found:
        for text in (*finding.message.values(), *(finding.help or {}).values()):
            assert YAML.search(text) is None, (finding.code, text)
            assert profile == "dcat-ap-no" or NORWAYS.search(text) is None, (finding.code, text)
    assert sum(finding.help is not None for finding in found) > 0.95 * len(found)


@pytest.mark.parametrize("profile", ["dcat-ap", "healthdcat-ap"])
def test_examples_beside_norways_profile_are_english(profile: str) -> None:
    found = [finding for finding in told(profile) if "dcat-ap-no#" not in (finding.shape or "")]
    assert len(found) > 150
    for finding in found:
        text = (finding.help or {}).get("nb", "")
        assert not re.search(r"@nb|@nn|example\.no|[æøå]", "".join(re.findall("`[^`]*`", text))), text


def test_each_example_text_has_an_english_one() -> None:
    """What is the same in both languages has no row."""
    same = {"DCAT-AP 3.0.1", "HL7 FHIR", "OpenAPI 3.1", "Reviewed every quarter."}
    typed = ExampleWriter(vocabulary_of((), profile_named("healthdcat-ap").folders), NAMES, in_english=False)
    texts = {
        text
        for name in ("dcat-ap", "healthdcat-ap")
        for finding in of_each_rule(name)
        for example in [example_in(split(finding.message["en"])[1])]
        if example is not None and typed.vocabulary.context.definition(example[0]) is not None
        for value in typed.values(*example)
        for text in re.findall(r'"([^"]*)"@', value)
    }
    assert len(texts) > 25
    assert texts - same <= example_words()["texts"].keys()


def test_addresses_of_examples_are_no_names_of_properties() -> None:
    for finding in (*told("dcat-ap"), *told("dcat-ap-no"), *told("healthdcat-ap")):
        for address in re.findall("<https://data.example.org/([^>]*)>", (finding.help or {}).get("en", "")):
            assert address in {*example_words()["places"].values(), "catalog", "record/1"}, finding.help


@pytest.mark.parametrize("profile", ["dcat-ap-no", "dcat-ap", "healthdcat-ap"])
def test_the_examples_are_turtle(profile: str, tmp_path: Path) -> None:
    """Each example can be put behind a subject, and is read."""
    used = set()
    for number, finding in enumerate(told(profile)):
        for line in re.findall(r"`((?:\w+:\w+|<[^>`]*>) [^`]+)`", (finding.help or {}).get("en", "")):
            used.add((number, line))
    names = "".join(
        f"@prefix {prefix}: <http://example.org/{prefix}#> .\n"
        for prefix in sorted({prefix for _, line in used for prefix in re.findall(r"\b([a-z]\w*):\w", line)})
        if prefix not in ("http", "https", "mailto", "tel", "urn")
    )
    file = tmp_path / "examples.ttl"
    file.write_text(names + "".join(f"<http://example.org/{n}> {line} .\n" for n, line in used), "utf-8")
    assert len(used) > 100
    assert len(read_rdf(file)) >= len(used)


@pytest.mark.parametrize(
    ("value", "said", "unsaid"),
    [
        ('"Etaten"', "What stands there is a text", "a blank node"),
        ("[ a foaf:Agent ]", "What stands there is a node without an address", "not text"),
    ],
)
def test_a_value_of_the_wrong_kind_is_called_what_it_is(
    value: str, said: str, unsaid: str, tmp_path: Path
) -> None:
    found = findings(tmp_path, f"ex:d a dcat:Dataset ; dct:publisher {value} .")
    (message,) = [one.message["en"] for one in found if one.code == "Dataset-publisher-kind"]
    assert said in message
    assert unsaid not in message


@pytest.mark.parametrize("holder", ["a dcat:Dataset", "a dcat:DataService", "a dcat:Distribution"])
def test_a_standard_that_is_described_in_place_is_no_error(holder: str, tmp_path: Path) -> None:
    text = f'ex:d {holder} ; dct:conformsTo [ a dct:Standard ; dct:title "S"@nb ] .'
    about = [one for one in findings(tmp_path, text) if one.path == "<http://purl.org/dc/terms/conformsTo>"]
    assert {one.severity for one in about} <= {Severity.WARNING}
    assert not any("not text" in one.message["en"] for one in about)


AGENT = 'ex:a a foaf:Agent ; foaf:name "Ville"@fr ; dct:identifier "217500016" .'


def test_a_number_of_another_register_is_no_fault_of_ours(tmp_path: Path) -> None:
    """Nine digits are also a French SIREN: Norway's profile alone asks for Norway's control digit."""
    assert "T601" in {one.code for one in findings(tmp_path, AGENT)}
    assert "T601" not in {one.code for one in findings(tmp_path, AGENT, "dcat-ap")}
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> . <x:S> a sh:NodeShape .", "utf-8")
    assert validate(tmp_path / "data.ttl", shapes=[shapes]).findings == []


def test_messages_of_shapes_have_their_blanks_filled(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        ex:S a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:maxLength 3 ;
            sh:message "{?this} {$value} {?path} {$maxLength} {?nothing}"@en .
        ex:T a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:maxCount 1 ;
            sh:message "too many: {$value}" .""",
        "utf-8",
    )
    data = tmp_path / "data.ttl"
    data.write_text('<http://e/a> <http://example.org/p> "long", "abc" .', "utf-8")
    first, second = sorted(one.message["en"] for one in validate(data, shapes=[shapes]).findings)
    assert first == "http://e/a long http://example.org/p 3 {?nothing}"
    assert second == "too many: long, abc"


def test_a_shape_without_a_name_is_told_by_what_it_says(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        ex:S a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:path ex:p ;
            sh:node [ sh:property [ sh:path ex:code ; sh:minCount 1 ] ] .""",
        "utf-8",
    )
    data = tmp_path / "data.ttl"
    data.write_text("<http://e/a> <http://example.org/p> [] .", "utf-8")
    (found,) = validate(data, shapes=[shapes]).findings
    for text in found.message.values():
        assert "[ sh:property [ sh:path http://example.org/code ; sh:minCount" in text
        assert "http://example.org/code: " in text  # why it does not conform
        assert "_:" not in text


def test_help_has_the_prefixes_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    file.write_text(
        "@prefix d: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "<http://e/a> a d:Dataset ; dcterms:issued <x:y> ."
    )
    helps = [(one.help or {}).get("en", "") for one in validate(file).findings]
    assert any("`dcterms:publisher <" in text for text in helps)
    assert any("`d:distribution [ a d:Distribution" in text for text in helps)
    assert not any(re.search(r"`(?:dct|dcat):", text) for text in helps)


def test_a_keyword_is_no_property(tmp_path: Path) -> None:
    found = findings(tmp_path, "ex:l a dct:LicenseDocument .", "dcat-ap")
    (advice,) = [one.help for one in found if one.code == "LicenseDocument-type-recommended"]
    assert advice is not None
    assert advice["en"] == "Write, for example, `dct:type <http://purl.org/adms/licencetype/Attribution>`."


@pytest.mark.parametrize(
    ("value", "shown"),
    [('"5120"^^xsd:decimal', "xsd:decimal"), ('"5120"', "xsd:string"), ('"5"@en', "rdf:langString")],
)
def test_a_value_of_the_wrong_datatype_is_told_its_own(value: str, shown: str, tmp_path: Path) -> None:
    """`5120` looks like a whole number, whatever its datatype is."""
    prefix = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    text = f"{prefix} ex:x a dcat:Distribution ; dcat:byteSize {value} ."
    found = findings(tmp_path, text, "dcat-ap")
    (message,) = [one.message["en"] for one in found if one.code == "Distribution-byteSize-datatype"]
    assert message.endswith(f"What stands there has the datatype `{shown}`.")


def test_a_value_that_its_own_datatype_does_not_have_is_told_so(tmp_path: Path) -> None:
    prefix = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    text = f'{prefix} ex:x a dcat:Dataset ; dct:issued "yesterday"^^xsd:date .'
    found = findings(tmp_path, text, "dcat-ap")
    (message,) = [one.message["en"] for one in found if one.code == "Dataset-issued-datatype"]
    assert message.endswith("What stands there is no valid value of the datatype `xsd:date`.")
