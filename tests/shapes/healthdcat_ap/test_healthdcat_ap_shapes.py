"""The shapes of HealthDCAT-AP say what the table of Release 8 says; each rule speaks and fires."""

import re
from collections import Counter

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri_value, lexical
from dcat_publisher.shacl import validate_with_pyshacl
from dcat_publisher.vocabulary.codes import read_turtle
from dcat_publisher.vocabulary.profile import profile_named
from tests.project import ROOT
from tests.shapes.healthdcat_ap.cases import cases, changed, fired, proving, results, right
from tests.shapes.healthdcat_ap.facts import (
    LISTS,
    Fact,
    Row,
    Rule,
    asked,
    graph,
    members,
    own_rules,
    rows,
    rules,
)  # fmt: skip
from tests.shapes.patches import Case
from tests.shapes.second import copies
from tests.shapes.shapes_graph import sh

FOLDER = ROOT / "shapes" / "healthdcat-ap"
PROVING = [pytest.param(case, id=case.title) for _, case in proving()]
RIGHT = [pytest.param(case, id=case.title) for case in cases("right")]
# The roles of an agent -> what has the rules on it. Its name is asked of all agents.
ROLES = {
    "foaf:Agent (hdab)": "sh:targetObjectsOf healthdcatap:hdab",
    "foaf:Agent (hdabCoordinator)": "sh:targetObjectsOf healthdcatap:hdabCoordinator",
    "foaf:Agent (custodian)": "sh:targetObjectsOf geodcatap:custodian",
    "foaf:Agent (publisher)": "sh:targetObjectsOf dct:publisher",
    "prov:Activity": "sh:targetObjectsOf prov:wasGeneratedBy",
}
# Where the shapes of the release, or DCAT-AP that they build on, say something else than its table.
LEAST: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    # The shapes warn at NON_PUBLIC, and do not at RESTRICTED, the other way round than the table.
    ("dcat:Dataset", "dct:conformsTo"): (("Warning", "NON_PUBLIC"),),
    # Recommended, and mandatory for structured data: without those there is nothing to list.
    ("dcat:Dataset", "healthdcatap:hasVariables"): (("Violation", "structured"),),
    # DCAT-AP recommends them at all levels.
    ("dcat:Dataset", "dct:spatial"): (("Warning", "all"),),
    ("dcat:Dataset", "dct:temporal"): (("Warning", "all"),),
    # One of the two is asked for, of the place.
    ("dct:Location", "dcat:bbox"): (("Warning", "all"),),
    ("dct:Location", "dcat:centroid"): (("Warning", "all"),),
}
# Rules beside the rows: advice on a form that the release's shapes let through.
BESIDE = {"hda:ContactPoint-email-form", "hda:Dataset-publisher-type-list"}
MANY_IN_DCAT_AP = {
    ("dcat:Catalog", "dct:rights"),
    ("dcat:Distribution", "dct:rights"),
    ("dcat:Distribution", "dcat:spatialResolutionInMeters"),
}


def rules_of(row: Row) -> list[Rule]:
    class_ = row["class"]
    targets = {f"sh:targetClass {class_}", ROLES.get(class_, "-"), f"sh:targetSubjectsOf {row['property']}"}
    if class_.startswith("foaf:Agent"):
        targets.add("sh:targetClass foaf:Agent")
    return [rule for rule in rules() if rule.paths[0] == row["property"] and rule.targets & targets]


def least(row: Row) -> set[Fact]:
    """Return how many of a property a row asks for, at which level."""
    known = LEAST.get((row["class"], row["property"]))
    if known is not None:
        return {("min", "1", severity, level) for severity, level in known}
    public, restricted, non_public = (row[level] for level in ("public", "restricted", "non_public"))
    severities = {"Mandatory": "Violation", "Recommended": "Warning"}
    assert public == restricted, row
    if public == non_public:
        return {("min", "1", severities[public], "all")} if public in severities else set()
    found = {("min", "1", severities[non_public], "NON_PUBLIC")}
    return found | ({("min", "1", "Warning", "PUBLIC, RESTRICTED")} if public == "Recommended" else set())


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['class']} {row['property']}")
def test_the_rules_ask_for_as_many_as_the_row_says(row: Row) -> None:
    found = {asked(rule) for rule in rules_of(row)}
    assert {fact for fact in found if fact[0] == "min"} == least(row)
    if (row["class"], row["property"]) not in MANY_IN_DCAT_AP and not row["public"].startswith("Not"):
        assert (("max", "1", "Violation", "all") in found) == (row["max"] == "1")
    levels = ("min_public", "min_restricted", "min_non_public")
    assert [row[level] for level in levels] == [
        str(int(row[level.removeprefix("min_")] == "Mandatory")) for level in levels
    ]


