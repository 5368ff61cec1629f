"""No shape is dead: each has a target or is referred to, each rule is whole, speaks, and fires in a case."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from dcat_publisher.model.terms import language, lexical
from tests.shapes.cases import NOS, proving
from tests.shapes.rules import PREFIXES, Rule, curie, graph, members, rules
from tests.shapes.shapes_graph import sh

# The terms of SHACL Core that these shapes use, and no other: a misspelt one is silently ignored.
CORE = """
    NodeShape PropertyShape Violation Warning IRI Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
    targetClass targetObjectsOf targetSubjectsOf property path inversePath alternativePath severity
    name message order minCount maxCount nodeKind datatype uniqueLang class in pattern or and not node
    closed equals qualifiedValueShape qualifiedMinCount
"""
TERMS = {f"<{PREFIXES['sh']}{name}>" for name in CORE.split()}
# Every aspect of a rule, with the one constraint that says it.
ASPECTS = {
    "class": "sh:node",
    "code": "sh:or",
    "concrete": "sh:qualifiedValueShape",
    "datatype": "sh:datatype sh:or",
    "described": "sh:not",
    "either": "sh:minCount",
    "eli": "sh:or",
    "empty": "sh:minCount",
    "eu": "sh:qualifiedValueShape",
    "individual": "sh:not",
    "iri": "sh:nodeKind",
    "kartverket": "sh:qualifiedValueShape",
    "kind": "sh:nodeKind",
    "language": "sh:datatype",
    "legislation": "sh:qualifiedValueShape",
    "linked": "sh:minCount",
    "list": "sh:or sh:qualifiedValueShape",
    "los": "sh:qualifiedValueShape",
    "mailto": "sh:or",
    "max": "sh:maxCount",
    "members": "sh:minCount",
    "misplaced": "sh:maxCount",
    "none": "sh:maxCount",
    "number": "sh:or",
    "recommended": "sh:minCount",
    "required": "sh:minCount",
    "serves": "sh:node",
    "twin": "sh:equals",
    "unique-language": "sh:uniqueLang",
    "visible": "sh:node",
}
OF_ALL = "rdf:type sh:path sh:severity sh:order sh:name sh:message rdfs:comment rdfs:seeAlso"
# A record is added as a file, which no line can show.
WITHOUT_EXAMPLE = {"Catalog-dataset-empty"}
NODES = [node for node in graph().index if node.startswith(f"<{NOS}")]
CLAUSE = re.compile(r"<https://data\.norge\.no/specification/dcat-ap-no(#[A-ZÅ][\w-]+)?>")


def aspect(rule: Rule) -> str:
    return rule.name.split("-", 2)[2]


def test_no_unknown_term() -> None:
    used = {term for triple in graph() for term in triple if term.startswith(f"<{PREFIXES['sh']}")}
    assert used == TERMS


def test_every_shape_of_ours_is_a_shape() -> None:
    kinds = {sh("NodeShape"), sh("PropertyShape")}
    assert [node for node in NODES if not kinds & set(graph().types(node))] == []


def test_every_shape_has_a_target_or_is_referred_to() -> None:
    referred = {value for _, _, value in graph()}
    targets = {sh(f"target{kind}") for kind in ("Class", "ObjectsOf", "SubjectsOf")}
    unreferred = [node for node in NODES if node not in referred]
    assert [node for node in unreferred if not targets & set(graph().predicates(node))] == []


def test_everything_that_is_referred_to_is_there() -> None:
    referred = {value for _, _, value in graph() if value.startswith(f"<{NOS}")}
    assert referred <= set(NODES)


def test_each_rule_is_named_by_one_node_shape() -> None:
    assert [name for name, times in Counter(rule.name for rule in rules()).items() if times > 1] == []


def test_only_rules_speak() -> None:
    """What is not a rule has neither severity nor message: it would not be reported by name."""
    named = {f"<{NOS}{rule.name}>" for rule in rules()}
    words = {sh("message"), sh("severity")}
    assert {node for node, said in graph().index.items() if words & set(said)} == named


def offenders(fault: Callable[[Rule], bool]) -> list[str]:
    """Return the names of the rules that have a fault."""
    return [rule.name for rule in rules() if fault(rule)]


def test_each_rule_asks_one_thing_and_its_name_says_which() -> None:
    def fault(rule: Rule) -> bool:
        asked = set(rule.parameters) - set(OF_ALL.split()) - {"sh:qualifiedMinCount"}
        return len(asked) != 1 or not asked <= set(ASPECTS[aspect(rule)].split())

    assert offenders(fault) == []


def test_each_rule_has_a_severity_and_an_order() -> None:
    assert {rule.severity for rule in rules()} == {"Violation", "Warning"}
    assert offenders(lambda rule: not lexical(rule.parameters["sh:order"][0]).isdigit()) == []


@pytest.mark.parametrize("name", ["sh:name", "sh:message", "rdfs:comment"])
def test_each_rule_speaks_bokmal_and_english(name: str) -> None:
    def fault(rule: Rule) -> bool:
        texts = {language(text): lexical(text) for text in rule.parameters[name]}
        whole = len(texts) == len(rule.parameters[name]) and all(
            text.strip() == text != "" for text in texts.values()
        )
        return not ({"nb", "en"} <= set(texts) <= {"nb", "nn", "en"} and whole)

    assert offenders(fault) == []


def test_each_message_is_a_sentence_and_shows_what_to_write() -> None:
    def fault(rule: Rule) -> bool:
        texts = [lexical(message) for message in rule.parameters["sh:message"]]
        sentences = all((text[0].isupper() or text[0] == "`") and text[-1] == "." for text in texts)
        return not (sentences and all(text.count("`") >= 2 or rule.name in WITHOUT_EXAMPLE for text in texts))

    assert offenders(fault) == []


def test_each_rule_links_to_its_clause() -> None:
    assert offenders(lambda rule: not CLAUSE.fullmatch(" ".join(rule.parameters["rdfs:seeAlso"]))) == []


def test_each_rule_is_named_after_the_class_that_its_node_shape_is_for() -> None:
    def fault(rule: Rule) -> bool:
        return not rule.node.startswith(f"<{NOS}{rule.name.split('-')[0]}")

    assert offenders(fault) == []


def test_every_rule_fires_in_a_case_of_its_own() -> None:
    proved = [re.findall(r"[\w-]+", case.title)[0] for _, case in proving()]
    assert Counter(proved) == Counter(rule.name for rule in rules())


def test_cases_stand_in_the_file_of_their_class() -> None:
    assert [case.title for name, case in proving() if not case.title.startswith(f"{name}-")] == []


def test_helpers_take_their_members_from_lists_that_are_whole() -> None:
    for node in NODES:
        for head in (*graph().objects(node, sh("or")), *graph().objects(node, sh("and"))):
            assert len(members(head)) > 1, curie(node)
