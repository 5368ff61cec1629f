"""Quick fixes: what `--fix` would write, the nearest known word, and the line that a finding asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dcat_publisher.checking.fixes import Edit, fix_of
from dcat_publisher.editor.lsp.folder import State
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Words, in_language
from dcat_publisher.model.place import Place
from dcat_publisher.rules.examples import example_in
from dcat_publisher.shacl.names import TOO_FEW
from dcat_publisher.source import Mapping, Node, Scalar
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
    node = _node_at(text.root, found)
    if not isinstance(node, Mapping) or not node.entries or text.span(node.place)[:1] == "{":
        return None
    key, value = node.entries[0]
    indent = " " * (key.place.column - 1)
    if value.place.line == value.place.end_line == key.place.line:
        end = len(text.line(key.place.line)) + 1
        return Edit(Place(text.file, key.place.line, end, key.place.line, end), f"\n{indent}{line}")
    start = Place(text.file, key.place.line, key.place.column, key.place.line, key.place.column)
    return Edit(start, f"{line}\n{indent}")


def _covers(node: Node, found: Finding) -> bool:
    span, start = node.place, (found.place.line, found.place.column)
    return (span.line, span.column) <= start < (span.end_line, span.end_column)


def _node_at(root: Node | None, found: Finding) -> Node | None:
    """Return the mapping that stands at a finding's place, or that holds it."""
    node, inner = None, root
    while inner is not None and not isinstance(inner, Scalar):
        node = inner if isinstance(inner, Mapping) else node
        if inner.place == found.place:
            break
        below = [value for _, value in inner.entries] if isinstance(inner, Mapping) else inner.items
        inner = next((one for one in below if _covers(one, found)), None)
    return node
