"""The texts for people as their files have them, and the code that asks for them."""

import ast
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1] / "src" / "dcat_publisher"
FILES = sorted(ROOT.rglob("words.toml"))
RULE_FILES = sorted((ROOT / "rules" / "catalog").glob("*.toml"))


class Text(NamedTuple):
    """One text of a file, by the group that it is in and its key."""

    file: Path
    group: str
    key: str
    message: dict[str, str]

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)} [{self.group}{'.' * bool(self.group)}{self.key}]"


def content(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def _texts(file: Path) -> Iterator[Text]:
    """All texts of a file: tables of texts, and groups of such tables, no deeper."""
    for name, entry in content(file).items():
        if all(isinstance(value, str) for value in entry.values()):
            yield Text(file, "", name, entry)
        else:
            yield from (Text(file, name, key, message) for key, message in entry.items())


WORDS = [text for file in FILES for text in _texts(file)]
RULE_TEXTS = [
    Text(file, "", key, entry)
    for file in RULE_FILES
    for key, entry in content(file).items()
    if key in ("message", "help", "why")
]


def blanks(template: str) -> set[str]:
    """The blanks of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


CODE = sorted(ROOT.rglob("*.py"))
"""The files of the program's code."""


@cache
def trees() -> dict[Path, ast.Module]:
    """The code of the program, parsed once for the tests that read it: they are in one group for that."""
    return {file: ast.parse(file.read_text("utf-8")) for file in CODE}


@cache
def nodes(file: Path) -> list[ast.AST]:
    """All nodes of a file of the program's code."""
    return list(ast.walk(trees()[file]))


def constant(node: ast.expr | None) -> str | None:
    """The text that a constant is; None for any other expression."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def target(node: ast.Assign | ast.AnnAssign) -> str:
    """What an assignment binds."""
    return ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
