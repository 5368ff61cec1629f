"""The words of the pages that are not the catalogue's own, in Bokmål, Nynorsk and English."""

from __future__ import annotations

import re
from typing import Final

from dcat_publisher.model.language import Words, in_language

WORDING: Final = Words(__file__)
# The EU list of access rights, by its codes.
ACCESS: Final = Words(__file__).group("access_level")

# Unicode has å before æ and ø, and ä and ö among the marked letters.
_ALPHABET: Final = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
_UNITS: Final = ("B", "kB", "MB", "GB", "TB", "PB")
_MOST_DIGITS: Final = 17
_DAY: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:-([0-3][0-9])(?:T.*|Z|[+-][0-9:]+)?)?")
_NUMBER: Final = re.compile(r"[0-9]+")
_LONGEST_NUMBER: Final = 12


def word(key: str, language: str) -> str:
    """Return one of the page's own words in a language."""
    return in_language(WORDING[key], language)


def number_of(value: int, language: str) -> str:
    """Write a number as people do: thousands apart by a space where no line breaks, in English a comma."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", "\u00a0")


def day(text: str, language: str) -> str:
    """Write an ISO date, month, or date of a date and time, as people do; other text stays as it is."""
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    month = word("months", language).split()[int(match[2]) - 1]
    if match[3] is None:
        return f"{month} {match[1]}"
    return f"{int(match[3])}{'' if language == 'en' else '.'} {month} {match[1]}"


def size_of(text: str, language: str) -> str:
    """Write a number of bytes as people do: with three digits at most, by thousands as files are sold."""
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        return text
    value, steps = int(text), 0
    while value / 1000**steps >= 999.5 and steps < len(_UNITS) - 1:
        steps += 1
    shown = f"{value / 1000**steps:.3g}" if steps else str(value)
    return f"{shown if language == 'en' else shown.replace('.', ',')}\u00a0{_UNITS[steps]}"


def sort_key(text: str) -> str:
    """Return what to sort a text by as Norwegians do: æ, ø and å stand last, capitals do not count.

    Numbers stand in the order of what they count: 9 comes before 10.
    """
    return _NUMBER.sub(lambda match: match[0].zfill(_LONGEST_NUMBER), text.casefold().translate(_ALPHABET))


def variables_heading(language: str) -> str:
    """Return what a page of variables is called."""
    return word("variables", language)
