"""Every rule is explained, its examples do what they say, and the page of rules is not stale."""

import json
import re
from pathlib import Path

import pytest

from dcat_publisher.cli.options import vocabulary
from dcat_publisher.rules import RULES
from dcat_publisher.rules.examples import example_of
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.vocabulary.profile import profile_named
from tests.checking.diagnosing import findings, run
from tests.own_catalog import write_own

BOOK = RuleBook(profile_named())
OWN = [rule for rule in BOOK if rule.shape is None]


def with_lines(starter: str, lines: str) -> str:
    """The starter's dataset with lines in the place of the same keys."""
    keys = set(re.findall(r"^(\w+) ?:", lines, re.MULTILINE))
    kept: list[str] = []
    dropped = False
    for line in starter.splitlines():
        key = re.match(r"(\w+):", line)
        dropped = (key[1] in keys) if key is not None else dropped and line.startswith((" ", "-"))
        if not dropped:
            kept.append(line)
    return "\n".join([*kept, lines, ""])


def laid_out(folder: Path, file: str | None, text: str) -> Path:
    write_own(folder)
    name = file or "datasets/eksempel.yaml"
    target = folder / name
    whole = text if file is not None else with_lines(target.read_text("utf-8"), text)
    target.write_text(whole.strip("\n") + "\n", "utf-8")
    return folder


@pytest.mark.parametrize("code", [code for code in sorted(RULES) if code[0] in "YRTW"])  # what `check` finds
def test_examples_do_what_they_say(code: str, tmp_path: Path) -> None:
    rule = BOOK.get(code)
    assert rule is not None
    example = example_of(rule, BOOK, vocabulary().context)
    assert example is not None, f"{code} has no example"
    if not example.runs:
        pytest.skip("no line of YAML can show it")
    wrong = findings(laid_out(tmp_path / "wrong", example.file, example.wrong))
    right = findings(laid_out(tmp_path / "right", example.file, example.right))
    assert code in {one.code for one in wrong}
    assert code not in {one.code for one in right}
    if not code.startswith("W"):
        assert [one for one in right if one.severity == "error"] == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_explain_tells_all(language: str) -> None:
    for code in ("T201", "Dataset-publisher-required"):
        result = run("explain", code, "--lang", language)
        assert result.exit_code == 0
        assert len(re.findall(r"^\S.*:$", result.stdout, re.MULTILINE)) >= 4
    assert "https://" in run("explain", "Dataset-publisher-required").stdout


def test_an_unknown_code_is_a_wrong_call_with_the_nearest() -> None:
    result = run("explain", "T20")
    assert result.exit_code == 2
    assert "T201" in result.stderr


def test_rules_as_json_name_every_code_once() -> None:
    rules = json.loads(run("rules", "--output-format", "json").stdout)
    codes = [rule["code"] for rule in rules]
    assert len(set(codes)) == len(codes) > 500
    assert set(RULES) < set(codes)
    for rule in rules:
        assert rule["message"], rule["code"]
        assert rule["why"], rule["code"]
        assert rule["severity"] in ("error", "warning", "info")
        assert rule["shape"] is None or rule["clause"], rule["code"]


def test_rules_as_a_table_can_be_chosen_from() -> None:
    lines = run("rules", "--select", "T").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(code for code in RULES if code.startswith("T"))


def test_the_page_of_rules_is_current() -> None:
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
    fresh = run("rules", "--output-format", "markdown").stdout
    assert page == fresh, "write it anew: dcat-publisher rules --output-format markdown > docs/rules.md"
