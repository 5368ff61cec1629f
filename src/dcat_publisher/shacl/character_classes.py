"""Character classes of XML Schema's regular expressions (1.1 part 2, appendix G), as Python's `re`.

Python has no class subtraction `[a-z-[aeiou]]`, no categories `\\p{L}` and no blocks `\\p{IsGreek}`. A class
becomes one of Python's where that can say it, else a look-ahead: `(?:(?![aeiou])[a-z])` is one character of
the second class that is none of the first.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from dcat_publisher.shacl.unicode_blocks import BLOCKS

_START: Final = r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
_START_2: Final = r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_NAME: Final = _START + _START_2
_NAMES: Final = {"i": _NAME, "c": _NAME + r"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040"}
ESCAPE: Final = re.compile(r"\\[pP]\{(\^?[^}]*)\}|\\(.)", re.DOTALL)
"""A backslash and what belongs to it; the name of a category or block is group 1, another letter group 2."""


def escaped(match: re.Match[str]) -> str:
    """Return what an escape outside of a class is for Python."""
    members, negated = _members(match)
    return match[0] if members is None else f"[{'^' if negated else ''}{members}]"


def _members(match: re.Match[str]) -> tuple[str | None, bool]:
    """Return the members that an escape stands for, None where Python knows it, and whether all others."""
    if match[1] is not None:
        return _named_class(match[1]), match[0][1] == "P"
    return _NAMES.get(match[2].lower()), match[2].isupper()


def _named_class(name: str) -> str:
    """Return the members of a category or a block; raise ValueError where there is none of that name."""
    if name.startswith("Is"):
        block = BLOCKS.get(name[2:])
        if block is None:
            raise ValueError(f"\\p{{{name}}} is not supported: no such block of Unicode is known")
        return f"\\u{block[0]:04X}-\\u{block[1]:04X}"
    return category_class(name)


@cache
def category_class(name: str) -> str:
    """Return the members of a Unicode general category (`L`, `Lu`, …) as the inside of a character class."""
    from unicodedata import category  # noqa: PLC0415 (few patterns need it)

    if not re.fullmatch("[LMNPZSC][a-z]?", name):
        raise ValueError(f"\\p{{{name}}} is not supported: no such category of Unicode is known")
    members: list[str] = []
    start = -1
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and category(chr(code)).startswith(name)
        if inside and start < 0:
            start = code
        elif not inside and start >= 0:
            members.append(f"\\U{start:08X}-\\U{code - 1:08X}")
            start = -1
    return "".join(members)


@dataclass
class _Class:
    """A class being read: its own members, those that stand for all but them, and what is taken away."""

    negated: bool
    members: list[str] = field(default_factory=list)
    complements: list[str] = field(default_factory=list)
    without: str | None = None

    def text(self) -> str:
        """Return the class as Python's `re` writes it."""
        members = "".join(self.members)
        if not self.complements:
            base = f"[{'^' if self.negated else ''}{members}]"
        else:
            parts = [*(f"[^{other}]" for other in self.complements), *([f"[{members}]"] if members else [])]
            either = f"(?:{'|'.join(parts)})"
            base = rf"(?:(?!{either})[\s\S])" if self.negated else either
        return base if self.without is None else f"(?:(?!{self.without}){base})"


def character_class(pattern: str, start: int) -> tuple[str, int]:
    """Return the class whose `[` is at `start` as Python writes it, and where it ends."""
    at = start + 1
    negated = pattern.startswith("^", at)
    at += negated
    read, first = _Class(negated), at
    while at < len(pattern):
        escape = ESCAPE.match(pattern, at)
        if pattern[at] == "]" and at > first:
            return read.text(), at + 1
        if pattern.startswith("-[", at) and at > first:
            read.without, at = character_class(pattern, at + 1)
            if not pattern.startswith("]", at):
                raise ValueError("a class subtraction ends its class, and more follows")
        elif escape is not None:
            _take(read, escape)
            at = escape.end()
        else:
            # Python warns of an unescaped bracket, and of doubled signs, which may mean something one day.
            read.members.append(f"\\{pattern[at]}" if pattern[at] in "[&~|" else pattern[at])
            at += 1
    raise ValueError("is not a regular expression: a character class is not closed")


def _take(read: _Class, escape: re.Match[str]) -> None:
    members, negated = _members(escape)
    if members is None:
        read.members.append(escape[0])
    elif negated:
        read.complements.append(members)
    else:
        read.members.append(members)
