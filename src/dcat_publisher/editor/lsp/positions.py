"""Places of this program to positions of the protocol, and back.

A place counts lines and characters from 1; a position (LSP 3.17) counts from 0, and its characters are
UTF-16 units unless client and server agree on another encoding.
"""

from __future__ import annotations

from lsprotocol.types import Position, PositionEncodingKind, Range

from dcat_publisher.model.place import Place
from dcat_publisher.source.source_text import Text

_BYTES = {PositionEncodingKind.Utf8: ("utf-8", 1), PositionEncodingKind.Utf16: ("utf-16-le", 2)}


def units(text: str, encoding: str) -> int:
    """Return the length of a text in units of the encoding."""
    if encoding == PositionEncodingKind.Utf32:
        return len(text)
    codec, size = _BYTES[PositionEncodingKind(encoding)]
    return len(text.encode(codec, "surrogatepass")) // size


def position_of(text: Text, line: int, column: int, encoding: str) -> Position:
    """Return the position of a line and column."""
    return Position(max(0, line - 1), units(text.line(line)[: column - 1], encoding))


def range_of(text: Text, place: Place, encoding: str, *, first_line: bool = False) -> Range:
    """Return the range of a place, or only its part on the first line: not a whole record."""
    start = position_of(text, place.line, place.column, encoding)
    if first_line and place.end_line != place.line:
        return Range(start, position_of(text, place.line, len(text.line(place.line)) + 1, encoding))
    return Range(start, position_of(text, place.end_line, place.end_column, encoding))


def column_of(text: Text, position: Position, encoding: str) -> int:
    """Return the column, from 1, of a position."""
    line = text.line(position.line + 1)
    column = 0
    while column < len(line) and units(line[:column], encoding) < position.character:
        column += 1
    return column + 1


def share_a_line(one: Range, other: Range) -> bool:
    """Return whether two ranges have a line in common."""
    return one.start.line <= other.end.line and other.start.line <= one.end.line
