"""Regular expressions of SPARQL's REGEX (XPath and XQuery functions 3.1, section 5.6), as Python's `re`.

Translated, because Python would read them otherwise: `$` (Python also matches before a last newline), `.`
(XPath excludes carriage return as well), the flags `s m i x q`, `\\i \\I \\c \\C` and `\\p{L}` (general
categories). Left as Python reads them: `\\w` (Python counts `_` and not, e.g., currency signs), `\\d`, `\\s`
(also Unicode's other spaces), and what XPath does not have but authors write, such as `(?:…)`, `(?=…)`,
`(?i)`. Refused: class subtraction `[a-z-[aeiou]]` and Unicode blocks `\\p{IsGreek}`; better a clear error
than a wrong match.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Final

FLAGS: Final = {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE}

_START: Final = r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
_START_2: Final = r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_NAME: Final = _START + _START_2
_NAMES: Final = {"i": _NAME, "c": _NAME + r"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040"}

_PIECES: Final = r"\\[pP]\{(\^?[^}]*)\}|\\(.)|(\[)|(\])|(\$)|(\.)|(\s)|(-\[)"


def translate(pattern: str, flags: str = "") -> re.Pattern[str]:
    """Compile a pattern of sh:pattern with its sh:flags; raise ValueError if there is no faithful way."""
    unknown = set(flags) - set("smixq")
    if unknown:
        raise ValueError(f"unknown flag {''.join(sorted(unknown))!r}")
    options = re.NOFLAG
    for flag in flags:
        options |= FLAGS.get(flag, re.NOFLAG)
    text = re.escape(pattern) if "q" in flags else _translated(pattern, flags)
    try:
        return re.compile(text, options)
    except (re.error, OverflowError) as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error


def _translated(pattern: str, flags: str) -> str:
    in_class = False
    pieces: list[str] = []
    end = 0
    for match in re.finditer(_PIECES, pattern, re.DOTALL):
        pieces.append(pattern[end : match.start()])
        end = match.end()
        pieces.append(_piece(match, flags, in_class=in_class))
        if match[3] is not None or match[8] is not None:
            in_class = True
        elif match[4] is not None:
            in_class = False
    return "".join([*pieces, pattern[end:]])


def _piece(match: re.Match[str], flags: str, *, in_class: bool) -> str:
    if match[1] is not None:
        return _characters(category_class(match[1]), negated=match[0][1] == "P", in_class=in_class)
    if match[2] is not None:
        letter = match[2].lower()
        if letter not in _NAMES:
            return match[0]
        return _characters(_NAMES[letter], negated=match[2].isupper(), in_class=in_class)
    if in_class:
        if match[8] is not None:
            raise ValueError("class subtraction is not supported")
        return "\\[" if match[0] == "[" else match[0]
    if match[5] is not None:
        return "$" if "m" in flags else r"\Z"
    if match[6] is not None:
        return "." if "s" in flags else r"[^\n\r]"
    return "" if match[7] is not None and "x" in flags else match[0]


def _characters(members: str, *, negated: bool, in_class: bool) -> str:
    if not in_class:
        return f"[{'^' if negated else ''}{members}]"
    if negated:
        raise ValueError("a negated category inside a character class is not supported")
    return members


@cache
def category_class(name: str) -> str:
    """Return the members of a Unicode general category (`L`, `Lu`, …) as the inside of a character class."""
    from unicodedata import category  # noqa: PLC0415 (few patterns need it)

    if not re.fullmatch("[LMNPZSC][a-z]?", name):
        raise ValueError(f"\\p{{{name}}} is not supported")
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
