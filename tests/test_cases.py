"""Every rule proves itself: the bad cases give exactly the findings of expect.txt, the good ones none.

A case of a rule is `bad.yaml`, `bad-NAME.yaml` or a folder `bad-NAME/`; the same with `good`. A file becomes
`datasets/case.yaml` of the catalogue in `_base`, a folder is laid over it; a folder with a catalog.yaml of its own
stands alone. A line of `expect.txt` is `file:line:column CODE` and, where it matters, ` | ` and words of the help.
"""

import re
import shutil
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from project import located, read_only

from dcat_publisher.findings import Finding
from dcat_publisher.rules import RULES
from dcat_publisher.source import MAX_BYTES

CASES = Path(__file__).parent / "cases"
TOO_LARGE = CASES / "Y004" / "bad.yaml"


PROVEN_HERE = sorted(code for code in RULES if code[0] in "YRT")


def cases(kind: str) -> list[ParameterSet]:
    """All bad or good cases of all rules."""
    found = sorted(entry for folder in CASES.glob("[A-Z]*") for entry in folder.glob(f"{kind}*"))
    return [pytest.param(entry, id=f"{entry.parent.name}/{entry.stem}") for entry in found]


def lay_out(case: Path, folder: Path) -> Path:
    """Make the source folder of a case."""
    source = folder / "source"
    if case.is_dir():
        if not (case / "catalog.yaml").exists():
            shutil.copytree(CASES / "_base", source)
        return shutil.copytree(case, source, dirs_exist_ok=True)
    shutil.copytree(CASES / "_base", source)
    copy = Path(shutil.copy(case, source / "datasets" / "case.yaml"))
    if case == TOO_LARGE:
        copy.write_bytes(copy.read_bytes().ljust(MAX_BYTES + 1, b"#"))
    return source


def expected(case: Path) -> list[str]:
    """The lines of expect.txt that are about a case, as places in its source folder."""
    lines = (case.parent / "expect.txt").read_text("utf-8").splitlines()
    inside = [line.removeprefix(f"{case.name}/") for line in lines if line.startswith(f"{case.name}/")]
    alone = [f"datasets/case.yaml{line[len(case.name) :]}" for line in lines if line.startswith(f"{case.name}:")]
    return inside or alone


@pytest.mark.parametrize("case", cases("bad"))
def test_bad(case: Path, tmp_path: Path) -> None:
    source = lay_out(case, tmp_path)
    findings = read_only(source).findings
    wanted = expected(case)
    assert located(findings, source) == [line.partition(" | ")[0] for line in wanted]
    assert any(finding.code == case.parent.name for finding in findings), "the case does not show its rule"
    for line, finding in zip(wanted, findings, strict=True):
        assert line.partition(" | ")[2] in said(finding)


def said(finding: Finding) -> str:
    """Message and help in English; in no language may a blank be left."""
    texts = [finding.message, finding.help or {}]
    for text in texts:
        assert set(text) == {"nb", "nn", "en"}
        assert not any(re.search(r"\{\w*\}(?!`)", words) or not words.strip() for words in text.values()), text
    return "\n".join(text["en"] for text in texts)


@pytest.mark.parametrize("case", cases("good"))
def test_good(case: Path, tmp_path: Path) -> None:
    source = lay_out(case, tmp_path)
    assert located(read_only(source).findings, source) == []


def test_every_rule_has_cases() -> None:
    assert {folder.name for folder in CASES.glob("[A-Z]*")} == set(PROVEN_HERE)


@pytest.mark.parametrize("code", PROVEN_HERE)
def test_every_bad_case_has_a_good_one(code: str) -> None:
    bad, good = (
        {entry.stem.removeprefix(kind) for entry in (CASES / code).glob(f"{kind}*")} for kind in ("bad", "good")
    )
    assert bad
    assert bad <= good


@pytest.mark.parametrize("code", PROVEN_HERE)
def test_every_expectation_has_a_case(code: str) -> None:
    names = {re.split("[:/]", line)[0] for line in (CASES / code / "expect.txt").read_text("utf-8").splitlines()}
    assert names == {entry.name for entry in (CASES / code).glob("bad*")}
