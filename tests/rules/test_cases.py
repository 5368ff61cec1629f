"""Every rule proves itself: the bad cases give exactly the findings of expect.txt, the good ones none.

A case of a rule is `bad.yaml`, `bad-NAME.yaml` or a folder `bad-NAME/`; the same with `good`. A file becomes
`datasets/case.yaml` of the catalogue in `_base`, a folder is laid over it; a folder with a catalog.yaml of
its own stands alone. A line of `expect.txt` is `file:line:column CODE` and, where it matters, ` | ` and words
that message or help must have.
"""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from dcat_publisher.model.finding import Finding
from dcat_publisher.rules import RULES
from dcat_publisher.source import MAX_BYTES
from tests.project import located, read_only

CASES = Path(__file__).parents[1] / "cases"
DAY = date(2026, 1, 1)
"""The day on which the cases are checked."""
TOO_LARGE = CASES / "Y004" / "bad.yaml"


PROVEN_HERE = sorted(code for code in RULES if code[0] in "YRTV")


def cases(kind: str) -> list[Path]:
    """All bad or good cases of all rules."""
    return sorted(entry for folder in CASES.glob("[A-Z]*") for entry in folder.glob(f"{kind}*"))


def name(case: Path) -> str:
    """What a case is called in a test report."""
    return f"{case.parent.name}/{case.stem}"


def lay_out(case: Path, folder: Path) -> Path:
    """Make the source folder of a case."""
    source = folder / "source"
    if case.is_dir():
        if not (case / "catalog.yaml").exists():
            shutil.copytree(CASES / "_base", source)
        return shutil.copytree(case, source, dirs_exist_ok=True, symlinks=True)
    shutil.copytree(CASES / "_base", source)
    copy = Path(shutil.copy(case, source / "datasets" / "case.yaml"))
    if case == TOO_LARGE:
        copy.write_bytes(copy.read_bytes().ljust(MAX_BYTES + 1, b"#"))
    return source


def expected(case: Path) -> list[str]:
    """The lines of expect.txt that are about a case, as places in its source folder."""
    prefix, instead = (f"{case.name}/", "") if case.is_dir() else (f"{case.name}:", "datasets/case.yaml:")
    lines = (case.parent / "expect.txt").read_text("utf-8").splitlines()
    return [f"{instead}{line.removeprefix(prefix)}" for line in lines if line.startswith(prefix)]


@pytest.mark.parametrize("case", cases("bad"), ids=name)
def test_bad(case: Path, tmp_path: Path) -> None:
    source = lay_out(case, tmp_path)
    findings = read_only(source).on(DAY).findings
    wanted = expected(case)
    assert located(findings, source) == [line.partition(" | ")[0] for line in wanted]
    assert any(finding.code == case.parent.name for finding in findings), "the case does not show its rule"
    for line, finding in zip(wanted, findings, strict=True):
        assert line.partition(" | ")[2] in said(finding)


def said(finding: Finding) -> str:
    """Message and help in English; in no language may a blank be left."""
    texts, rule = [finding.message, finding.help or {}], RULES[finding.code]
    blanks = re.findall(r"\{\w+\}", f"{rule.message} {rule.help}")
    for text in texts:
        assert set(text) == {"nb", "nn", "en"}
        assert all(words.strip() for words in text.values())
        assert not any(blank in words for blank in blanks for words in text.values()), text
    return "\n".join(text["en"] for text in texts)


@pytest.mark.parametrize("case", cases("good"), ids=name)
def test_good(case: Path, tmp_path: Path) -> None:
    source = lay_out(case, tmp_path)
    assert located(read_only(source).on(DAY).findings, source) == []


def test_every_rule_has_cases() -> None:
    assert {folder.name for folder in CASES.glob("[A-Z]*")} == set(PROVEN_HERE)


@pytest.mark.parametrize("code", PROVEN_HERE)
def test_every_bad_case_has_a_good_one(code: str) -> None:
    bad = {entry.stem.removeprefix("bad") for entry in (CASES / code).glob("bad*")}
    good = {entry.stem.removeprefix("good") for entry in (CASES / code).glob("good*")}
    assert bad
    assert bad <= good


@pytest.mark.parametrize("code", PROVEN_HERE)
def test_every_expectation_has_a_case(code: str) -> None:
    lines = (CASES / code / "expect.txt").read_text("utf-8").splitlines()
    named = {re.split("[:/]", line)[0] for line in lines}
    assert named == {entry.name for entry in (CASES / code).glob("bad*")}
