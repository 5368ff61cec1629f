"""The shapes of DCAT-AP say what its table says, both ways, row by row; each rule speaks and fires."""

import re
from collections import Counter

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import language, lexical
from dcat_publisher.shacl import validate_with_pyshacl
from dcat_publisher.vocabulary.profile import profile_named
from tests.shapes.cases import base_triples
from tests.shapes.dcat_ap.cases import apply, cases, proving, results, right
from tests.shapes.dcat_ap.cases import rules as fired
from tests.shapes.dcat_ap.facts import ONE_OF, Row, Rule, asked, expected, graph, rows, rules
from tests.shapes.patches import Case
from tests.shapes.rules import PREFIXES
from tests.shapes.second import copies
from tests.shapes.test_shapes_alive import TERMS

PROVING = [pytest.param(case, id=case.title) for _, case in proving()]
# A range that is abstract or has a wider class here: what the first class of its rule is.
FIRST = {"dcat:Resource": "dcat:Catalog", "locn:Geometry": "locn:Geometry"}
CLAUSE = re.compile(r"<https://semiceu\.github\.io/DCAT-AP/releases/3\.0\.1/#[A-Z]\w+\.[a-z]+>")


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['class']} {row['property']}")
def test_the_rules_ask_what_the_row_says(row: Row) -> None:
    targets = {f"sh:targetClass {row['class']}", f"sh:targetSubjectsOf {row['property']}"}
    found = [rule for rule in rules() if rule.path == row["property"] and rule.targets & targets]
    wanted = {(kind, FIRST.get(what, what), severity) for kind, what, severity in expected(row)}
    assert {asked(rule) for rule in found} == wanted
    assert len(found) == len(wanted)


def test_each_rule_has_its_row() -> None:
    known = {(row["class"], row["property"]) for row in rows()}
    for rule in rules():
        classes = {target.removeprefix("sh:targetClass ") for target in rule.targets}
        assert rule.path in ONE_OF or any((class_, rule.path) in known for class_ in classes), rule.name


def test_every_rule_fires_in_a_case_of_its_own_and_cases_stand_by_class() -> None:
    proved = [re.findall(r"[\w-]+", case.title)[0] for _, case in proving()]
    assert Counter(proved) == Counter(rule.name for rule in rules())
    assert [case.title for name, case in proving() if not case.title.startswith(f"{name}-")] == []


@pytest.mark.parametrize("case", PROVING)
def test_a_fault_raises_exactly_the_rules_named(case: Case) -> None:
    assert fired(results(apply(case, right()))) == case.rules


def test_the_right_graph_has_no_result_not_even_a_warning() -> None:
    assert fired(results(right())) == frozenset()


def test_what_is_right_by_dcat_ap_no_is_right_by_dcat_ap_but_for_what_is_known() -> None:
    """The rules of docs/profiles.md, where the two ask different things; see `base.patch` too."""
    assert fired(results(base_triples())) == {
        "Concept-prefLabel-required",
        "Distribution-compressFormat-list",
        "Distribution-packageFormat-list",
        "PeriodOfTime-endDate-recommended",
        "PeriodOfTime-startDate-recommended",
    }
    assert len(list(cases("base"))) == 4


def test_only_the_known_terms_of_shacl_are_used() -> None:
    used = {term for triple in graph() for term in triple if term.startswith(f"<{PREFIXES['sh']}")}
    assert used <= TERMS | {f"<{PREFIXES['sh']}zeroOrOnePath>"}


def offenders(name: str, rule: Rule) -> bool:
    texts = {language(text): lexical(text) for text in rule.parameters[name]}
    whole = all(text.strip() == text != "" for text in texts.values())
    return not ({"nb", "en"} <= set(texts) <= {"nb", "nn", "en"} and whole)


@pytest.mark.parametrize("name", ["sh:name", "sh:message", "rdfs:comment"])
def test_each_rule_speaks_bokmal_and_english(name: str) -> None:
    assert [rule.name for rule in rules() if offenders(name, rule)] == []


def test_each_message_shows_what_to_write_and_each_rule_its_clause() -> None:
    for rule in rules():
        for message in map(lexical, rule.parameters["sh:message"]):
            assert message[-1] == ".", rule.name
            assert message.count("`") >= 2, rule.name
        assert CLAUSE.fullmatch(" ".join(rule.parameters["rdfs:seeAlso"])), rule.name


def test_the_profile_builds_on_the_code_lists_and_on_no_rule_of_dcat_ap_no() -> None:
    profile = profile_named("dcat-ap")
    assert {file.parent.name for file in profile.files} == {"dcat-ap", "dcat-ap-no"}
    assert [file.name for file in profile.files if file.parent.name == "dcat-ap-no"] == ["code-lists.ttl"]
    assert profile.about["version"] == "3.0.1"


@pytest.mark.slow
@pytest.mark.parametrize("step", [30, pytest.param(10, marks=pytest.mark.trial)])
def test_pyshacl_gives_the_same_results(step: int) -> None:
    """Over some cases, each a copy of the base with addresses of its own, in one graph."""
    chosen = proving()[::step]
    assert len(chosen) > 5
    data = Graph(copies(apply(case, right()) for _, case in chosen))
    mine = Counter((r.focus, r.value, r.component, r.source_shape, r.severity) for r in results(data))
    found = validate_with_pyshacl(data, profile_named("dcat-ap").graph)
    assert mine == Counter((r.focus, r.value, r.component, r.source_shape, r.severity) for r in found)
    assert frozenset().union(*(case.rules for _, case in chosen)) <= fired(results(data))
