"""Texts that begin with a character that YAML takes for something else: `[Utkast] Tall`, `"A" og B`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

CLOSING: Final = {"{": "}", "[": "]"}
_QUOTATION: Final = "\"'"
_VALUE: Final = re.compile(r"""(?:^[ \t]*(?:-[ \t]+)*|[{,][ \t]*)(?:"[^"]*"|'[^']*'|[\w@-]+):[ \t]+(?=\S)""")
_ITEM: Final = re.compile(r"^[ \t]*(?:-[ \t]+)+(?=\S)|\[[ \t]*(?=\S)")
_HEADER: Final = re.compile(r"[|>][+-]?[0-9]?[+-]?[ \t]+(?!#)\S|[|>][^\s+0-9-]")
_NEXT: Final = re.compile(r",[ \t]*[\w@-]+:[ \t]|,(?=[^,]*\])")


class Misread(NamedTuple):
    """A text on a line that is read as something else: the rule, where it begins (from 0), and its mark."""

    code: str
    start: int
    text: str
    mark: str


def misread(line: str, problem: str) -> Misread | None:
    """Return the first text of a line that begins as none does; `problem` is what the parser says."""
    for start in _starts(line):
        text = _text(line, start)
        if text[0] in _QUOTATION:
            if _goes_on(text, text.find(text[0], 1)):
                return Misread("Y029", start, text, text[0])
        elif _is_misread(text, problem):
            doubled = text[0] in "*&" and text[1:2] == text[0]
            return Misread("Y028", start, text, text[:2] if doubled else text[0])
    return None


def within(text: str) -> str:
    """Return a text without the quotation marks around it that ended too early."""
    return text[1:-1] if len(text) > 1 and text[-1] == text[0] else text


def _starts(line: str) -> Iterator[int]:
    found = [match.end() for pattern in (_VALUE, _ITEM) for match in pattern.finditer(line)]
    yield from sorted(set(found))


def _text(line: str, start: int) -> str:
    """Return the text that begins on a line: to the next key between braces, else to the end of the line."""
    opened = line[:start].count("{") + line[:start].count("[")
    match = _NEXT.search(line, start) if opened else None
    text = line[start:] if match is None else line[start : match.start()]
    text = text.rstrip()
    while opened and match is None and _closes_more(text):
        text = text[:-1].rstrip()
    return text or line[start:]


def _closes_more(text: str) -> bool:
    """Return whether a text ends by closing what was opened before it."""
    opening = next((mark for mark, closing in CLOSING.items() if text.endswith(closing)), None)
    return opening is not None and text.count(CLOSING[opening]) > text.count(opening)


def _is_misread(text: str, problem: str) -> bool:
    mark = text[0]
    if mark in CLOSING:
        return _goes_on(text, text.find(CLOSING[mark]))
    if mark in "*&":
        return "alphabetic" in problem or "alias" in problem
    if mark in "|>":
        return _HEADER.match(text) is not None
    if mark in "-?":
        return text[1:2] == " " and "not allowed" in problem
    return mark in "@%`" or (mark == "," and "node content" in problem)


def _goes_on(text: str, end: int) -> bool:
    """Return whether there is more text behind what ends at an offset, and no comment."""
    rest = text[end + 1 :].lstrip(" \t")
    return end > 0 and rest != "" and rest[0] not in "#,:]}"
