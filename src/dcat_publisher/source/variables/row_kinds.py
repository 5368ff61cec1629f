"""Rows that are no variables: what people put between and below them in a spreadsheet."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.rules import finding
from dcat_publisher.source.typing_marks import short
from dcat_publisher.source.variables.columns import Columns
from dcat_publisher.source.variables.table import SEPARATORS, Row
from dcat_publisher.vocabulary.suggestions import fold

_SHOWN: Final = 60


class RowKinds:
    """Tells rows that are no variables from those that are."""

    def __init__(self, columns: Columns) -> None:
        self._columns, self._width = columns, columns.width
        self._first = columns.header.fields[0].lower()
        self._headings = [fold(word) for word in columns.header.fields]

    def fault(self, row: Row) -> Finding | None:
        """Report a row with the headings again, one that is not cut, one with a text in one field only."""
        if len(row.fields) - row.fields.count("") > 1:
            return self._headings_again(row)
        columns = self._columns
        number, text = next((number, text) for number, text in enumerate(row.fields) if text)
        if columns.width < 2 or number >= columns.width:
            return None
        place = columns.sheet.line_place(row.line)
        if number == 0 and self._is_uncut(text):
            return finding("V107", place, separator=columns.sheet.separator_name)
        place, heading = columns.sheet.place(row, number), columns.header.fields[number]
        return finding("V214", place, column=heading, text=short(text, _SHOWN))

    def _headings_again(self, row: Row) -> Finding | None:
        if row.fields[0].lower() != self._first:
            return None
        words = row.fields[: self._width]
        if list(map(fold, words)) != self._headings[: len(words)]:
            return None
        return finding("V108", self._columns.sheet.line_place(row.line))

    def _is_uncut(self, text: str) -> bool:
        """Return whether a text has another separator, as often as it takes for all columns."""
        own, least = self._columns.sheet.separator, max(2, self._columns.width - 1)
        return any(text.count(each) >= least for each in SEPARATORS if each != own)
