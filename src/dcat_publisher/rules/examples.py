"""Examples of rules, wrong and right: from their files; those of shapes are in their messages."""

from __future__ import annotations

import re

from dcat_publisher.model.namespaces import SH
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rules import RULES
from dcat_publisher.rules.model import Example
from dcat_publisher.rules.rule_book import Explanation, RuleBook

_COUNT = SH.minCount
# The end of the first sentence, where what follows begins like a sentence or with a key.
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ`])")


def example_of(rule: Explanation, rules: RuleBook, context: Context) -> Example | None:
    """Return the example of a rule, None where there is none."""
    if rule.shape is None:
        return RULES[rule.code].example
    found = example_in(next(iter(rule.what.values()), ""))
    if found is None:
        return None
    line = f"{found[0]}: {found[1]}"
    type_ = next(
        (name for class_ in rule.classes if (name := context.type_of.get(class_[1:-1])) is not None), None
    )
    if type_ is None or not rules.profile.graph.objects(rule.shape, _COUNT):
        return Example("", line)
    return Example(f"type: {type_}", f"type: {type_}\n{line}")

def split(text: str) -> tuple[str, str]:
    """Part a message of a shape into what is wrong and what to write."""
    for boundary in _SENTENCE.finditer(text):
        if text.count("`", 0, boundary.start()) % 2 == 0:
            return text[: boundary.start()], text[boundary.end() :]
    return text, ""


def example_in(text: str) -> tuple[str, str] | None:
    """Return key and value of the last example line in a text, None when it has none."""
    found = [*re.finditer(r"`([A-Za-zæøåÆØÅ]+): ([^`]+)`", text)]
    return (found[-1][1], found[-1][2]) if found else None


__all__ = ["Example", "example_in", "example_of", "split"]
