"""Rows to variables: each field checked, each fault a finding at the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping.text_doubts import doubts_of, is_doubtful
from dcat_publisher.source.mapping.values import date_form, text_fault, typed_term
from dcat_publisher.source.variables.codes import Known
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
    TITLE,
    UNIT,
    VALID_FROM,
    VALID_TO,
    Field,
)
from dcat_publisher.source.variables.model import Variable, fragment_of
from dcat_publisher.source.variables.table import Row, Sheet
from dcat_publisher.vocabulary.suggestions import did_you_mean_this

_YES: Final = frozenset({"ja", "yes", "true", "sann", "1", "x", "j", "y"})
_ERRORS: Final = frozenset(
    {"#REF!", "#N/A", "#I/T", "#NAME?", "#NAVN?", "#NAMN?", "#VALUE!", "#VERDI!", "#DIV/0!", "#NULL!"}
    | {"#NUM!", "#SPILL!", "#CALC!"}
)
"""What a spreadsheet shows for a formula that fails, in English and Norwegian."""
_NO: Final = frozenset({"nei", "no", "false", "usann", "0", "n", ""})


class RowReader:
    """Reads the rows of one list; `findings` gathers the faults.

    `fields` are what the columns hold, None for one that is not known; `language` is that of texts whose
    column names none; `most` is how many fields a row has, with empty ones behind the last.
    """

    def __init__(
        self, sheet: Sheet, fields: Sequence[Field | None], language: str, known: Known, most: int
    ) -> None:  # fmt: skip
        self.findings: list[Finding] = []
        self._sheet, self._known = sheet, known
        self._column = {field.name: number for number, field in enumerate(fields) if field is not None}
        self._texts = [
            (number, field.name, field.language or language)
            for number, field in enumerate(fields)
            if field is not None and field.name in (TITLE, DESCRIPTION)
        ]
        self._width, self._most = len(fields), max(most, len(fields))
        self._lines: dict[tuple[str, str], int] = {}
        self._fragments: set[str] = set()
        self._datatypes: dict[str, str | None] = {}
        self._undescribed: list[Row] = []
        self._units = {""}

    def variable(self, row: Row) -> Variable | None:
        """Return the variable of a row; None for one without a name, or with one that was there before."""
        if len(row.fields) > self._most or any(row.fields[self._width :]):
            self._report_length(row)
            return None
        name, table = self._said(row, NAME), self._said(row, TABLE)
        is_new = self._is_new(row, name, table)
        self._check_texts(row)
        titles, descriptions = self._in_languages(row, TITLE), self._in_languages(row, DESCRIPTION)
        if not titles:
            self.findings.append(finding("V201", self._place(row, TITLE), column=TITLE))
        if not descriptions:
            self._undescribed.append(row)
        code_list = self._code_list(row)
        start, end = self._validity(row)
        concept, is_required = self._concept(row), self._required(row)
        datatype = self._datatype(row, code_list)
        if not is_new:
            return None
        return Variable(
            name, titles, descriptions, datatype, self._unit(row), code_list, concept, start, end,
            is_required, table, fragment_of(name, table, self._fragments), row.line,
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

    def undescribed(self) -> list[Finding]:
        """Report, at the first of them, the variables that have no description."""
        if not self._undescribed:
            return []
        row, number = self._undescribed[0], len(self._undescribed)
        return [finding("V208", self._place(row, DESCRIPTION), number=str(number))]

    def _is_new(self, row: Row, name: str, table: str) -> bool:
        if not name:
            self.findings.append(finding("V201", self._place(row, NAME), column=NAME))
            return False
        first = self._lines.setdefault((table, name), row.line)
        if first != row.line:
            self.findings.append(finding("V202", self._place(row, NAME), name=name, line=str(first)))
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
        whole = "\n".join(row.fields)
        if "#" in whole or not whole.replace("\n", "").isprintable():
            for number, text in enumerate(row.fields[: self._width]):
                place = self._sheet.place(row, number)
                fault = text_fault(text, place)
                self.findings += [] if fault is None else [fault]
                if text.upper() in _ERRORS:
                    self.findings.append(finding("V210", place, value=text))
        if is_doubtful(whole):
            columns = {number for number, _, _ in self._texts} | {self._column.get(UNIT, 0)}
            for number in sorted(columns):
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
            place, near = self._place(row, CODE_LIST), self._known.nearest_list(text)
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
        fault = typed_term(text, XSD + "date", self._place(row, field))
        self.findings += [fault] if isinstance(fault, Finding) else []
        return ""

    def _required(self, row: Row) -> bool | None:
        text = self._said(row, REQUIRED)
        if REQUIRED not in self._column or not text:
            return None
        if text.casefold() not in _YES | _NO:
            self.findings.append(finding("V206", self._place(row, REQUIRED), value=text))
        return text.casefold() in _YES

    def _place(self, row: Row, field: str) -> Place:
        return self._sheet.place(row, self._column.get(field, 0))


def _asked(near: str | None) -> Message | None:
    return None if near is None else did_you_mean_this(near)
