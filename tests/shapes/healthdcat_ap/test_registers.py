"""Two catalogues in HealthDCAT-AP: the made-up register, and the reference catalogue as its page has it."""

import json
import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Result, validate
from dcat_publisher.vocabulary.profile import profile_named
from tests.project import ROOT, vocabulary, walked
from tests.shapes.healthdcat_ap.published import VOCABULARY, published, write_reference_in_release_8
from tests.shapes.healthdcat_ap.test_official_sets import LEVELS, needs_official_sets, violations
from tests.source.yaml_ld import Reading
from tests.source.yaml_ld_vocabulary import Vocabulary as SecondVocabulary

EXAMPLES = ROOT / "docs" / "examples"
REGISTER = EXAMPLES / "health-register" / "source"
# What the publisher of the reference catalogue has to decide (docs/healthdcat-ap.md): rule -> findings.
UNDECIDED = {
    "Catalog-applicableLegislation-required": 1,
    "Dataset-hasStructuredData-required": 14,
    "Dataset-hdab-required": 14,
}


@cache
def register() -> Graph:
    return published(REGISTER)


def errors(graph: Graph) -> list[Result]:
    found = validate(graph, profile_named("healthdcat-ap").shapes)
    return [result for result in found if result.severity.endswith("#Violation>")]


def rule(result: Result) -> str:
    return result.source_shape[1:-1].rpartition("#")[2]


def test_the_register_has_no_error_and_nothing_of_our_own_is_published() -> None:
    assert errors(register()) == []
    terms = {term for triple in register() for term in triple if "dcat-publisher/terms#" in term}
    assert terms == set()


@needs_official_sets
@pytest.mark.parametrize("level", LEVELS)
def test_the_register_has_a_dataset_of_each_level_that_is_right_by_its_official_set(level: str) -> None:
    assert violations(register(), level) == []


def test_the_register_uses_every_key_of_the_profile() -> None:
    text = "".join(file.read_text("utf-8") for file in sorted(REGISTER.rglob("*.yaml")))
    spellings: dict[str, set[str]] = {}
    for key, definition in VOCABULARY.context.definitions.items():
        if key not in vocabulary().context.definitions:
            spellings.setdefault(definition.name, set()).add(key)
    unused = {name for name, keys in spellings.items() if not any(f"{key}:" in text for key in keys)}
    assert unused == {"hasTarget", "motivatedBy"}  # which the view adds


def test_the_reference_catalogue_lacks_what_its_publisher_has_to_decide(tmp_path: Path) -> None:
    write_reference_in_release_8(tmp_path)
    assert Counter(map(rule, errors(published(tmp_path)))) == UNDECIDED


def test_the_page_lists_what_is_to_be_decided() -> None:
    page = (ROOT / "docs" / "healthdcat-ap.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `([\w-]+-required)` \| (\d+) \|", page, re.MULTILINE))
    assert {rule: int(number) for rule, number in listed.items()} == UNDECIDED


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """A vocabulary of one folder that has the packaged one and that of the profile."""
    contexts = [json.loads((folder / "context.jsonld").read_text("utf-8")) for folder in VOCABULARY.folders]
    whole = {key: value for context in contexts for key, value in context["@context"].items()}
    (tmp_path / "context.jsonld").write_text(json.dumps({"@context": whole}), encoding="utf-8")
    terms = [(folder / "terms.ttl").read_text("utf-8") for folder in VOCABULARY.folders]
    (tmp_path / "terms.ttl").write_text("\n".join(terms), encoding="utf-8")
    for folder in VOCABULARY.folders:
        shutil.copytree(folder / "schemes", tmp_path / "schemes", dirs_exist_ok=True)
    return tmp_path


def without_lists(folder: Path) -> Path:
    """The register without its lists of variables: they are no YAML-LD, and the link is to what is made."""
    register = Path(shutil.copytree(REGISTER, folder / "register"))
    for file in register.rglob("*.yaml"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(("variables: ", "variabelliste: "))]
        file.write_text("".join(kept), "utf-8")
    return register


def test_a_json_ld_processor_reads_the_register_as_the_program_does(
    merged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.project.vocabulary", lambda: VOCABULARY)
    register = without_lists(merged)
    reading = Reading(register, SecondVocabulary(merged))
    graphs = {file: set(graph) for file, graph in walked(register).items()}
    for file, graph in graphs.items():
        # What nested records inherit is a setting of the program's, which the other does not read.
        inherited = {one for one in graph if "#" in one[0] and one[1].endswith("/applicableLegislation>")}
        assert graph - inherited == reading.triples(file), file.name
    assert sum(map(len, graphs.values())) > 300
