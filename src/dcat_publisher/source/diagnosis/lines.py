"""The lines that a YAML parser speaks of, and what they say: how far in they are, whether they have a key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dcat_publisher.model.place import Place

_INDENT: Final = re.compile(r"[ \t]*")
_ITEM: Final = re.compile(r"(?:-[ \t]+)*")
# A key: quoted, or plain up to the first colon that has a space behind it.
_KEY: Final = re.compile(r"""("[^"]*"|'[^']*'|[^\s#"'\[\]{},][^#]*?)[ \t]*:(?=[ \t]|$)""")


class Fault(NamedTuple):
    """What a parser says: the lines, its words, the place (from 1), and where what it was in began."""

    lines: Sequence[str]
    file: str
    problem: str
    line: int
    column: int
    first: int
    start: int
    context: str

    @property
    def text(self) -> str:
        """The line that the parser points at."""
        return self.at(self.line)

    def at(self, line: int) -> str:
        """Return a line by its number; empty where there is none."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def above(self, line: int) -> int:
        """Return the number of the nearest line above that has more than a comment; 0 for none."""
        return next((n for n in range(line - 1, 0, -1) if content(self.at(n))), 0)

    def below(self, line: int) -> int:
        """Return the number of the nearest line below that has more than a comment; 0 for none."""
        numbers = range(line + 1, len(self.lines) + 1)
        return next((n for n in numbers if content(self.at(n))), 0)

    def place(self, line: int, column: int, length: int = 1) -> Place:
        """Return a place on a line."""
        return Place(self.file, line, column, line, column + max(length, 1))

    def whole(self, line: int) -> Place:
        """Return the place of all that is written on a line."""
        start = indent_of(self.at(line))
        return self.place(line, start + 1, len(self.at(line).rstrip()) - start)

    @property
    def is_first_colon(self) -> bool:
        """Whether the parser points at the colon of the first key of its line."""
        match = _KEY.match(self.text, inner(self.text))
        return match is not None and match.end() == self.column


def content(line: str) -> str:
    """Return what is written on a line, without indentation; empty for a comment."""
    text = line.strip(" \t")
    return "" if text.startswith("#") else text


def indent_of(line: str) -> int:
    """Return how many spaces and tabs a line begins with."""
    match = _INDENT.match(line)
    return 0 if match is None else match.end()


def inner(line: str) -> int:
    """Return how far in the text of a line begins, behind the dashes of a list."""
    start = indent_of(line)
    match = _ITEM.match(line, start)
    return start if match is None else match.end()


def value_start(line: str) -> int | None:
    """Return where the value behind the key of a line begins; None where it has no key, or nothing behind."""
    match = _KEY.match(line, inner(line))
    if match is None:
        return None
    start = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip(" \t"))
    return start if line[start:].strip() and not line[start:].startswith("#") else None


def has_key(line: str) -> bool:
    """Return whether a line begins with a key and its colon."""
    return _KEY.match(line, inner(line)) is not None
