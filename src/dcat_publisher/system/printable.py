"""Text from outside on a terminal: no store, document or source file may move its cursor or hide a line.

A terminal obeys control characters (ECMA-48: U+0000 to U+001F, U+007F to U+009F), and shows text in another
order than it is in where there are bidirectional controls (Unicode Standard Annex 9) or other line ends.
"""

from __future__ import annotations

import re
from typing import Final

_OBEYED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""Return a text of one or more lines with `\u001b` and the like for what a terminal would obey.

    JSON, Turtle and N-Triples read the same value from that. Line feeds and tabs stay.
    """
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def one_line(text: str) -> str:
    """Return a text folded to one line, with a space for what cannot be printed."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(character if character.isprintable() else " " for character in line)


def in_place(text: str) -> str:
    """Return one line with a dot for each character that cannot be printed, so that columns stay."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else "·" for character in text)
