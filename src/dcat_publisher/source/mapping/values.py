"""One value to one literal: texts, dates, numbers; each checked, each fault a finding.

The checks are stricter than a JSON-LD processor, which takes what it does not understand without a word.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import literal
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping.written_dates import is_outside_the_calendar, readings

_WORDS: Final = Words(__file__)


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
_PERIOD_DATE: Final = re.compile(r"(?<![0-9])([12][0-9]{3})(?:-([01][0-9]))?(?:-([0-3][0-9]))?(?![0-9])")
_NAME: Final = re.compile(r"[A-Za-z#][\w./-]*")
_STILL: Final = re.compile(
    r"\s*(?:pågår|pågåande|pågående|løpende|løpande|i dag|idag|nå|no|now|d\.?d\.?|present|ongoing|current"
    r"|today|fortsatt|framleis|ennå|enno|uavsluttet|åpen|open|[-–—…]+|\.{2,})\s*",
    re.IGNORECASE,
)
_BETWEEN_DIGITS: Final = re.compile(r"(?<=[0-9])[\s\u00a0\u202f'’](?=[0-9]{3}(?![0-9]))")
_SIZE: Final = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(byte|bytes|b|kb|kib|mb|mib|gb|gib|tb)", re.IGNORECASE)
_UNITS: Final = {
    **dict.fromkeys(("b", "byte", "bytes"), 1), "kb": 10**3, "kib": 2**10, "mb": 10**6, "mib": 2**20,
    "gb": 10**9, "gib": 2**30, "tb": 10**12,
}  # fmt: skip
_DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_TYPED: Final[dict[str, tuple[re.Pattern[str], str, str]]] = {
    "nonNegativeInteger": (
        re.compile(r"\+?[0-9]+|-0+"),
        "whole_number",
        "2048",
    ),
    "integer": (re.compile(r"[+-]?[0-9]+"), "whole_number", "2048"),
    "decimal": (re.compile(_DECIMAL), "number", "10.5"),
    "double": (re.compile(rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|-?INF|NaN"), "number", "250.0"),
    "boolean": (
        re.compile(r"true|false|1|0"),
        "true_or_false",
        "true",
    ),
    "hexBinary": (
        re.compile(r"(?:[0-9A-Fa-f]{2})*"),
        "hexadecimal",
        "9f86d081884c7d65",
    ),
    "duration": (
        re.compile(
            r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?", re.ASCII
        ),
        "duration",
        "P1D",
    ),
}


def text_fault(value: str, place: Place) -> Finding | None:
    """Report characters that cannot be published."""
    bad = _NOT_IN_TEXT.search(value)
    return None if bad is None else finding("T501", place, character=f"U+{ord(bad[0]):04X}")


def example_of(datatype: str) -> str:
    """Return a value of a datatype, to show in a help text."""
    return _TYPED.get(datatype.removeprefix(XSD.iri), ("", "", "2018-04-12"))[2]


def typed_term(value: str, datatype: str, place: Place, *, exact: bool = False) -> str | Finding:
    """Return the literal of a datatype, or the finding; unless `exact`, a date may have any date form."""
    name = datatype.removeprefix(XSD.iri)
    if name in _DATES:
        form = date_form(value)
        if form is None or (exact and form != name):
            return _date_finding(value, place)
        return literal(value, XSD + form)
    if name in _TYPED:
        pattern, expected, example = _TYPED[name]
        if pattern.fullmatch(value) is None:
            return _number_finding(value, pattern, _WORDS[expected], example, place)
    return text_fault(value, place) or literal(value, datatype)


def _number_finding(
    value: str, pattern: re.Pattern[str], expected: Message, example: str, place: Place
) -> Finding:
    """Report a value of another form, with the digits where those are what was meant."""
    digits = _BETWEEN_DIGITS.sub("", value.strip())
    size = _SIZE.fullmatch(digits)
    if size is not None and pattern is _TYPED["nonNegativeInteger"][0]:
        count = round(float(size[1].replace(",", ".")) * _UNITS[size[2].lower()])
        return finding(
            "T202", place, value=value, expected=expected, example=str(count), suggestion=_WORDS["in_bytes"]
        )
    decimal = digits.replace(",", ".", 1)
    meant = next((each for each in (digits, decimal) if pattern.fullmatch(each) is not None), None)
    return finding(
        "T202", place, value=value, expected=expected, example=meant or example, suggestion=None, meant=meant
    )


def is_date_type(datatype: str) -> bool:
    """Return whether a datatype is one of the forms that a date may have."""
    return datatype.removeprefix(XSD.iri) in _DATES


def date_form(value: str) -> str | None:
    """Return the XSD type (date, dateTime, gYearMonth, gYear) whose form a text has, else None."""
    for name, pattern in _DATES.items():
        match = pattern.fullmatch(value)
        if match is not None:
            return name if name.startswith("g") or _in_calendar(match) else None
    return None


def period_of(text: str) -> str | None:
    """Return how a period that is written as a text is described; None for a text without a year."""
    found = [] if _NAME.fullmatch(text) is not None else _PERIOD_DATE.findall(text)
    if not 1 <= len(found) <= 2:
        return None
    dates = [_day(parts, last=number == 1) for number, parts in enumerate(found)]
    keys = ("startDate", "endDate")
    return f"{{{', '.join(f'{key}: {date}' for key, date in zip(keys, dates, strict=False))}}}"


def _day(parts: tuple[str, str, str], *, last: bool) -> str:
    """Return the first or the last day of a year, a month or a day: portals read days, and not all years."""
    year, month, day = parts[0], parts[1] or ("12" if last else "01"), parts[2]
    ends = str(monthrange(int(year), int(month))[1]) if 1 <= int(month) <= 12 else ""
    return f"{year}-{month}-{day or (ends if last else '01')}"


def _in_calendar(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _date_finding(value: str, place: Place) -> Finding:
    if _STILL.fullmatch(value) is not None:
        return finding("T201", place, value=value, suggestion=_WORDS["still"])
    if is_outside_the_calendar(value):
        return finding("T201", place, value=value, suggestion=_WORDS["no_such_day"])
    return finding("T201", place, value=value, suggestion=asked_which_date(value))


def asked_which_date(value: str) -> Message | None:
    """Return the question which of the dates that a text may mean was meant; None where it is no date."""
    dates = readings(value) or _years(value)
    either = {tag: text.join(f"`{iso}`" for iso in dates) for tag, text in _WORDS["or"].items()}
    return filled(_WORDS["which_date"], dates=either) if dates else None


def _years(value: str) -> list[str]:
    """Return the year that a text has as its only number: `fra 2008`, `'2008`, `2008,0`."""
    bare = re.sub(r"[.,]0+\Z", "", value.strip())
    years = re.findall(r"[0-9]+", bare)
    return years if len(years) == 1 and re.fullmatch("(?:19|20)[0-9]{2}", years[0]) else []
