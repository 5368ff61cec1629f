"""The pages on rehearsing and comparing: every code of the harvest is there, as its rule says it."""

from __future__ import annotations

import re

import pytest

from dcat_publisher.insight.harvest.facts import MAX_BYTES, MAX_IRI, MAX_REDIRECTS
from dcat_publisher.insight.harvest.harvesters import HARVESTERS
from dcat_publisher.rules import RULES
from dcat_publisher.rules.model import Rule
from tests.insight.harvest.rehearsing import ROOT

HARVEST_RULES = [rule for code, rule in RULES.items() if code.startswith("H")]
PAGE = (ROOT / "docs" / "rehearse.md").read_text("utf-8")


def row(rule: Rule) -> str:
    """The row of a rule: code, severity, what, why, what to do."""
    texts = (rule.message["en"], rule.why["en"], rule.help["en"])
    told = " | ".join(re.sub(r"\{(\w+)\}", r"*\1*", text).replace("<", "&lt;") for text in texts)
    return f"| {rule.code} | {rule.severity.name.lower()} | {told} |"


@pytest.mark.parametrize("rule", HARVEST_RULES, ids=lambda rule: rule.code)
def test_a_code_is_told_as_its_rule_says(rule: Rule) -> None:
    assert row(rule) in PAGE.splitlines()


def test_no_code_is_told_that_is_not_there() -> None:
    assert re.findall(r"^\| (H\d{3})", PAGE, re.MULTILINE) == sorted(rule.code for rule in HARVEST_RULES)


def test_the_limits_are_those_of_the_program() -> None:
    assert f"{MAX_BYTES // 1024**2} MiB" in PAGE
    assert f"{MAX_IRI} characters" in PAGE
    assert f"{MAX_REDIRECTS} redirects" in PAGE


def test_the_services_and_their_months_are_those_of_the_rules() -> None:
    for rule in HARVEST_RULES:
        for fact in facts_of(rule):
            assert fact in PAGE, f"{rule.code}: {fact}"


def facts_of(rule: Rule) -> list[str]:
    """Return the sources that a rule's reason ends with."""
    return rule.why["en"].rpartition("(")[2].rstrip(")").split("; ")


def test_each_harvester_is_told_with_its_facts() -> None:
    rows = [f"| `{row.name}` | {row.label} | {row.reads} | {'; '.join(row.facts)} |" for row in HARVESTERS]
    assert "\n".join(("", *rows, "", "")) in PAGE


def test_the_facts_of_the_rules_are_those_of_a_harvester() -> None:
    of_harvesters = {fact for row in HARVESTERS for fact in row.facts}
    assert {fact for rule in HARVEST_RULES for fact in facts_of(rule)} == of_harvesters
