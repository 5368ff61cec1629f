"""Rows to variables: each field checked, each fault a finding at the field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping.text_doubts import doubts_of, is_doubtful
from dcat_publisher.source.mapping.values import asked_which_date, date_form, text_fault
from dcat_publisher.source.variables.cleaning import Cleaning
from dcat_publisher.source.variables.codes import Known, oid_of
from dcat_publisher.source.variables.columns import Columns
from dcat_publisher.source.variables.comparisons import Comparisons
from dcat_publisher.source.variables.datatypes import (
    CODE,
    USUAL,
    datatype_of,
    is_no_unit,
    nearest_datatype,
)
from dcat_publisher.source.variables.fields import (
    CODE_LIST,
    CONCEPT,
    DATATYPE,
    DESCRIPTION,
    NAME,
    REQUIRED,
    TABLE,
    TEXTS,
    TITLE,
    UNIT,
    VALID_FROM,
    VALID_TO,
)
from dcat_publisher.source.variables.model import Variable, fragment_of
from dcat_publisher.source.variables.row_kinds import RowKinds
from dcat_publisher.source.variables.table import Row
from dcat_publisher.vocabulary.suggestions import did_you_mean_this

_YES: Final = frozenset({"ja", "yes", "true", "sann", "1", "x", "j", "y"})
_NO: Final = frozenset({"nei", "no", "false", "usann", "0", "n", ""})
_SHIFTED: Final = frozenset({"V203", "V204", "V205", "V206", "V209", "V219"})
"""What is found in fields whose values belong to others."""


class RowReader:
    """Reads the rows of one list; `findings` gathers the faults.

    `language` is that of texts whose column names none; `own` is how many fields the row of headings has,
    `most` how many a row has, with empty ones behind the last.
    """

    def __init__(self, columns: Columns, language: str, known: Known, own: int, most: int) -> None:
        self.findings: list[Finding] = []
        self._columns, self._sheet, self._known = columns, columns.sheet, known
        self._column, self._place = columns.numbers, columns.place
        self._texts = [
            (number, field.name, field.language or language)
            for number, field in enumerate(columns.fields)
            if field is not None and field.name in TEXTS
        ]
        numbers = {columns.numbers[each] for each in (NAME, UNIT) if each in columns.numbers}
        self._read_by_people = sorted({number for number, _, _ in self._texts} | numbers)
        self._width, self._own, self._most = columns.width, own, max(most, columns.width)
        self._lines: dict[tuple[str, str], int] = {}
        self._fragments: set[str] = set()
        self._datatypes: dict[str, str | None] = {}
        self._units = {""}
        self._kinds, self._cleaning = RowKinds(columns), Cleaning(columns)

    def variable(self, row: Row) -> Variable | None:
        """Return the variable of a row; None for one without a name, or with one that was there before."""
        if len(row.fields) > self._most or any(row.fields[self._width :]):
            self._report_length(row)
            return None
        fault = self._kinds.fault(row)
        if fault is not None:
            self.findings.append(fault)
            return None
        before = len(self.findings)
        found = self._variable(row)
        shifted = any(each.code in _SHIFTED for each in self.findings[before:])
        if shifted and len(row.fields) > self._own:
            del self.findings[before:]
            self._report_length(row)
            return None
        return found

    def _variable(self, row: Row) -> Variable | None:
        self._check_texts(row)
        name, table = self._said(row, NAME), self._said(row, TABLE)
        is_new = self._is_new(row, name, table)
        titles, descriptions = self._in_languages(row, TITLE), self._in_languages(row, DESCRIPTION)
        if not titles:
            word = self._columns.word(TITLE)
            self.findings.append(finding("V201", self._place(row, TITLE), column=word))
        code_list = self._code_list(row)
        start, end = self._validity(row)
        concept, is_required = self._concept(row), self._required(row)
        datatype, unit = self._datatype(row, code_list), self._unit(row)
        if not is_new:
            return None
        return Variable(
            name, titles, descriptions, datatype, unit, code_list, concept, start, end, is_required, table,
            fragment_of(name, table, self._fragments), row.line,
        )  # fmt: skip

    def _report_length(self, row: Row) -> None:
        """Report a row with a separator in a text: all fields behind it are shifted, and mean nothing."""
        fields, place = str(len(row.fields)), self._sheet.place(row, self._width)
        while row.fields and not row.fields[-1]:  # what is left over is shown, not what is empty behind it
            row.fields.pop()
        if len(row.fields) <= self._width:
            place = self._sheet.line_place(row.line)
        separator, number = self._sheet.separator_name, str(self._width)
        self.findings.append(finding("V104", place, number=number, fields=fields, separator=separator))

    def compared(self, variables: Sequence[Variable]) -> Iterator[Finding]:
        """Yield what is to be said of all the variables that were read."""
        doubted = {each.place.line for each in self.findings if each.code in ("V203", "V204")}
        yield from self._cleaning.gathered()
        yield from Comparisons(self._columns, variables, doubted).findings()

    def _is_new(self, row: Row, name: str, table: str) -> bool:
        if not name:
            place = self._place(row, NAME)
            self.findings.append(finding("V201", place, column=self._columns.word(NAME)))
            return False
        first = self._lines.setdefault((table, name), row.line)
        if first != row.line:
            place, column = self._place(row, NAME), self._columns.word(TABLE)
            self.findings.append(finding("V202", place, name=name, table=column, line=str(first)))
        return first == row.line

    def _said(self, row: Row, field: str) -> str:
        column = self._column.get(field)
        return "" if column is None or column >= len(row.fields) else row.fields[column]

    def _in_languages(self, row: Row, wanted: str) -> Mapping[str, str]:
        return {
            language: row.fields[number]
            for number, field, language in self._texts
            if field == wanted and number < len(row.fields) and row.fields[number]
        }

    def _check_texts(self, row: Row) -> None:
        """Report what no field should have; a field that says that there is nothing is empty from then on."""
        whole = "\n".join(row.fields)
        self.findings += self._cleaning.of_spreadsheet(row, whole)
        if not whole.replace("\n", "").isprintable():
            for number, text in enumerate(row.fields[: self._width]):
                fault = text_fault(text, self._sheet.place(row, number))
                self.findings += [] if fault is None else [fault]
        if self._cleaning.may_be_nothing(row):
            self._cleaning.nothing(row)
        if is_doubtful(whole):
            for number in self._read_by_people:
                if number < len(row.fields) and is_doubtful(row.fields[number]):
                    self.findings += doubts_of(row.fields[number], self._sheet.place(row, number))

    def _datatype(self, row: Row, code_list: str) -> str:
        text = self._said(row, DATATYPE)
        if not text:
            return CODE if code_list else "string"
        if text not in self._datatypes:
            self._datatypes[text] = datatype_of(text)
        found = self._datatypes[text]
        if found is None:
            place, near = self._place(row, DATATYPE), nearest_datatype(text)
            self.findings.append(
                finding("V203", place, value=text, words=USUAL, suggestion=_asked(near), meant=near)
            )
        return found or "string"

    def _unit(self, row: Row) -> str:
        text = self._said(row, UNIT)
        if text not in self._units and is_no_unit(text):
            self.findings.append(finding("V209", self._place(row, UNIT), value=text))
        self._units.add(text)
        return text

    def _code_list(self, row: Row) -> str:
        text = self._said(row, CODE_LIST)
        own = self._known.lists.get(text)
        if own is not None or not text:
            return own or ""
        found = self._address(row, CODE_LIST, text)
        if found is None:
            place, near = self._place(row, CODE_LIST), oid_of(text) or self._known.nearest_list(text)
            self.findings.append(finding("V204", place, value=text, suggestion=_asked(near), meant=near))
        return found or ""

    def _concept(self, row: Row) -> str:
        text = self._said(row, CONCEPT)
        found = self._address(row, CONCEPT, text) if text else ""
        if found is None:
            self.findings.append(finding("V205", self._place(row, CONCEPT), value=text))
        return found or ""

    def _address(self, row: Row, field: str, text: str) -> str | None:
        """Return the IRI that a field names, "" for one with a fault, None for other texts."""
        if text in self._known.addresses:
            return self._known.addresses[text]
        found = self._known.address(text, self._place(row, field))
        if isinstance(found, Finding):
            self.findings.append(found)
            return ""
        return found

    def _validity(self, row: Row) -> tuple[str, str]:
        start, end = self._date(row, VALID_FROM), self._date(row, VALID_TO)
        length = min(len(start), len(end))
        if start[:length] > end[:length]:
            self.findings.append(finding("V207", self._place(row, VALID_TO), start=start, end=end))
        return start, end

    def _date(self, row: Row, field: str) -> str:
        text = self._said(row, field)
        if not text or (len(text) == 4 and text.isascii() and text.isdigit() and text != "0000"):
            return text
        if date_form(text) is not None:
            return text
        asked = asked_which_date(text)
        self.findings.append(finding("V219", self._place(row, field), value=text, suggestion=asked))
        return ""

    def _required(self, row: Row) -> bool | None:
        text = self._said(row, REQUIRED)
        if not text:
            return None
        if text.casefold() not in _YES | _NO:
            self.findings.append(finding("V206", self._place(row, REQUIRED), value=text))
        return text.casefold() in _YES


def _asked(near: str | None) -> Message | None:
    return None if near is None else did_you_mean_this(near)
