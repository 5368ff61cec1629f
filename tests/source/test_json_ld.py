"""The source is YAML-LD: a JSON-LD processor with the published context gives the graph of the program."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import datatype, iri, lexical
from dcat_publisher.rdf.formats import to_jsonld
from tests.examples import examples
from tests.project import SOURCE, Triple, rdflib_triples, read_only, vocabulary, walked
from tests.rules.test_cases import CASES, cases, lay_out, name
from tests.source.generated import VOCABULARY, records
from tests.source.yaml_ld import Reading, double, triples_of
from tests.source.yaml_ld_vocabulary import CodeList, Node


def by_value(triple: Triple) -> Triple:
    """The triple with a double written as the second reading writes it."""
    is_double = datatype(triple[2]) == XSD + "double"
    return (*triple[:2], double(lexical(triple[2]))) if is_double else triple


def differences(source: Path) -> dict[str, tuple[set[Triple], set[Triple]]]:
    """File -> the triples that only the program gives, and those that only the second reading gives."""
    reading = Reading(source, VOCABULARY)
    found = {}
    for file, graph in walked(source).items():
        ours, theirs = set(map(by_value, graph)), reading.triples(file)
        if ours != theirs:
            found[file.name] = (ours - theirs, theirs - ours)
    return found


def test_the_reference_source() -> None:
    assert len(walked(SOURCE)) == len(list(SOURCE.rglob("*.yaml")))
    assert differences(SOURCE) == {}


@pytest.mark.parametrize("case", cases("good"), ids=name)
def test_good_cases(case: Path, tmp_path: Path) -> None:
    assert differences(lay_out(case, tmp_path)) == {}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(CASES / "_base", tmp_path_factory.mktemp("generated") / "source"))


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@given(record=records())
def test_generated_records(catalogue: Path, record: Node) -> None:
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False)
    (catalogue / "datasets" / "case.yaml").write_text(text, "utf-8")
    assert differences(catalogue) == {}, text


OF_KEYS = [(key, entry) for entry in VOCABULARY.lists if entry.codes for key in entry.keys]


@pytest.mark.parametrize(("key", "entry"), OF_KEYS, ids=[f"{key}-{entry.space}" for key, entry in OF_KEYS])
def test_every_code_of_every_list(catalogue: Path, key: str, entry: CodeList) -> None:
    """A bare code means its concept: to the program always, to a processor where the list is at home."""
    node: Node = {"type": "Dataset", key: list(entry.codes)}
    (catalogue / "datasets" / "case.yaml").write_text(yaml.safe_dump(node, allow_unicode=True), "utf-8")
    graph = walked(catalogue)[catalogue / "datasets" / "case.yaml"]
    property_ = iri(VOCABULARY.property(key)[1])
    subject = iri("https://data.example.no/datasets/case")
    assert graph.objects(subject, property_) == [iri(concept) for concept in entry.codes.values()]
    if VOCABULARY.lists_of(key)[0] is entry:
        published = triples_of({"@id": "#this", **node}, "https://example.org/", VOCABULARY.context)
        concepts = {value for _, predicate, value in published if predicate == property_}
        assert concepts == {iri(concept) for concept in entry.codes.values()}


@pytest.mark.parametrize("key", sorted({key for key, _ in OF_KEYS}))
def test_the_code_list_of_a_key_is_the_one_that_its_context_completes(key: str) -> None:
    scoped = VOCABULARY.definition(key)["@context"]
    assert isinstance(scoped, dict)
    assert VOCABULARY.lists_of(key)[0].space == scoped["@vocab"]


def read_back(document: str) -> dict[str, set[Triple]]:
    """The triples of a served document as three JSON-LD processors read it."""
    quads = parse(document, format=RdfFormat.JSON_LD)
    return {
        "PyLD": triples_of(json.loads(document), "https://example.org/"),
        "pyoxigraph": {by_value((str(q.subject), str(q.predicate), str(q.object))) for q in quads},
        "rdflib": set(map(by_value, rdflib_triples(document, "json-ld"))),
    }


def test_the_served_document_is_the_graph() -> None:
    graph = read_only(SOURCE).graph
    document = to_jsonld(graph, vocabulary().context)
    expected = set(map(by_value, graph))
    for processor, triples in read_back(document).items():
        assert triples == expected, processor


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(record=records())
def test_served_documents_of_generated_records(catalogue: Path, record: Node) -> None:
    (catalogue / "datasets" / "case.yaml").write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    graph = read_only(catalogue).graph
    document = to_jsonld(graph, vocabulary().context)
    expected = set(map(by_value, graph))
    for processor, triples in read_back(document).items():
        assert triples == expected, processor


FORMS = {
    "a text without a language": "title: {'@none': T, nb: U}",
    "several texts without a language": "keyword: {'@none': [a, b], en: c}",
    "a text with its datatype": "dct:title: {'@value': T, '@type': xsd:token}",
    "a nested node of no class": "relation: {type: [], title: T}",
    "a nested node of no class under a key that has one": "publisher: {type: [], name: N}",
    "a list": "relation: {'@list': [https://x.example/a, {type: [], title: T}, https://x.example/a]}",
    "an empty list": "relation: {'@list': []}",
    "a list of values": "dct:relation: {'@list': [{'@value': a}, {id: https://x.example/a}]}",
}
"""What `import` writes where no shorter form says the same."""


@pytest.mark.parametrize("form", FORMS)
def test_the_long_forms_of_an_import(form: str, catalogue: Path) -> None:
    file = catalogue / "datasets" / "case.yaml"
    file.write_text(f"type: Dataset\n{FORMS[form]}\n", "utf-8")
    ours = set(map(by_value, walked(catalogue)[file]))
    theirs = Reading(catalogue, VOCABULARY).triples(file)
    assert canonical(ours) == canonical(theirs)
    assert len(ours) > 1


def canonical(triples: set[Triple]) -> set[str]:
    """Triples as N-Quads with canonical labels: the cells of lists have no names (RDFC-1.0)."""
    text = "".join(f"{' '.join(triple)} .\n" for triple in triples)
    dataset = Dataset(parse(text, format=RdfFormat.N_TRIPLES))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(map(str, dataset))
