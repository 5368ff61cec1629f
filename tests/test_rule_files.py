"""A rule is a file: its keys are known, and the blanks of its texts are those that the code fills."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dcat_publisher.rules import RULES
from dcat_publisher.rules.catalog_files import LETTERS, RuleFiles
from dcat_publisher.rules.model import Rule
from tests.words_in_files import CODE, ROOT, RULE_FILES, blanks, constant, content, nodes, target, trees

NUMBERED = re.compile(rf"[{LETTERS}]\d{{3}}")
MAKERS = ("finding", "Fault", "_fault")
# Arguments of `finding` that are no blanks; those of `Fault` are in a mapping of their own.
NO_BLANKS = {"focus", "path", "suggestion", "meant"}


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.stem)
def test_a_rule_has_exactly_the_known_keys(file: Path) -> None:
    entry = content(file)
    assert NUMBERED.fullmatch(file.stem)
    assert set(entry) - {"facts", "example"} == {"name", "severity", "message", "help", "why"}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["name"])
    assert entry["severity"] in ("error", "warning", "info")
    assert ("facts" in entry) == file.stem.startswith("H"), "where and when the reason was read"
    if "example" in entry:
        assert {"wrong", "right"} <= set(entry["example"]) <= {"wrong", "right", "file", "run"}


def test_rules_are_in_the_order_of_the_manual_and_know_their_codes() -> None:
    assert set(RULES) == {file.stem for file in RULE_FILES}
    assert list(RULES) == sorted(RULES, key=lambda code: (LETTERS.index(code[0]), code))
    assert [rule.code for rule in RULES.values()] == list(RULES)


def test_a_rule_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    broken, good = tmp_path / "Y001.toml", tmp_path / "T002.toml"
    broken.write_text("no TOML", "utf-8")
    good.write_text((ROOT / "rules" / "catalog" / "H101.toml").read_text("utf-8"), "utf-8")
    rules = RuleFiles(tmp_path)
    assert list(rules) == ["Y001", "T002"]
    assert "Y001" in rules
    assert "T003" not in rules
    assert rules["T002"].why["en"].endswith(f"({content(good)['facts']})")
    with pytest.raises(KeyError):
        rules["T003"]


class Fill(NamedTuple):
    """A place in code that makes a finding of a rule, and the blanks that it fills."""

    place: str
    code: str
    blanks: frozenset[str]

    def __str__(self) -> str:
        return f"{self.code} {self.place}"


@cache
def fills() -> list[Fill]:
    return [fill for file in CODE for node in nodes(file) for fill in fill_of(file, node)]


def fill_of(file: Path, node: ast.AST) -> Iterator[Fill]:
    if not isinstance(node, ast.Call) or not node.args or ast.unparse(node.func) not in MAKERS:
        return
    code = constant(node.args[0])
    if code is not None and NUMBERED.fullmatch(code):
        blanks_filled = frozenset(filled(node, trees()[file]))
        yield Fill(f"{file.relative_to(ROOT)}:{node.lineno}", code, blanks_filled)


def filled(call: ast.Call, tree: ast.Module) -> set[str]:
    """The blanks that a call fills: by keyword, or in the mapping that it hands over."""
    if ast.unparse(call.func) != "Fault":
        return {key.arg or "" for key in call.keywords} - NO_BLANKS
    given = call.args[1] if len(call.args) > 1 else None
    if isinstance(given, ast.Name):
        given = mapping_above(tree, given.id, call.lineno)
    return {constant(key) or "" for key in given.keys} if isinstance(given, ast.Dict) else set()


def mapping_above(tree: ast.Module, name: str, line: int) -> ast.expr | None:
    """The value of the last assignment to a name above a line."""
    assigned = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign) and target(node) == name and node.lineno < line
    ]
    return max(assigned, key=lambda pair: pair[0])[1] if assigned else None


def blanks_of(rule: Rule) -> set[str]:
    return blanks(rule.message["en"]) | blanks(rule.help["en"])


def test_the_code_fills_the_blanks_of_a_rule_and_no_others() -> None:
    assert len(fills()) > 200
    wrong = {str(fill): fill.blanks for fill in fills() if fill.blanks != blanks_of(RULES[fill.code])}
    assert wrong == {}


def test_nearly_every_rule_is_made_where_its_code_is_written() -> None:
    """The rest are chosen by a table or a condition; their cases prove them."""
    assert len(set(RULES) - {fill.code for fill in fills()}) <= 8
