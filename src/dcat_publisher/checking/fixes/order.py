"""Key order: `type` before all else but `id`, so that a reader, and an editor, knows what is described.

Only a line that stands alone is moved: one key with one plain word, without a comment above it, in a block
whose first key has none above it either. Nothing else about the order is a program's business.
"""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.checking.fixes.model import Edit
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.source import Mapping, Node, Scalar
from dcat_publisher.source.mapping import is_collection
from dcat_publisher.source.mapping.settings import SETTINGS
from dcat_publisher.source.source_text import Text

_MODELINE = "yaml-language-server:"


def order_edits(text: Text, context: Context) -> list[Edit]:
    """Return the edits that move `type` to the top of the records in a file; the graph stays the same."""
    return [edit for node in _records(text, context) for edit in _moved(text, node, context)]


def _records(text: Text, context: Context) -> Iterator[Mapping]:
    root = text.root
    if not isinstance(root, Mapping):
        return
    if is_collection(root, context):
        yield from (node for _, node in root.entries if isinstance(node, Mapping))
    elif not any(key.text in SETTINGS for key, _ in root.entries):
        yield root


def _moved(text: Text, node: Mapping, context: Context) -> list[Edit]:
    lines = [key.place.line for key, _ in node.entries]
    if len(set(lines)) < len(lines) or text.span(node.place).startswith("{"):
        return []
    ordered = [context.keyword(key.text) for key, _ in node.entries]
    if ordered.count("@type") != 1 or set(ordered[: ordered.index("@type")]) <= {"@id"}:
        return []
    return _line_moved(text, node, *node.entries[ordered.index("@type")])


def _line_moved(text: Text, node: Mapping, key: Scalar, value: Node) -> list[Edit]:
    first = node.entries[0][0]
    if _stands_alone(text, key, value) and first is not key and not _commented(text, first.place.line):
        start = Place(text.file, first.place.line, 1, first.place.line, 1)
        line = key.place.line
        return [Edit(start, f"{text.line(line)}{_line_end(text, line)}"), Edit(_whole_line(text, line), "")]
    return []


def _stands_alone(text: Text, key: Scalar, value: Node) -> bool:
    """Return whether a key and its value make a line of their own that means the same wherever it stands."""
    line = key.place.line
    if not isinstance(value, Scalar) or value.place.line != line or value.place.end_line != line:
        return False
    before = text.line(line)[: key.place.column - 1]
    alone = not before.strip() and not _commented(text, line) and _line_end(text, line) != ""
    return alone and not any(mark in text.line(line) for mark in "&*")


def _commented(text: Text, line: int) -> bool:
    above = text.line(line - 1).lstrip() if line > 1 else ""
    return above.startswith("#") and _MODELINE not in above


def _line_end(text: Text, line: int) -> str:
    whole = text.lines[line - 1]
    return whole[len(text.line(line)) :]


def _whole_line(text: Text, line: int) -> Place:
    return Place(text.file, line, 1, line + 1, 1)
