"""Where something was typed: file, line and column of a value in the source."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A span of text in a source file.

    Lines and columns count from 1 and columns count characters, as editors do. `end_line` and `end_column`
    point just behind the last character. A place that is a whole file has line 1, column 1 and an empty span.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """Return the `file:line:column` form that editors and terminals make clickable."""
        return f"{self.file}:{self.line}:{self.column}"