def of_values(row: Row) -> set[Fact]:
    """Return what a row asks of the values: their form, and the list that they have to be from."""
    range_, cell = row["range"], row["list"]
    found: set[Fact] = set()
    if range_.startswith("xsd:"):
        found.add(("datatype", " ".join(sorted(range_.split(" | "))), "Violation", "all"))
    elif range_.startswith("rdfs:Literal"):
        found.add(("kind", "sh:Literal", "Violation", "all"))
    strength = next((one for one in ("MUST", "SHOULD", "https://www.w3.org") if cell.startswith(one)), None)
    named = next((name for text, name in LISTS.items() if text in cell), None)
    # The list of a publisher's type is asked for of the dataset (BESIDE), that of activities of these.
    elsewhere = "(publisher)" in row["class"] or "with dct:type" in range_
    if strength is not None and named is not None and not elsewhere:
        found.add(("each of", named, "Violation" if strength == "MUST" else "Warning", "all"))
    return found


@pytest.mark.parametrize(
    "row",
    [row for row in rows() if not row["inherited"]],
    ids=lambda row: f"{row['class']} {row['property']}",
)
def test_the_rules_ask_of_values_what_the_row_says(row: Row) -> None:
    if row["public"].startswith("Not"):
        assert rules_of(row) == []
    else:
        found = {asked(rule) for rule in rules_of(row)}
        assert of_values(row) <= found
        assert found - {fact for fact in found if fact[0] == "min"} or row["property"] == "foaf:name"


def test_each_rule_has_its_row() -> None:
    known = {(row["class"], row["property"]) for row in rows()}
    roles = {target: class_ for class_, target in ROLES.items()}
    for rule in own_rules():
        classes = {roles.get(target, target.removeprefix("sh:targetClass ")) for target in rule.targets}
        assert rule.name in BESIDE or any((class_, rule.paths[0]) in known for class_ in classes), rule.name


def test_every_rule_fires_in_a_case_of_its_own_and_cases_stand_by_class() -> None:
    proved = [re.findall(r"[\w-]+", case.title)[0] for _, case in proving()]
    assert Counter(proved) == Counter(rule.name.removeprefix("hda:") for rule in own_rules())
    assert [case.title for name, case in proving() if not case.title.startswith(f"{name}-")] == []


@pytest.mark.parametrize("case", PROVING)
def test_a_fault_raises_exactly_the_rules_named(case: Case) -> None:
    assert fired(results(changed(case))) == case.rules


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right_raises_nothing(case: Case) -> None:
    assert fired(results(changed(case))) == frozenset()


def test_the_right_graph_has_datasets_of_three_levels_and_no_result_not_even_a_warning() -> None:
    levels = {value for _, predicate, value in right() if predicate.endswith("/accessRights>")}
    assert len(levels) == 3
    assert fired(results(right())) == frozenset()


def test_each_message_shows_what_to_write() -> None:
    for rule in own_rules():
        for message in map(lexical, rule.parameters["sh:message"]):
            assert message[-1] == ".", rule.name
            assert message.count("`") >= 2, rule.name
        assert len(rule.parameters["sh:message"]) == len(rule.parameters["rdfs:comment"]) == 3, rule.name


@pytest.mark.parametrize(
    "name", ["coding-system", "ehds-publisher-type", "health-activity", "health-theme", "healthcategories"]
)
def test_a_list_of_the_shapes_is_the_list_of_the_codes(name: str) -> None:
    listed = members(
        graph().objects(f"<https://w3id.org/dcat-publisher/shapes/healthdcat-ap#list-{name}>", sh("in"))[0]
    )
    codes = read_turtle([FOLDER / "schemes" / f"{name}.ttl"]).instances(
        "<http://www.w3.org/2004/02/skos/core#Concept>"
    )
    assert sorted(listed) == sorted(codes)


def test_what_is_switched_off_is_asked_more_strictly_here() -> None:
    off = [
        iri_value(shape).rpartition("#")[2]
        for shape in graph().subjects(sh("deactivated"), '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>')
    ]
    here = {rule.name.removeprefix("hda:").rpartition("-")[0] for rule in own_rules()}
    assert len(off) == 7
    assert {name.rpartition("-")[0] for name in off} <= here | {"Agent-type"}


@pytest.mark.slow
def test_pyshacl_gives_the_same_results() -> None:
    """Over every twelfth case, each a copy of the base with addresses of its own, in one graph."""
    chosen = proving()[::12]
    data = Graph(copies(changed(case) for _, case in chosen))
    mine = Counter((r.focus, r.value, r.component, r.source_shape, r.severity) for r in results(data))
    found = validate_with_pyshacl(data, profile_named("healthdcat-ap").graph)
    assert mine == Counter((r.focus, r.value, r.component, r.source_shape, r.severity) for r in found)
    assert len(mine) >= len(chosen) > 10
