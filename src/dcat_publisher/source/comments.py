"""Comments that may have been meant as text: ` #` ends a plain text in YAML, and what follows is not read.

Whether it was meant as text depends on the key, so that the reader only notes it (`Scalar.cut`); the mapping
reports it where a text is asked for. A comment with two spaces before the `#` and one behind it, as people
and programs write comments, is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.model.place import Place
from dcat_publisher.source.tree import Mapping, Node, Scalar

# YAML 1.1, section 5.4: what libyaml ends a line at.
LINE: Final = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|\\Z)")
_BREAKS: Final = "\n\r\x85\u2028\u2029"
_PERHAPS: Final = re.compile(r"[^\s#][ \t]+#")
_COMMENT: Final = re.compile(r"[ \t]+#")
_PLAINLY: Final = re.compile(r"(?:[ ]{2,}|[ ]*\t[ \t]*)#(?:[\s#!]|\Z)")
# A line of a plain text, so without quotation marks before the `#`.
_UNQUOTED: Final = re.compile(r"""[^"'#]*[^\s"'#,\[\]{}:](?=([ \t]+#.*))""")


def note_cuts(root: Node | None, text: str, file: str) -> None:
    """Note at each plain text of a tree the comment that follows it on its line, unless it is plainly one."""
    if root is None or _PERHAPS.search(text) is None:
        return
    lines = LINE.findall(text)
    for scalar in _plain(root):
        place = scalar.place
        rest = lines[place.end_line - 1][place.end_column - 1 :].rstrip(_BREAKS)
        gap = _gap(rest)
        if gap:
            column = place.end_column + gap
            end = place.end_column + len(rest)
            scalar.cut = Place(file, place.end_line, column, place.end_line, end)


def cut_in(lines: Sequence[str], first: int, last: int) -> tuple[int, int, str] | None:
    """Return line, column (both from 1) and text of a comment that may be the fault in some lines."""
    for number in range(max(first, 1), min(last, len(lines)) + 1):
        match = _UNQUOTED.match(lines[number - 1])
        if match is not None and (gap := _gap(match[1])):
            return number, match.end() + gap + 1, match[1][gap:]
    return None


def _gap(rest: str) -> int:
    """Return how many spaces stand before a `#` that may have been meant as text; 0 where there is none."""
    match = _COMMENT.match(rest)
    return 0 if match is None or _PLAINLY.match(rest) is not None else len(match[0]) - 1


def _plain(node: Node) -> Iterator[Scalar]:
    """Yield the texts without quotation marks; keys are none, for a comment cannot follow one."""
    if isinstance(node, Scalar):
        if node.plain and node.text:
            yield node
        return
    below = [value for _, value in node.entries] if isinstance(node, Mapping) else node.items
    for value in below:
        yield from _plain(value)
