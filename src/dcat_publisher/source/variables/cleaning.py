"""What stands in fields and is no value: words for nothing, and what a spreadsheet has put there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.rules import finding
from dcat_publisher.source.variables.columns import Columns
from dcat_publisher.source.variables.fields import DESCRIPTION, NAME, TITLE, VALID_FROM, VALID_TO
from dcat_publisher.source.variables.table import Row

_ERRORS: Final = frozenset(
    {"#REF!", "#N/A", "#I/T", "#NAME?", "#NAVN?", "#NAMN?", "#VALUE!", "#VERDI!", "#DIV/0!", "#NULL!"}
    | {"#NUM!", "#SPILL!", "#CALC!"}
)
"""What a spreadsheet shows for a formula that fails, in English and Norwegian."""
# A formula; a column that was too narrow; a number that was cut to its first digits.
_OF_SPREADSHEET: Final = re.compile(r"=[\w(+-].*|#{3,}|[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.DOTALL)
_SUSPECT: Final = ("#", "\n=", "E+")
_NOBODY: Final = (
    "null", "none", "nil", "nan", "n/a", "i/t", "na", "undefined", "ikke relevant", "ikkje relevant",
    "ikke aktuelt", "ikkje aktuelt", "ikke utfylt", "ikkje utfylt", "not applicable", "fylles ut",
    "skal fylles ut", "kommer senere", "kjem seinare", "tbd", "tba",
)  # fmt: skip
"""What is written for nothing, in whatever field."""
_NO_VALUE: Final = (
    "ingen", "inga", "ikke", "ukjent", "ukjend", "unknown", "mangler", "manglar", "missing", "tom", "tomt",
    "blank", "empty", "not available",
)  # fmt: skip
"""The same, where it could as well be the title of a variable."""
_MARKS: Final = frozenset(
    ("-", "--", "---", "–", "—", "?", "??", "???", ".", "..", "...", "…", "*", "/", "~", "_")
)
_END: Final = frozenset({"9999", "9999-12-31", "31.12.9999", "2999", "2999-12-31", "31.12.2999"})
"""A day that never comes, for a validity that has no end."""


def _spelt(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


_OF_TEXTS: Final = {TITLE: _spelt(_NOBODY), DESCRIPTION: _spelt(_NOBODY) | _MARKS}
"""What says nothing in a text; a title without letters is reported as one."""
_OF_VALUES: Final = _spelt(_NOBODY + _NO_VALUE) | _MARKS
_TO_BE_SEEN: Final = _OF_VALUES | _END


class Cleaning:
    """Empties the fields of one list that hold no value; each word for nothing is told once in a column."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        fields = [(number, field.name) for number, field in enumerate(columns.fields) if field is not None]
        self._words = {number: _OF_TEXTS.get(name, _OF_VALUES) for number, name in fields if name != NAME}
        self._texts = {number for number, name in fields if name in (NAME, TITLE, DESCRIPTION)}
        self._ends = {columns.numbers[each] for each in (VALID_FROM, VALID_TO) if each in columns.numbers}
        self._nothing: dict[tuple[int, str], tuple[Row, int]] = {}

    def of_spreadsheet(self, row: Row, whole: str) -> Iterator[Finding]:
        """Yield what a spreadsheet has put into a row; `whole` are its fields, a line each."""
        if not any(map(whole.__contains__, _SUSPECT)) and whole[:1] != "=":
            return
        for number, text in enumerate(row.fields[: self._columns.width]):
            if text.upper() in _ERRORS or _OF_SPREADSHEET.fullmatch(text) is not None:
                yield finding("V210", self._columns.sheet.place(row, number), value=text)
                self._empty(row, number)

    def nothing(self, row: Row) -> None:
        """Empty the fields that say that there is nothing, and count them."""
        for number, words in self._words.items():
            text = row.fields[number] if number < len(row.fields) else ""
            if text in words or (number in self._ends and text in _END):
                first, count = self._nothing.get((number, text), (row, 0))
                self._nothing[number, text] = first, count + 1
                self._empty(row, number)

    def may_be_nothing(self, row: Row) -> bool:
        """Return whether a row may have fields that say that there is nothing."""
        return not _TO_BE_SEEN.isdisjoint(row.fields)

    def _empty(self, row: Row, number: int) -> None:
        """Take a value away that has been reported; a text stays, or its title would be missing as well."""
        if number not in self._texts:
            row.fields[number] = ""

    def gathered(self) -> Iterator[Finding]:
        """Yield the words for nothing, each at the first field of a column that has it."""
        for (number, text), (row, count) in self._nothing.items():
            place, column = self._columns.sheet.place(row, number), self._columns.header.fields[number]
            yield finding("V217", place, value=text, number=str(count), column=column)
