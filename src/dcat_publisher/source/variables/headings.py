"""Where the columns of a list are, for those who speak of its variables and not of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dcat_publisher.model.place import Place
from dcat_publisher.source import MAX_BYTES
from dcat_publisher.source.variables.fields import Field, field_of
from dcat_publisher.source.variables.spelling import Spelling
from dcat_publisher.source.variables.table import Row, Sheet, UnreadableError, decoded
from dcat_publisher.system.confined import read_regular


@dataclass(frozen=True)
class Headings:
    """The headings of one list; none of a text that is no list."""

    sheet: Sheet

    @classmethod
    def of_file(cls, file: str) -> Headings:
        """Return the headings of a file; none where it cannot be read."""
        try:
            text = decoded(read_regular(Path(file), MAX_BYTES))
        except OSError:
            text = ""
        return cls(Sheet(file, text))

    @cached_property
    def _header(self) -> Row:
        try:
            return next(self.sheet.rows(), Row(1, []))
        except UnreadableError:
            return Row(1, [])

    @cached_property
    def _numbers(self) -> Mapping[Field, int]:
        fields = ((field_of(word), number) for number, word in enumerate(self._header.fields))
        return {field: number for field, number in fields if field is not None}

    def number(self, field: str, language: str | None = None) -> int | None:
        """Return the number of a column, from 0: in the language, in none, or else the first in any."""
        exact = (self._numbers.get(Field(field, tag)) for tag in (language, None))
        number = next((each for each in exact if each is not None), None)
        others = () if language else (n for each, n in self._numbers.items() if each.name == field)
        return next(iter(others), None) if number is None else number

    @property
    def spelling(self) -> Spelling:
        """How the headings are written."""
        return Spelling.of(self._header.fields)

    def word(self, number: int) -> str:
        """Return a heading as it is typed."""
        return self._header.fields[number]

    def place(self, number: int, line: int | None = None) -> Place:
        """Return the place of a heading, or of the field below it in the row that begins on a line."""
        row = self._header if line is None else Row(line, [])
        return self.sheet.place(row, number)


__all__ = ["Headings"]
