"""The rows of a file: CSV as programs and Excel write it, and workbooks of Excel (`.xlsx`)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final

from dcat_publisher.importing.table import Row
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled

_WORDS: Final = Words(__file__)
WORKBOOK: Final = ".xlsx"
SUFFIXES: Final = (".csv", ".tsv", WORKBOOK)
"""What the names of tables end in."""
MAX_BYTES: Final = 64 * 1024 * 1024
"""Bytes of a table, and of what a workbook unpacks to."""
_DELIMITERS: Final = ",;\t"


def is_table(name: str) -> bool:
    """Return whether a file is a table, by its name."""
    return Path(name).suffix.lower() in SUFFIXES and "://" not in name


def rows_of(file: Path) -> list[Row]:
    """Return the rows of a table; raises ConfigurationError for what is none, or too large."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise _fault(file, "table_size", most=f"{MAX_BYTES:,}")
        if file.suffix.lower() == WORKBOOK:
            return list(_of_workbook(file))
        return list(_of_text(_decoded(file.read_bytes())))
    except (OSError, csv.Error, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise _fault(file, "no_table", reason=getattr(error, "strerror", None) or str(error)) from error


def _fault(file: Path, key: str, **blanks: str) -> ConfigurationError:
    return ConfigurationError(filled(_WORDS[key], file=str(file), **blanks))


def _decoded(data: bytes) -> str:
    """Return text in UTF-8, else in Windows-1252, in which Excel saves where nobody says otherwise."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _of_text(text: str) -> Iterator[Row]:
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _of_workbook(file: Path) -> Iterator[Row]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415  an extra, and only for workbooks
    except ImportError as error:
        raise _fault(file, "no_openpyxl") from error
    with zipfile.ZipFile(file) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MAX_BYTES:
            raise _fault(file, "table_size", most=f"{MAX_BYTES:,}")
    book = load_workbook(file, read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def _text(value: object) -> str:
    """Return a cell as it is shown: dates as ISO 8601 writes them, whole numbers without decimals."""
    if value is None:
        return ""
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


__all__ = ["SUFFIXES", "is_table", "rows_of"]
