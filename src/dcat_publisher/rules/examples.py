"""Examples of rules, wrong and right: from `data/examples.toml`; those of shapes are in their messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dcat_publisher.model.resources import packaged
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rules.rule_book import SHACL, Explanation, RuleBook

_COUNT = f"<{SHACL}minCount>"


@dataclass(frozen=True, slots=True)
class Example:
    """YAML that gives a finding of a rule, and the same put right; the former may be empty.

    `file` is the file that they are as a whole, None for lines of a dataset. `runs` is False where no line
    of YAML can show it, as with a file that is not UTF-8.
    """

    wrong: str
    right: str
    file: str | None = None
    runs: bool = True


@cache
def _written() -> dict[str, Example]:
    import tomllib  # noqa: PLC0415  for those who read about a rule

    entries = tomllib.loads((packaged("examples.toml")).read_text("utf-8"))
    return {
        code: Example(
            entry["wrong"].strip("\n"), entry["right"].strip("\n"), entry.get("file"), entry.get("run", True)
        )
        for code, entry in entries.items()
    }


def example_of(rule: Explanation, rules: RuleBook, context: Context) -> Example | None:
    """Return the example of a rule, None where there is none."""
    if rule.shape is None:
        return _written().get(rule.code)
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



def example_in(text: str) -> tuple[str, str] | None:
    """Return key and value of the last example line in a text, None when it has none."""
    found = [*re.finditer(r"`([A-Za-zæøåÆØÅ]+): ([^`]+)`", text)]
    return (found[-1][1], found[-1][2]) if found else None


__all__ = ["Example", "example_in", "example_of"]
