"""Quick fixes: what `--fix` would write, the nearest known word, and the line that a finding asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dcat_publisher.checking.fixes import Edit, fix_of
from dcat_publisher.checking.help import node_at
from dcat_publisher.editor.lsp.folder import State
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Words, in_language
from dcat_publisher.model.place import Place
from dcat_publisher.rules.examples import example_in
from dcat_publisher.shacl.names import TOO_FEW
from dcat_publisher.source import Mapping
from dcat_publisher.source.source_text import Text

_WORDS: Final = Words(__file__)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that an editor may offer; `preferred` when it is the one that `--fix` would take."""

    title: str
    edits: tuple[Edit, ...]
    preferred: bool = False


def actions(found: Finding, state: State, language: str) -> Iterator[Action]:
    """Yield what can be offered for a finding."""
    fix = fix_of(found, state.bench)
    if fix is not None:
        yield Action(in_language(fix.title, language), fix.edits, fix.safe)
    if found.component == TOO_FEW and found.help is not None:
        example = example_in(in_language(found.help, language))
        text = state.bench.texts[found.place.file]
        edit = None if example is None else added_line(text, found, f"{example[0]}: {example[1]}")
        if edit is not None and example is not None:
            yield Action(_WORDS["add"][language].format(line=f"{example[0]}: {example[1]}"), (edit,))


def added_line(text: Text, found: Finding, line: str) -> Edit | None:
    """Return the edit that adds a line to the mapping that lacks it; None where that is in flow style."""
    node = node_at(text.root, found)
    if not isinstance(node, Mapping) or not node.entries or text.span(node.place)[:1] == "{":
        return None
    key, value = node.entries[0]
    indent = " " * (key.place.column - 1)
    if value.place.line == value.place.end_line == key.place.line:
        end = len(text.line(key.place.line)) + 1
        return Edit(Place(text.file, key.place.line, end, key.place.line, end), f"\n{indent}{line}")
    start = Place(text.file, key.place.line, key.place.column, key.place.line, key.place.column)
    return Edit(start, f"{line}\n{indent}")
