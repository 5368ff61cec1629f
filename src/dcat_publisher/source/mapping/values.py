"""One value to one literal: texts, dates, numbers; each checked, each fault a finding.

The checks are stricter than a JSON-LD processor, which takes what it does not understand without a word.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, words
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import XSD, literal
from dcat_publisher.rules import finding

# BCP 47, section 2.1 (`langtag`: language, script, region, variants, extensions, private use).
_LANGUAGE: Final = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.ASCII | re.IGNORECASE,
)
# Characters that XML 1.0 (section 2.2) does not allow, and the bidirectional controls that disguise text.
_NOT_IN_TEXT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
# XML Schema 1.0, part 2, sections 3.2.7 to 3.2.11. Its digits are those of ASCII, and there is no year 0000.
_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_YEAR = r"((?!0000)[0-9]{4})"
_DATE = rf"{_YEAR}-([0-9][0-9])-([0-9][0-9])"
_DATES: Final = {
    "date": re.compile(rf"{_DATE}{_ZONE}"),
    "dateTime": re.compile(rf"{_DATE}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?{_ZONE}"),
    "gYearMonth": re.compile(rf"{_YEAR}-(0[1-9]|1[0-2]){_ZONE}"),
    "gYear": re.compile(rf"{_YEAR}{_ZONE}"),
}
_NUMBER: Final = words("et tall", "eit tal", "a number")
_DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_TYPED: Final[dict[str, tuple[re.Pattern[str], Message, str]]] = {
    "nonNegativeInteger": (
        re.compile(r"\+?[0-9]+|-0+"),
        words("et helt tall", "eit heilt tal", "a whole number"),
        "2048",
    ),
    "integer": (re.compile(r"[+-]?[0-9]+"), words("et helt tall", "eit heilt tal", "a whole number"), "2048"),
    "decimal": (re.compile(_DECIMAL), _NUMBER, "10.5"),
    "double": (re.compile(rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|-?INF|NaN"), _NUMBER, "250.0"),
    "boolean": (
        re.compile(r"true|false|1|0"),
        words("true eller false", "true eller false", "true or false"),
        "true",
    ),
    "hexBinary": (
        re.compile(r"(?:[0-9A-Fa-f]{2})*"),
        words(
            "en rekke heksadesimale sifre", "ei rekkje heksadesimale siffer", "a row of hexadecimal digits"
        ),
        "9f86d081884c7d65",
    ),
    "duration": (
        re.compile(
            r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?", re.ASCII
        ),
        words("en varighet", "ei varigheit", "a duration"),
        "P1D",
    ),
}


def text_fault(value: str, place: Place) -> Finding | None:
    """Report characters that cannot be published."""
    bad = _NOT_IN_TEXT.search(value)
    return None if bad is None else finding("T501", place, character=f"U+{ord(bad[0]):04X}")


def language_fault(tag: str, place: Place) -> Finding | None:
    """Report a language tag that is not well-formed (BCP 47)."""
    return None if _LANGUAGE.fullmatch(tag) is not None else finding("T401", place, tag=tag)


def example_of(datatype: str) -> str:
    """Return a value of a datatype, to show in a help text."""
    return _TYPED.get(datatype.removeprefix(XSD), ("", "", "2018-04-12"))[2]


def typed_term(value: str, datatype: str, place: Place, *, exact: bool = False) -> str | Finding:
    """Return the literal of a datatype, or the finding; unless `exact`, a date may have any date form."""
    name = datatype.removeprefix(XSD)
    if name in _DATES:
        form = date_form(value)
        if form is None or (exact and form != name):
            return _date_finding(value, place)
        return literal(value, f"{XSD}{form}")
    if name in _TYPED:
        pattern, expected, example = _TYPED[name]
        if pattern.fullmatch(value) is None:
            return finding("T202", place, value=value, expected=expected, example=example)
    return text_fault(value, place) or literal(value, datatype)


def date_form(value: str) -> str | None:
    """Give the XSD type (date, dateTime, gYearMonth, gYear) whose form a text has, None when it has none."""
    for name, pattern in _DATES.items():
        match = pattern.fullmatch(value)
        if match is not None:
            return name if name.startswith("g") or _in_calendar(match) else None
    return None


def _in_calendar(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _date_finding(value: str, place: Place) -> Finding:
    match = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", value)
    if match is None:
        return finding("T201", place, value=value)
    iso = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if date_form(iso) is None:
        return finding("T201", place, value=value)
    suggestion = words(f"Mente du `{iso}`?", f"Meinte du `{iso}`?", f"Did you mean `{iso}`?")
    return finding("T201", place, value=value, suggestion=suggestion)
