"""The columns of a list: where each field of a row is, what its heading says, and its place for findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dcat_publisher.model.place import Place
from dcat_publisher.source.variables.fields import Field
from dcat_publisher.source.variables.spelling import Spelling
from dcat_publisher.source.variables.table import Row, Sheet


@dataclass(frozen=True)
class Columns:
    """The columns by what they hold; `fields` has None for one that is not known."""

    sheet: Sheet
    header: Row
    fields: Sequence[Field | None]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of the last column with each field."""
        return {field.name: number for number, field in enumerate(self.fields) if field is not None}

    @cached_property
    def _firsts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, field in enumerate(self.fields):
            if field is not None:
                found.setdefault(field.name, number)
        return found

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.fields)

    def place(self, row: Row, field: str) -> Place:
        """Return the place of a field in a row, or where there is no such column that of the first."""
        return self.sheet.place(row, self._firsts.get(field, 0))

    def word(self, field: str) -> str:
        """Return the heading of a column as it is typed, or as it is to be typed where there is none."""
        number = self._firsts.get(field)
        return self._spelling.heading(field) if number is None else self.header.fields[number]

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling.of(self.header.fields)
