"""What code and templates ask for is in the files of words, and what is there is asked for."""

import ast
import errno
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tests.words_in_files import CODE, ROOT, WORDS, Text, constant, nodes, target, trees

_OPENED = re.compile(r"Words\(__file__\)(?:\.group\('(\w+)'\))?")
_IN_TEMPLATE = re.compile(r"\bword\(\"(\w+)\"(?: if [^)]* else \"(\w+)\")?\)")


class Use(NamedTuple):
    """A place where code asks for a text; the key is None where it is computed."""

    place: str
    file: Path
    group: str
    key: str | None


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def opened(node: ast.stmt) -> tuple[str, str] | None:
    """The name and the group of `NAME = Words(__file__)…`; None for anything else."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return None
    match = _OPENED.fullmatch(ast.unparse(node.value))
    return None if match is None else (target(node), match[1] or "")


@cache
def names() -> dict[tuple[str, str], tuple[Path, str]]:
    """Module and name -> the file and the group that the name is bound to, there or where it is imported."""
    bound = {
        (module_name(file), name_and_group[0]): (file.with_name("words.toml"), name_and_group[1])
        for file, tree in trees().items()
        for node in tree.body
        if (name_and_group := opened(node)) is not None
    }
    imported = {
        (module_name(file), alias.asname or alias.name): bound[node.module or "", alias.name]
        for file in CODE
        for node in nodes(file)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module or "", alias.name) in bound
    }
    return bound | imported


def in_code(file: Path, node: ast.AST) -> Use | None:
    """The text that an expression asks for: `NAME[key]`, or `word(key, …)` of the pages and their like."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        bound = names().get((module_name(file), node.value.id))
        place = f"{file.relative_to(ROOT)}:{node.lineno}"
        return None if bound is None else Use(place, *bound, constant(node.slice))
    if not isinstance(node, ast.Call) or not node.args or constant(node.args[0]) is None:
        return None
    if ast.unparse(node.func).rpartition(".")[2] not in ("word", "phrase"):
        return None
    place = f"{file.relative_to(ROOT)}:{node.lineno}"
    return Use(place, file.with_name("words.toml"), "", constant(node.args[0]))


def in_templates() -> Iterator[Use]:
    """The texts that templates ask for; `word` is bound to a whole file, or to a group of it."""
    for template in ROOT.rglob("templates/*"):
        file = template.parents[1] / "words.toml"
        for match in _IN_TEMPLATE.finditer(template.read_text("utf-8")):
            for key in filter(None, match.groups()):
                groups = sorted(text.group for text in WORDS if (text.file, text.key) == (file, key))
                yield Use(str(template.relative_to(ROOT)), file, groups[0] if groups else "", key)


@cache
def uses() -> list[Use]:
    """Every place in code and templates that asks for a text."""
    found = (in_code(file, node) for file in CODE for node in nodes(file))
    return [*(use for use in found if use is not None), *in_templates()]


@cache
def mentioned() -> frozenset[str]:
    """What a computed key may be: a constant of the code, a member of an enumeration, a code of a list."""
    keys: set[str] = set(errno.errorcode.values())
    for node in chain.from_iterable(map(nodes, CODE)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
            keys.add(str(node.value))
        elif isinstance(node, ast.ClassDef):
            keys.update(target(line).lower() for line in node.body if isinstance(line, ast.Assign))
    for template in ROOT.rglob("templates/*"):
        keys.update(re.findall(r"\"(\w+)\"", template.read_text("utf-8")))
    rights = ROOT.parents[1] / "vocab" / "schemes" / "access-right.ttl"
    return frozenset(keys | set(re.findall(r'skos:notation "(\w+)"', rights.read_text("utf-8"))))


def test_every_key_that_is_asked_for_is_there() -> None:
    there = {(text.file, text.group, text.key) for text in WORDS}
    asked = [use for use in uses() if use.key is not None]
    assert len(asked) > 100
    assert [use for use in asked if (use.file, use.group, use.key) not in there] == []


def is_used(text: Text, asked: set[str | None]) -> bool:
    return text.key in asked or (None in asked and text.key in mentioned())


def test_every_text_is_used() -> None:
    asked: dict[tuple[Path, str], set[str | None]] = {}
    for use in uses():
        asked.setdefault((use.file, use.group), set()).add(use.key)
    assert [str(text) for text in WORDS if not is_used(text, asked.get((text.file, text.group), set()))] == []
