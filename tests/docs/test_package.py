"""What the package says of itself: which distributions it needs, and what its archive of sources holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tests.project import ROOT
from tests.words_in_files import trees

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# What hatchling puts into an archive unasked, and what is there for the work on the repository alone.
_UNASKED = {"pyproject.toml", "README.md", "LICENSE", ".gitignore"}
_OF_THE_REPOSITORY = {".ci"}


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def imported_by(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


@cache
def imported() -> frozenset[str]:
    """Every module of others that the program imports, with its path within the package."""
    modules = {module for tree in trees().values() for node in ast.walk(tree) for module in imported_by(node)}
    own = {*sys.stdlib_module_names, "dcat_publisher", "_typeshed"}
    return frozenset(module for module in modules if module.partition(".")[0] not in own)


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    declared = {name_of(each) for each in PROJECT["project"]["dependencies"]}
    declared |= {name_of(each) for extra in extras for each in extra}
    homes = packages_distributions()
    needed = {homes[module.partition(".")[0]][0].lower().replace("_", "-") for module in imported()}
    assert needed == declared


def test_no_module_of_others_is_imported_that_is_not_public() -> None:
    assert [module for module in imported() if re.search(r"(^|\.)_", module)] == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no checkout")
def test_the_archive_of_sources_holds_all_that_the_tests_read_and_nothing_else() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    tracked = {name.partition("/")[0] for name in listed.decode().split("\0") if name}
    included = {name.lstrip("/") for name in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]}
    assert included | _UNASKED | _OF_THE_REPOSITORY == tracked
    assert not included & (_UNASKED | _OF_THE_REPOSITORY)
