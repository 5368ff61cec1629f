"""The reference catalogue meets DCAT-AP-NO 3, DCAT-AP 3 and, as far as these allow, DCAT-AP-NO 2.

What is left of version 2 is what contradicts version 3 or what the publisher does not state. Each has
its reason in docs/profiles.md. The portal validates one dataset at a time, hence the parts.
"""

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, language
from dcat_publisher.shacl import Result, Shapes, compile_shapes, read_shapes, validate, validate_with_pyshacl
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named
from tests.shapes.rules import PREFIXES, curie

ROOT = Path(__file__).parents[3]
PROFILES = ("dcat-ap-no", "dcat-ap")
VERSION_2 = os.environ.get("DCAT_AP_NO_2_SHAPES")
IN_SCHEME = f"<{PREFIXES['skos']}inScheme>"

# Results of the version 2 shapes that stay: (property, what it asks) -> why. See docs/profiles.md.
STAYS = {
    ("dcat:first", "MinCount"): "the datasets of the series have no order, so none of them is the first",
    ("dcat:themeTaxonomy", "Or"): "version 2 wants EuroVoc, version 3 the data themes and Los",
    ("dct:license", "MinCount"): "the publisher states no licence",
    ("dct:type", "Node"): "version 3 wants the national list of legal resource types",
}
VIOLATIONS = Counter({"dct:type": 6, "dcat:first": 1})
# A dataset alone is beside neither its series nor the datasets that it was made from.
STAYS_IN_A_PART = {*STAYS, ("dcat:inSeries", "Class"), ("dct:source", "Class")}
# What each property's values must be, here and described in the same document.
CLASSES = {
    "dcat:contactPoint": "vcard:Kind",
    "dcat:distribution": "dcat:Distribution",
    "dcat:landingPage": "foaf:Document",
    "dcat:theme": "skos:Concept",
    "dcat:themeTaxonomy": "skos:ConceptScheme",
    "dcatap:applicableLegislation": "eli:LegalResource",
    "dct:accessRights": "dct:RightsStatement",
    "dct:language": "dct:LinguisticSystem",
    "dct:publisher": "foaf:Agent",
    "dct:spatial": "dct:Location",
    "dct:temporal": "dct:PeriodOfTime",
    "foaf:homepage": "foaf:Document",
    "prov:wasGeneratedBy": "prov:Activity",
}
CODED = ("dcat:theme", "dct:accessRights", "dct:language", "dct:spatial", "dct:type")


def expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


@cache
def whole() -> Graph:
    vocabulary = Vocabulary((packaged("vocab"),))
    return read_catalog(ROOT / "source", vocabulary, profile_named()).graph


def roots() -> list[str]:
    return [
        node
        for class_ in ("Dataset", "DatasetSeries")
        for node in whole().instances(expand(f"dcat:{class_}"))
    ]


def violations(found: list[Result]) -> list[tuple[str, str]]:
    return [(one.source_shape, one.focus) for one in found if one.severity.endswith("#Violation>")]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_whole_has_no_violation(profile: str) -> None:
    assert violations(validate(whole(), profile_named(profile).shapes)) == []


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("root", roots(), ids=lambda root: root.rpartition("/")[2])
def test_each_part_has_no_violation(root: str, profile: str) -> None:
    assert violations(validate(bounded_description(whole(), root), profile_named(profile).shapes)) == []


def identity(result: Result) -> tuple[str | None, ...]:
    return result.focus, result.value, result.component, result.source_shape, result.severity


@pytest.mark.parametrize("profile", PROFILES)
def test_pyshacl_gives_the_same_results(profile: str) -> None:
    chosen = profile_named(profile)
    mine = Counter(map(identity, validate(whole(), chosen.shapes)))
    assert mine == Counter(map(identity, validate_with_pyshacl(whole(), chosen.graph)))
    assert mine


def parts() -> list[Graph]:
    return [whole(), *(bounded_description(whole(), root) for root in roots())]


@pytest.mark.parametrize(("property_", "class_"), CLASSES.items())
def test_what_is_referred_to_has_its_class_in_the_same_document(property_: str, class_: str) -> None:
    for part in parts():
        values = {value for _, predicate, value in part if predicate == expand(property_)}
        assert [value for value in values if expand(class_) not in part.types(value)] == []
    assert any(predicate == expand(property_) for _, predicate, _ in whole())


@pytest.mark.parametrize("property_", CODED)
def test_a_code_says_its_list_and_the_list_its_title(property_: str) -> None:
    for part in parts():
        values = {value for _, predicate, value in part if predicate == expand(property_)}
        schemes = {scheme for value in values for scheme in part.objects(value, IN_SCHEME)}
        assert [value for value in values if not part.objects(value, IN_SCHEME)] == []
        for scheme in schemes:
            assert part.types(scheme) == [expand("skos:ConceptScheme")]
            titles = [language(title) for title in part.objects(scheme, expand("dct:title"))]
            assert "nb" in titles
            assert len(set(titles)) == len(titles)


def test_catalogue_and_datasets_have_the_identifier_that_version_2_wants() -> None:
    asked = [*whole().instances(expand("dcat:Catalog")), *whole().instances(expand("dcat:Dataset"))]
    assert [node for node in asked if len(whole().objects(node, expand("dct:identifier"))) != 1] == []


def test_every_agent_and_concept_has_a_name() -> None:
    for class_, name in (("foaf:Agent", "foaf:name"), ("skos:Concept", "skos:prefLabel")):
        assert whole().instances(expand(class_))
        assert [n for n in whole().instances(expand(class_)) if not whole().objects(n, expand(name))] == []


def test_no_node_is_nameless_and_every_node_has_a_class() -> None:
    assert [subject for subject in whole().index if subject[0] != "<"] == []
    assert [subject for subject, said in whole().index.items() if TYPE not in said] == []


@cache
def version_2() -> tuple[Graph, Shapes]:
    assert VERSION_2 is not None
    graph = read_shapes([Path(VERSION_2)])
    return graph, compile_shapes(graph)


with_version_2 = pytest.mark.skipif(
    VERSION_2 is None,
    reason="DCAT_AP_NO_2_SHAPES does not name the official version 2 shapes, which are not ours to pass on",
)


def faults(found: list[Result]) -> set[tuple[str, str]]:
    return {
        (
            curie(one.path or ""),
            one.component.partition("#")[2].removesuffix("ConstraintComponent>"),
        )
        for one in found
    }


@with_version_2
def test_version_2_finds_only_what_contradicts_version_3_or_is_not_stated() -> None:
    found = validate(whole(), version_2()[1])
    assert faults(found) == set(STAYS)
    severe = [result for result in found if result.severity.endswith("#Violation>")]
    assert Counter(curie(result.path or "") for result in severe) == VIOLATIONS


@with_version_2
@pytest.mark.parametrize("root", roots(), ids=lambda root: root.rpartition("/")[2])
def test_version_2_finds_no_more_in_a_part(root: str) -> None:
    assert faults(validate(bounded_description(whole(), root), version_2()[1])) <= STAYS_IN_A_PART


@with_version_2
def test_version_2_by_pyshacl_gives_the_same_results() -> None:
    graph, shapes = version_2()
    mine = Counter((r.focus, r.path, r.value, r.component) for r in validate(whole(), shapes))
    assert mine == Counter(
        (r.focus, r.path, r.value, r.component) for r in validate_with_pyshacl(whole(), graph)
    )
