"""Regular expressions of SPARQL's REGEX (XPath and XQuery functions 3.1, section 5.6), as Python's `re`.

Translated, because Python would read them otherwise: `$` (Python also matches before a last newline), `.`
(XPath excludes carriage return as well), the flags `s m i x q`, `\\i \\I \\c \\C`, `\\p{L}`, `\\p{IsGreek}`
and class subtraction (see `character_classes`). Left as Python reads them: `\\w` (Python counts `_` and not,
e.g., currency signs), `\\d`, `\\s` (also Unicode's other spaces), and what XPath does not have but authors
write, such as `(?:…)`, `(?=…)`, `(?i)`. What cannot be translated is refused: a clear error is better than a
wrong match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dcat_publisher.shacl.character_classes import ESCAPE, character_class, escaped

FLAGS: Final = {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE}


def translate(pattern: str, flags: str = "") -> re.Pattern[str]:
    """Compile a pattern of sh:pattern with its sh:flags; raise ValueError if there is no faithful way."""
    unknown = set(flags) - set("smixq")
    if unknown:
        raise ValueError(f"unknown flag {''.join(sorted(unknown))!r}")
    options = re.NOFLAG
    for flag in flags:
        options |= FLAGS.get(flag, re.NOFLAG)
    try:
        text = re.escape(pattern) if "q" in flags else "".join(_translated(pattern, flags))
        return re.compile(text, options)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error


def _translated(pattern: str, flags: str) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        escape = ESCAPE.match(pattern, at)
        if escape is not None:
            yield escaped(escape)
            at = escape.end()
        elif pattern[at] == "[":
            text, at = character_class(pattern, at)
            yield text
        else:
            yield _outside(pattern[at], flags)
            at += 1


def _outside(character: str, flags: str) -> str:
    """Return what a character outside of classes and escapes is for Python."""
    if character == "$":
        return "$" if "m" in flags else r"\Z"
    if character == ".":
        return "." if "s" in flags else r"[^\n\r]"
    return "" if "x" in flags and character.isspace() else character
