"""docs/SECURITY.md promises nothing without a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.project import ROOT

PAGE = (ROOT / "docs/SECURITY.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| promise |")]
NAMED = sorted(set(re.findall(r"`(tests/[^`]+)`", PAGE)))
THREATS = (
    "A stranger's pull request, checked on a build server", "A public endpoint", "A shared machine",
    "A hostile catalogue, rehearsed",
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_every_promise_names_a_test(row: str) -> None:
    promise, tests = row.strip("| ").split(" | ")
    assert promise
    assert re.fullmatch(r"`tests/[\w/]+\.py::test_\w+`(, `tests/[\w/]+\.py::test_\w+`)*", tests)


@pytest.mark.parametrize("name", NAMED)
def test_every_test_that_is_named_exists(name: str) -> None:
    file, _, function = name.partition("::")
    tree = ast.parse(Path(ROOT, file).read_text("utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_threat_has_promises() -> None:
    parts = dict(part.split("\n", 1) for part in PAGE.split("\n## ")[1:])
    assert all("| promise | held by |\n|---|---|\n| " in parts[threat] for threat in THREATS)
    assert "Report a vulnerability" in parts
