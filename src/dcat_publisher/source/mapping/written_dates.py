"""Dates as people write them, and the ISO 8601 form of each: `12. april 2018`, `12/4/2018`, `20180412`.

What a date may mean is a list of readings, the likeliest first; only one that can be read in one way is put
right without asking.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_MONTHS: Final = (
    ("januar", "jan", "january"), ("februar", "feb", "febr", "february"), ("mars", "mar", "march"),
    ("april", "apr"), ("mai", "may"), ("juni", "jun", "june"), ("juli", "jul", "july"), ("august", "aug"),
    ("september", "sep", "sept"), ("oktober", "okt", "october", "oct"), ("november", "nov"),
    ("desember", "des", "december", "dec"),
)  # fmt: skip
_MONTH_OF: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES: Final = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_WEEKDAY: Final = re.compile(
    r"(?:(?:man|tirs?|tys|ons|tors|fre|lør|laur|søn|sun)(?:dag)?(?:en)?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?)\.?,?\s+(?:den\s+)?",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"(?:T|,?\s+(?:(?:kl|klokken|klokka|at)\.?\s*)?)([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:]([0-5]\d))?\Z"
)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:\.\s?|([/-]))(\d{1,2})(?:\.\s?|\2)(\d{4}|'?\d\d)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{4})(\d\d)(\d\d)")
_DAY_NAMED: Final = re.compile(
    rf"(\d{{1,2}})\.?(?:st|nd|rd|th)?[ -]+({_NAMES})\.?,?[ -]+(\d{{4}})", re.IGNORECASE
)
_NAMED_DAY: Final = re.compile(rf"({_NAMES})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.IGNORECASE)
_MONTH: Final = re.compile(rf"({_NAMES})\.?,? (\d{{4}})|(\d{{1,2}})[./](\d{{4}})", re.IGNORECASE)
_OTHER_MARKS: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012–—−", "-")
    | dict.fromkeys("«»“”„‘’‚", '"')
    | dict.fromkeys("\u00a0\u202f\u2009", " ")
)
_SERIAL: Final = re.compile(r"[34]\d{4}")
_EPOCH: Final = date(1899, 12, 30)
"""The day 0 of spreadsheets, so that their numbers are right from 1 March 1900 on (ECMA-376-1, 18.17.4.1)."""
_THIS_CENTURY: Final = 50
"""A year of two digits below this is one of this century."""


def readings(value: str) -> list[str]:
    """Return what a text may mean as a date in ISO 8601; empty where it is no date that is known."""
    text = _WEEKDAY.sub("", _typed(value), count=1)
    clock = _CLOCK.search(text)
    days = _days(text if clock is None else text[: clock.start()])
    if clock is None:
        return days
    time = f"{int(clock[1]):02}:{clock[2]}:{clock[3] or '00'}"
    return [f"{day}T{time}" for day in days if len(day) == len("2018-04-12")]


def certain_reading(value: str) -> str | None:
    """Return the day that a text means, where it can be read in one way only and all of it is written."""
    found = readings(value)
    text = _CLOCK.sub("", _typed(value))
    year_first, day_first = _YEAR_FIRST.fullmatch(text), _DAY_FIRST.fullmatch(text)
    guessed = (
        (year_first is not None and int(year_first[2] or year_first[5]) > 12)
        or (day_first is not None and len(day_first[4]) < 4)
        or _SERIAL.fullmatch(text) is not None
    )
    return None if guessed or len(found) != 1 or len(found[0]) < len("2018-04-12") else found[0]


def is_outside_the_calendar(value: str) -> bool:
    """Return whether a text has the form of a date, of a day that no month has."""
    text = _CLOCK.sub("", _typed(value))
    return not readings(value) and (_YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)) is not None


def _typed(value: str) -> str:
    """Return a text as it is typed: programs for text put other quotation marks, dashes and spaces."""
    return value.translate(_OTHER_MARKS).strip().strip("\"'").strip()


def _days(text: str) -> list[str]:
    match = _YEAR_FIRST.fullmatch(text)
    if match is not None:
        year, month, day = [int(part) for part in match.groups() if part is not None]
        return _dates((year, month, day)) or _dates((year, day, month)) or _compact(text)
    match = _DAY_FIRST.fullmatch(text)
    if match is not None:
        year = _year(match[4].lstrip("'"))
        first, second = int(match[1]), int(match[3])
        # Americans, who write slashes and never full stops, put the month first.
        american = [(year, first, second)] if match[2] == "/" and len(match[4]) == 4 else []
        return _dates((year, second, first), *american)
    return _named(text) or _counted(text)


def _compact(text: str) -> list[str]:
    """Return the day that eight digits are with the year last: `12042018`."""
    match = re.fullmatch(r"(\d\d)(\d\d)((?:19|20)\d\d)", text)
    return [] if match is None else _dates((int(match[3]), int(match[2]), int(match[1])))


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < _THIS_CENTURY else 1900)


def _named(text: str) -> list[str]:
    match = _DAY_NAMED.fullmatch(text)
    if match is not None:
        return _dates((int(match[3]), _MONTH_OF[match[2].lower()], int(match[1])))
    match = _NAMED_DAY.fullmatch(text)
    if match is not None:
        return _dates((int(match[3]), _MONTH_OF[match[1].lower()], int(match[2])))
    return []


def _counted(text: str) -> list[str]:
    """Return a month of a year, or the day that a spreadsheet has a number for."""
    match = _MONTH.fullmatch(text)
    if match is not None:
        month = _MONTH_OF[match[1].lower()] if match[1] else int(match[3])
        return [f"{match[2] or match[4]}-{month:02}"] if 1 <= month <= 12 else []
    if _SERIAL.fullmatch(text) is not None:
        return [(_EPOCH + timedelta(days=int(text))).isoformat()]
    return []


def _dates(*parts: tuple[int, int, int]) -> list[str]:
    """Return the dates that some years, months and days are, those that the calendar has."""
    found: dict[str, None] = {}
    for year, month, day in parts:
        try:
            found[date(year, month, day).isoformat()] = None
        except ValueError:
            continue
    return list(found)


__all__ = ["certain_reading", "is_outside_the_calendar", "readings"]
