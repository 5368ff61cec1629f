"""What text programs and keyboards put where YAML wants a hyphen, a space or nothing."""

from __future__ import annotations

import re
from typing import Final

from dcat_publisher.model.language import Message, Words, filled

_WORDS: Final = Words(__file__)

_CLASS: Final = "\u00a0\u00ad\u180e\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
UNSEEN: Final = re.compile(f"[{_CLASS}]")
"""Spaces that are none to YAML, and characters without a width (Unicode, general categories Zs and Cf)."""
UNSEEN_AROUND: Final = re.compile(f"^[{_CLASS} ]*[{_CLASS}][{_CLASS} ]*|[{_CLASS} ]*[{_CLASS}][{_CLASS} ]*$")
"""The same before or behind a word."""
_MARKS: Final = "–—―−‒•·▪●◦‣⁃\uf0b7"
LIST_MARK: Final = re.compile(rf"([{_MARKS}])(?:[ \t{_CLASS}]+|$)")
"""What begins an item of a list in a text program."""
MARK_OR_UNSEEN: Final = re.compile(f"[{_MARKS}{_CLASS}]")
"""A character of either kind, wherever it stands."""
_NAMES: Final = {"\u00a0": "no_break", "\u202f": "no_break", "\u00ad": "soft_hyphen"}


def name_of(character: str) -> Message:
    """Return what an unseen character is called, with its number in Unicode."""
    return filled(_WORDS[_NAMES.get(character, "unseen")], code=f"U+{ord(character):04X}")


def quoted(text: str) -> str:
    """Return a text between quotation marks of YAML that say it as it is."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def short(text: str, most: int = 120) -> str:
    """Return a text, or its beginning where it is longer than a line."""
    return text if len(text) <= most else f"{text[:most]}…"


__all__ = ["LIST_MARK", "MARK_OR_UNSEEN", "UNSEEN", "UNSEEN_AROUND", "name_of", "quoted", "short"]
