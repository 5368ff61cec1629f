"""Comments that may have been meant as text: ` #` ends a plain text in YAML, and what follows is not read.

Whether it was meant as text depends on the key, so that the reader only notes it (`Scalar.cut`); the mapping
reports it where a text is asked for. A comment with two spaces before the `#` and one behind it, as people
and programs write comments, is none of them; nor is one behind a key whose value is a list or keys below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.model.place import Place
from dcat_publisher.source.tree import Mapping, Node, Scalar
from dcat_publisher.source.tree import Sequence as List

# YAML 1.1, section 5.4: what libyaml ends a line at.
LINE: Final = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|\\Z)")
BREAKS: Final = "\n\r\x85\u2028\u2029"
_PERHAPS: Final = re.compile(r"[ \t]#")
_COMMENT: Final = re.compile(r"[ \t]+#")
_PLAINLY: Final = re.compile(r"(?:[ ]{2,}|[ ]*\t[ \t]*)#(?:[\s#!]|\Z)")
_HASHTAG: Final = re.compile(r"#[^\s#!]")
# What stands between a key or a dash and the value on its line: an anchor, a tag.
_BEFORE_VALUE: Final = re.compile(r"""["']?[ \t]*:?(?:[ \t]+[&!][^\s]*)*(?=[ \t])""")
# A line of a plain text, so without quotation marks before the `#`.
_UNQUOTED: Final = re.compile(r"""[^"'#]*[^\s"'#,\[\]{}:](?=([ \t]+#.*))""")
# A `#` that begins an item between brackets or braces; libyaml wants no space before it there.
_FIRST_IN_BRACKETS: Final = re.compile(r"""[^"'#]*[\[,{][ \t]*(?=(#[^\s#!].*))""")
_ONLY_COMMENT: Final = re.compile(r"[ \t]*(?=(#.*))")
_PLAIN_LINE: Final = re.compile(r"""[^"'#|>\[\]{}]*[^\s"'#:|>\[\]{}-]""")
_KEY: Final = re.compile(r"[^#]*:(?:\s|\Z)")


def note_cuts(root: Node | None, text: str, file: str) -> None:
    """Note at each text of a tree the comment that took it or a part of it, unless it is plainly one."""
    if root is not None and "#" in text and _PERHAPS.search(text) is not None:
        lines = [line.rstrip(BREAKS) for line in LINE.findall(text)]
        for scalar, before in _scalars(root):
            _note(scalar, _cut(scalar, before, lines), lines, file)


def _note(scalar: Scalar, start: tuple[int, int] | None, lines: Sequence[str], file: str) -> None:
    if start is not None:
        line, column = start
        scalar.cut = Place(file, line, column, line, len(lines[line - 1]) + 1)
        scalar.cut_is_word = _HASHTAG.match(lines[line - 1], column - 1) is not None


def _cut(scalar: Scalar, before: Place, lines: Sequence[str]) -> tuple[int, int] | None:
    """Return line and column of the `#` that ends a text too early; `before` is its key, or its own place.

    A text without a character was taken whole: `- #helse`. One that begins below its key lost its first line.
    """
    place = scalar.place
    if (not scalar.text and scalar.plain) or place.line > before.end_line:
        match = _BEFORE_VALUE.match(lines[before.end_line - 1], before.end_column - 1)
        start = before.end_column - 1 if match is None else match.end()
        gap = _gap(lines[before.end_line - 1][start:])
        hashed = _HASHTAG.match(lines[before.end_line - 1], start + gap) is not None
        if gap and (not scalar.text or hashed):
            return before.end_line, start + gap + 1
    if not scalar.plain or not scalar.text:
        return None
    gap = _gap(lines[place.end_line - 1][place.end_column - 1 :])
    return (place.end_line, place.end_column + gap) if gap else _line_below(place, lines)


def _line_below(place: Place, lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the `#` of a line below a text on lines of its own, where it begins like a line of it."""
    if place.end_line >= len(lines) or lines[place.line - 1][: place.column - 1].strip():
        return None
    below = lines[place.end_line]
    begins = not below[: place.column - 1].strip() and _HASHTAG.match(below, place.column - 1) is not None
    return (place.end_line + 1, place.column) if begins else None


def cut_in(lines: Sequence[str], first: int, last: int) -> tuple[int, int, str] | None:
    """Return line, column (both from 1) and text of a comment that may be the fault in some lines."""
    for number in range(max(first, 1), min(last, len(lines)) + 1):
        line = lines[number - 1]
        match = _UNQUOTED.match(line)
        if match is not None and (gap := _gap(match[1])):
            return number, match.end() + gap + 1, match[1][gap:]
        if (match := _FIRST_IN_BRACKETS.match(line)) is not None:
            return number, match.end() + 1, match[1]
    return _between_lines(lines, last)


def _between_lines(lines: Sequence[str], last: int) -> tuple[int, int, str] | None:
    """Return the first comment of those that part a plain text, the last line of which is the fault."""
    if not 1 < last <= len(lines) or _KEY.match(lines[last - 1]) is not None:
        return None
    number = last - 1
    while number > 0 and _ONLY_COMMENT.match(lines[number - 1]) is not None:
        number -= 1
    match = _ONLY_COMMENT.match(lines[number])
    if match is None or number in (0, last - 1) or _PLAIN_LINE.fullmatch(lines[number - 1].rstrip()) is None:
        return None
    return number + 1, match.end() + 1, match[1]


def _gap(rest: str) -> int:
    """Return how many spaces stand before a `#` that may have been meant as text; 0 where there is none."""
    match = _COMMENT.match(rest)
    return 0 if match is None or _PLAINLY.match(rest) is not None else len(match[0]) - 1


def _scalars(node: Node) -> Iterator[tuple[Scalar, Place]]:
    """Yield the texts, each with the place of its key; one without a key with its own."""
    below = node.items if isinstance(node, List) else []
    pairs = [(value, value.place) for value in below]
    if isinstance(node, Mapping):
        pairs = [(value, key.place) for key, value in node.entries]
    for value, before in pairs:
        if isinstance(value, Scalar):
            yield value, before
        else:
            yield from _scalars(value)
