"""What YAML reads as something else than was meant: a comma in a text between braces, a list of long dashes.

Such a file can be read, and the values in it are not what was typed. Each slip is a finding, and the tree
goes on as it was meant, so that nothing else is said of the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.tree import Mapping, Node, Scalar, StopError
from dcat_publisher.source.tree import Sequence as List
from dcat_publisher.source.typing_marks import (
    LIST_MARK,
    MARK_OR_UNSEEN,
    UNSEEN,
    UNSEEN_AROUND,
    name_of,
    quoted,
    short,
)

GLUED: Final = re.compile(r"""([\w@-]+|"[^"]*"|'[^']*'):(?!//)(\S.*)""", re.DOTALL)
"""A key with its value, without a space between the two."""
_EQUAL: Final = re.compile(r"""([a-z@][\w@-]*)[ \t]*=[ \t]*(\S.*)""", re.DOTALL)
_PERHAPS: Final = re.compile(rf"^[ \t]*(?:{LIST_MARK.pattern}|-[^\W\d_])|{UNSEEN.pattern}", re.MULTILINE)
# What is found much faster, and without which a text has none of that.
_DASH: Final = re.compile(r"\n[ \t]*-[^\W\d_]")
_UNSPACED: Final = re.compile(r"-(?=[^\W\d_])")
_UNSEEN_DASH: Final = re.compile(rf"-({UNSEEN.pattern})")
_UNSEEN_COLON: Final = re.compile(rf"[\w@-]+:({UNSEEN.pattern})")
_QUOTATION: Final = "\"'"


class BareKeys:
    """What stands between braces without a colon behind it: parts of texts with commas, items of a list."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._items: list[Scalar] = []
        self._texts: dict[int, tuple[Scalar, list[Scalar]]] = {}

    def add(self, key: Scalar, entries: dict[str, tuple[Scalar, Node]]) -> None:
        """Take a key without a colon, behind those that were read before it."""
        last = next(reversed(entries.values()), None)
        glued = GLUED.fullmatch(key.text) or _EQUAL.fullmatch(key.text)
        if glued is not None:
            right = f"{glued[1]}: {glued[2]}"
            self.findings.append(finding("Y025", key.place, text=short(key.text), right=short(right)))
            name = glued[1].strip(_QUOTATION)
            entries.setdefault(name, (Scalar(name, key.place), Scalar(_bare(glued[2]), key.place)))
        elif last is not None and isinstance(last[1], Scalar):
            self._texts.setdefault(id(last[1]), (last[1], []))[1].append(key)
        else:
            self._items.append(key)

    def end(self, entries: dict[str, tuple[Scalar, Node]], place: Place) -> List | None:
        """Put the texts together again; return the list that braces without a key were meant for."""
        for text, parts in self._texts.values():
            joined = ", ".join([text.text, *(part.text for part in parts)])
            text.text = joined[1:-1] if joined[0] in "“”„«" and joined[-1] in "”“»" else joined
            end = parts[-1].place
            span = text.place._replace(end_line=end.end_line, end_column=end.end_column)
            words = short(joined), short(quoted(text.text))
            self.findings.append(finding("Y022", span, text=words[0], quoted=words[1]))
        if not self._items:
            return None
        items = ", ".join(item.text for item in self._items)
        self.findings.append(finding("Y037", self._items[0].place, items=short(items)))
        return None if entries else List(place, list(self._items), 1 + len(self._items))


def is_bare(key: Scalar, value: Node) -> bool:
    """Return whether a key between braces has no colon: its empty value is then where the key ends."""
    return (
        type(value) is Scalar
        and value.text == ""
        and value.plain
        and (value.place.line, value.place.column) == (key.place.end_line, key.place.end_column)
    )


def _bare(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] in _QUOTATION and text[-1] == text[0] else text


def put_right(root: Node, text: str) -> list[Finding]:
    """Put right the keys and lists of a tree that text programs changed, and say where.

    Raises StopError where a key is indented with what is no space to YAML.
    """
    return list(_of_node(root)) if _may_have_slips(text) else []


def _may_have_slips(text: str) -> bool:
    is_odd = MARK_OR_UNSEEN.search(text) is not None or _DASH.search(f"\n{text}") is not None
    return is_odd and _PERHAPS.search(text) is not None


def _of_node(node: Node) -> Iterator[Finding]:
    if isinstance(node, Mapping):
        for number, (key, value) in enumerate(node.entries):
            yield from _of_key(key)
            found = _list_of(key, value)
            if found is not None:
                node.entries[number] = (key, found[1])
                yield found[0]
            else:
                yield from _of_node(value)
    elif isinstance(node, List):
        for item in node.items:
            yield from _of_item(item) if isinstance(item, Scalar) else _of_node(item)


def _of_key(key: Scalar) -> Iterator[Finding]:
    mark = LIST_MARK.match(key.text) if key.plain else None
    if mark is not None and mark.end() < len(key.text):
        key.text = key.text[mark.end() :]
        yield finding("Y023", key.place, mark=mark[1])
    unseen = UNSEEN.search(key.text) if key.plain else None
    if unseen is not None and unseen.start() == 0:  # the indentation: what belongs to what is not known
        raise StopError(finding("Y024", key.place, character=name_of(unseen[0])))
    if unseen is not None and UNSEEN_AROUND.search(key.text) is not None:
        key.text = UNSEEN_AROUND.sub("", key.text)
        yield finding("Y024", key.place, character=name_of(unseen[0]))


def _of_item(item: Scalar) -> Iterator[Finding]:
    match = _UNSEEN_COLON.match(item.text) if item.plain else None
    if match is not None:
        yield finding("Y024", item.place, character=name_of(match[1]))


def _list_of(key: Scalar, value: Node) -> tuple[Finding, List] | None:
    """Return the list that a text below its key was meant to be, where each item has another mark."""
    if not isinstance(value, Scalar) or not value.plain or value.place.line == key.place.line:
        return None
    start = value.place._replace(end_line=value.place.line, end_column=value.place.column + 1)
    if (mark := LIST_MARK.match(value.text)) is not None:
        return finding("Y023", start, mark=mark[1]), _items(value, LIST_MARK.split(value.text)[2::2])
    if (mark := _UNSEEN_DASH.match(value.text)) is not None:
        texts = _UNSEEN_DASH.split(value.text)[2::2]
        return finding("Y024", start, character=name_of(mark[1])), _items(value, texts)
    if _UNSPACED.match(value.text) is None:
        return None
    items = [item for item in re.split(r"(?:^| )-(?=[^\W\d_])", value.text) if item]
    first = items[0].strip()
    return finding("Y036", start, text=short(f"-{first}"), right=short(f"- {first}")), _items(value, items)


def _items(value: Scalar, texts: Sequence[str]) -> List:
    items: list[Node] = [Scalar(text.strip(), value.place) for text in texts if text.strip()]
    return List(value.place, items, 1 + len(items))


__all__ = ["GLUED", "BareKeys", "is_bare", "put_right"]
