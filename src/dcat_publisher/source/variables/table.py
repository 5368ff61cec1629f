"""CSV text to rows with their lines; where a field stands is looked up only for what is wrong."""

from __future__ import annotations

import codecs
import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dcat_publisher.model.place import Place
from dcat_publisher.source import MAX_BYTES

SEPARATORS: Final = ";,\t|"
csv.field_size_limit(MAX_BYTES)  # of a whole file: a long text is no fault of the quotation marks
_SEPARATOR_LINE: Final = re.compile(r"\"?sep=(?P<separator>.)\"?\n", re.IGNORECASE)


class UnreadableError(ValueError):
    """A line that is no CSV: `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def decoded(data: bytes) -> str:
    """Return the text of a file as Excel and others save it, with lines that end in LF.

    UTF-8 and UTF-16 by their mark or without one, else Windows-1252, which Latin-1 is a part of.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
    elif 0 in data[:2]:  # a heading begins with a letter of Latin, half of which is empty there
        text = data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", errors="replace")
    else:
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = "".join(_windows(byte) for byte in data) if _has_gaps(data) else data.decode("cp1252")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _has_gaps(data: bytes) -> bool:
    return any(byte in data for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _windows(byte: int) -> str:
    return bytes((byte,)).decode("cp1252", errors="ignore") or chr(byte)


@dataclass(frozen=True)
class Row:
    """One row: the line that it begins on, counted from 1, and its fields without space around them."""

    line: int
    fields: list[str]


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its name in places, its text, what separates the fields."""

    file: str
    text: str

    @cached_property
    def separator(self) -> str:
        """What separates the fields: said in a first line `sep=;`, or what the header has most of."""
        match = _SEPARATOR_LINE.match(self.text)
        if match is not None:
            return match["separator"]
        header = next((line for line in self.text.split("\n") if line.strip() and line[0] != "#"), "")
        bare = re.sub(r'"[^"]*"', "", header)
        return max(SEPARATORS, key=bare.count)

    @property
    def separator_name(self) -> str:
        """The separator as it is shown to people."""
        return "TAB" if self.separator == "\t" else self.separator

    def rows(self) -> Iterator[Row]:
        """Yield the rows, the header first, without empty ones and comments; raises UnreadableError."""
        stream = io.StringIO(self.text, newline="\n")
        skipped = 0
        if _SEPARATOR_LINE.match(self.text) is not None:
            stream.readline()
            skipped = 1
        reader = csv.reader(stream, delimiter=self.separator, strict=True)
        line = skipped + 1
        try:
            for fields in reader:
                bare = [field.strip() for field in fields]
                if any(bare) and not bare[0].startswith("#"):
                    yield Row(line, bare)
                line = skipped + reader.line_num + 1
        except csv.Error as error:
            raise UnreadableError(line) from error

    def place(self, row: Row, column: int) -> Place:
        """Return the place of a field of a row; behind the last where it has no such field."""
        start, end = self._span(row.line, column)
        return Place(self.file, *self._position(start), *self._position(end))

    def line_place(self, line: int) -> Place:
        """Return the place of a whole line."""
        start = self._offset(line)
        end = self.text.find("\n", start)
        return Place(self.file, line, 1, line, (len(self.text) if end < 0 else end) - start + 1)

    def _span(self, line: int, column: int) -> tuple[int, int]:
        """Return where a field begins and ends in the text, with its quotes."""
        start = self._offset(line)
        for _ in range(column):
            end = self._end(start)
            if end >= len(self.text) or self.text[end] == "\n":
                return end, end
            start = end + 1
        return start, self._end(start)

    def _end(self, start: int) -> int:
        """Return where the field ends that begins at an offset."""
        at = start
        if self.text[at : at + 1] == '"':
            at += 1
            while at < len(self.text) and not (self.text[at] == '"' and self.text[at + 1 : at + 2] != '"'):
                at += 2 if self.text[at] == '"' else 1
        while at < len(self.text) and self.text[at] not in (self.separator, "\n"):
            at += 1
        return at

    @cached_property
    def _starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def _offset(self, line: int) -> int:
        return self._starts[line - 1]

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
