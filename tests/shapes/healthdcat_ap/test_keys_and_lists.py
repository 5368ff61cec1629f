"""Every property of Release 8 can be written in YAML, in English and in Norwegian; the lists are whole."""

import csv
import tomllib
from pathlib import Path

import pytest

from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import CodeLists, Vocabulary
from dcat_publisher.vocabulary.codes import CodeList
from dcat_publisher.vocabulary.profile import profile_named
from dcat_publisher.vocabulary.suggestions import fold
from tests.project import ROOT
from tests.shapes.healthdcat_ap.facts import TABLE, curie, rows

FOLDER = ROOT / "shapes" / "healthdcat-ap"
VOCABULARY = Vocabulary((packaged("vocab"), FOLDER))
PACKAGED = Vocabulary((packaged("vocab"),)).context
PACKAGED_SYNONYMS = Vocabulary((packaged("vocab"),)).synonyms
LISTS = list(CodeLists(tuple(sorted(FOLDER.glob("schemes/*.ttl")))))
# What the view puts where Release 8 has it: the property of the release -> the key that is written.
MOVED = {
    ("foaf:Agent (publisher)", "dct:type"): "healthAgentType",
    ("dcat:Dataset", "dct:conformsTo"): "healthStandard",
    ("dcat:Dataset", "dqv:hasQualityAnnotation"): "qualityCertificate",
    ("dcat:Dataset", "prov:wasGeneratedBy"): "healthActivity",
    ("dcat:Dataset", "dct:accessRights"): "ehdsAccessRights",
}
NOT_IN_RELEASE_8 = "healthdcatap:trustedDataHolder"


def test_every_property_of_the_table_has_a_key() -> None:
    known = {curie(definition.predicate) for definition in VOCABULARY.context.definitions.values()}
    assert {row["property"] for row in rows()} - known == {NOT_IN_RELEASE_8}
    assert {key for key in MOVED.values() if key not in VOCABULARY.context.definitions} == set()


def test_every_key_and_type_has_a_norwegian_name() -> None:
    whole = VOCABULARY.context
    ours = [(key, one) for key, one in whole.definitions.items() if key not in PACKAGED.definitions]
    english = {name for name, definition in ours if definition.name == name}
    norwegian = {definition.name for name, definition in ours if definition.name != name}
    assert english - norwegian == {"datatype"}  # which is Norwegian too
    types = [class_ for name, class_ in whole.types.items() if name not in PACKAGED.types]
    assert {class_ for class_ in types if types.count(class_) != 2} == set()


def test_a_list_is_taken_by_the_namespace_of_the_codes() -> None:
    """No list needs a copy for a key of a profile: the context says whose codes they are."""
    for key, name in (("hoursFrequency", "frequency"), ("ehdsAccessRights", "access-right")):
        assert [entry.name for entry in VOCABULARY.codes.of_key(key)] == [name]
    assert VOCABULARY.codes.of_key("title") == []


@pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.name)
def test_a_list_tells_where_it_is_from_and_calls_each_code_in_three_languages(codes: CodeList) -> None:
    assert codes.issued >= "2026-09-18"
    for code in codes.codes.values():
        assert code.iri == codes.space + code.notation
        assert set(code.labels) == {"nb", "nn", "en"}, code
        assert all(label == label.strip() != "" for label in code.labels.values())
    assert list(codes.by_notation) == sorted(codes.by_notation)
    assert [key for key in codes.keys if VOCABULARY.context.definitions[key].code_space != codes.space] == []


def test_the_lists_have_as_many_codes_as_those_of_the_release() -> None:
    whole = {entry.name: len(entry.codes) for entry in LISTS if entry.complete}
    assert whole == {
        "coding-system": 32, "ehds-publisher-type": 36, "health-activity": 34, "health-theme": 20,
        "healthcategories": 17,
    }  # fmt: skip


def test_rules_that_are_switched_off_are_not_told() -> None:
    book = RuleBook(profile_named("healthdcat-ap"))
    assert book.get("Dataset-theme-recommended") is None
    stricter = book.get("Dataset-keyword-recommended")
    assert stricter is not None
    assert (stricter.shape or "").startswith("<https://w3id.org/dcat-publisher/shapes/healthdcat-ap#")
    assert RuleBook(profile_named("dcat-ap")).get("Dataset-theme-recommended") is not None


def test_the_facts_are_198_rows() -> None:
    with Path(TABLE).open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 198


def test_a_synonym_is_of_a_key_or_type_of_the_profile_and_no_key_itself() -> None:
    table = tomllib.loads((FOLDER / "synonyms.toml").read_text("utf-8"))
    context = VOCABULARY.context
    assert set(table["types"]) <= context.types.keys()
    assert set(table["keys"]["any"]) <= context.definitions.keys()
    folded = {fold(key) for key in context.definitions}
    meant: dict[str, set[str]] = {}
    for key, languages in table["keys"]["any"].items():
        assert set(languages) == {"nb", "nn", "en"}
        for text in languages.values():
            for word in map(str.strip, text.split(",")):
                meant.setdefault(fold(word), set()).add(key)
    assert {word: keys for word, keys in meant.items() if len(keys) > 1} == {}
    assert meant.keys() & folded == set()
    assert [word for word in meant if PACKAGED_SYNONYMS.keys_for(word, ["Dataset"])] == []
