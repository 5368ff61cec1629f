"""A file to a list of variables; faults are findings, never exceptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source import MAX_BYTES, unreadable
from dcat_publisher.source.typing_marks import short
from dcat_publisher.source.variables.codes import Known
from dcat_publisher.source.variables.columns import Columns
from dcat_publisher.source.variables.fields import (
    DESCRIPTION,
    NAME,
    TEXTS,
    TITLE,
    Field,
    field_of,
    nearest_header,
)
from dcat_publisher.source.variables.model import VariableList
from dcat_publisher.source.variables.rows import RowReader
from dcat_publisher.source.variables.spelling import HEADINGS, Spelling
from dcat_publisher.source.variables.table import Row, Sheet, UnreadableError, decoded
from dcat_publisher.system.confined import read_regular
from dcat_publisher.vocabulary.suggestions import did_you_mean_this

_WORKBOOKS: Final = ("PK\x03\x04", "\u00d0\u00cf\x11\u00e0")
"""How workbooks begin, when they are read as text: those of today, which are archives, and the older ones."""
_DEMANDED: Final = (NAME, TITLE)


def read_list(
    path: Path, file: str, root: Path, known: Known, language: str, text: str | None = None
) -> tuple[VariableList, list[Finding]]:
    """Read one list; `file` is the name it has in places, `text` what an editor has not saved yet.

    `language` is that of texts whose column names none.
    """
    if text is None:
        try:
            text = decoded(read_regular(path, MAX_BYTES, root))
        except OSError as error:
            return VariableList(file), [unreadable(error, file)]
    return parse_list(text, file, known, language)


def parse_list(text: str, file: str, known: Known, language: str) -> tuple[VariableList, list[Finding]]:
    """Parse CSV text, with lines that end in LF, to a list of variables."""
    if text.startswith(_WORKBOOKS):
        return VariableList(file), [finding("V008", Place(file))]
    sheet = Sheet(file, text)
    findings: list[Finding] = []
    rows: list[Row] = []
    try:
        rows += sheet.rows()
    except UnreadableError as error:
        return VariableList(file), [finding("V005", sheet.line_place(error.line))]
    if rows and not any(map(field_of, rows[0].fields)):
        return VariableList(file), [_no_headings(sheet, _without_empty_end(rows[0]))]
    if len(rows) < 2:
        return VariableList(file), [finding("V006", Place(file))]
    most, header = _usual_length(rows), _without_empty_end(rows[0])
    unnamed = [n for n, word in enumerate(header.fields) if not word and _is_used(n, rows[1:])]
    findings += [finding("V106", sheet.place(header, n), number=str(n + 1)) for n in unnamed]
    columns = Columns(sheet, header, _fields(sheet, header, language, findings))
    missing = [name for name in _DEMANDED if name not in columns.numbers]
    if missing:  # all else would be said of rows that cannot be read
        return VariableList(file), [*findings, *_missing(columns, missing, findings)]
    reader = RowReader(columns, language, known, len(rows[0].fields), most)
    variables = [variable for row in rows[1:] if (variable := reader.variable(row)) is not None]
    findings += [*reader.findings, *reader.compared(variables)]
    return VariableList(file, tuple(variables)), findings


def _missing(columns: Columns, names: Sequence[str], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Report columns that have to be there, but for one that is there with a heading that is misspelt."""
    meant = [field.name for each in findings if (field := field_of(each.meant or "")) is not None]
    place, words = columns.sheet.line_place(columns.header.line), [columns.word(each) for each in _DEMANDED]
    for name in names:
        if name not in meant:
            example = columns.sheet.separator.join(words)
            yield finding("V103", place, column=columns.word(name), example=example)


def _usual_length(rows: Sequence[Row]) -> int:
    """Return how many fields rows have, with the empty ones that spreadsheets add behind the last."""
    counted = Counter(len(row.fields) for row in rows[1:])
    most = max(counted.values())
    return max(len(rows[0].fields), *(length for length, number in counted.items() if number == most))


def _without_empty_end(row: Row) -> Row:
    """Return a row without the empty fields that spreadsheets add behind the last one."""
    width = max(number for number, text in enumerate(row.fields, 1) if text)
    return Row(row.line, row.fields[:width])


def _fields(sheet: Sheet, header: Row, language: str, findings: list[Finding]) -> list[Field | None]:
    """Return what the columns hold; one that is not known or that is there twice is reported.

    A text without a language is in `language`, and is the same as one with that.
    """
    fields: list[Field | None] = []
    seen: dict[Field, int] = {}
    for number, word in enumerate(header.fields):
        field = field_of(word)
        if field is None and word:
            findings.append(_unknown(sheet, header, number))
        elif field is not None:
            whole = field._replace(language=field.language or language) if field.name in TEXTS else field
            if whole in seen:
                other = header.fields[seen[whole]]
                findings.append(finding("V102", sheet.place(header, number), column=word, other=other))
                field = None
            seen.setdefault(whole, number)
        fields.append(field)
    return fields


def _is_used(number: int, rows: Sequence[Row]) -> bool:
    return any(row.fields[number : number + 1] not in ([], [""]) for row in rows)


def _no_headings(sheet: Sheet, header: Row) -> Finding:
    """Report a first row that is none of headings; one that may be misspelt is told with what was meant."""
    near = [word for word in header.fields if word and nearest_header(word) is not None]
    if near:
        return _unknown(sheet, header, header.fields.index(near[0]))
    return finding("V105", sheet.line_place(header.line), text=short(header.fields[0], 40))


def _unknown(sheet: Sheet, row: Row, number: int) -> Finding:
    header = row.fields[number]
    near = nearest_header(header)
    suggestion = None if near is None else did_you_mean_this(near)
    language = Spelling.of(row.fields).language
    words = _listed([named[language] for named in HEADINGS.values()])
    return finding(
        "V101", sheet.place(row, number), column=header, words=words, suggestion=suggestion, meant=near,
        title=HEADINGS[TITLE][language], description=HEADINGS[DESCRIPTION][language],
    )  # fmt: skip


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
