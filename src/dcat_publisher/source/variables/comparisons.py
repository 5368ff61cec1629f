"""Variables beside each other, and fields beside each other: what is no fault of a single field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.typing_marks import short
from dcat_publisher.source.variables.columns import Columns
from dcat_publisher.source.variables.datatypes import CODE, NAMES, NOT_MEASURED, is_no_unit
from dcat_publisher.source.variables.fields import CODE_LIST, DATATYPE, DESCRIPTION, NAME, TABLE, TITLE, UNIT
from dcat_publisher.source.variables.model import Variable
from dcat_publisher.source.variables.table import Row

_LONGEST_NAME: Final = 100
"""How many characters the name of a column in data hardly ever has."""
_SHOWN: Final = 60
_LETTER: Final = re.compile(r"[^\W\d_]")


class Comparisons:
    """Compares the variables of one list; what is the same of many is said once, at the first of them.

    `doubted` has the lines on which a datatype or a code list has been reported.
    """

    def __init__(self, columns: Columns, variables: Sequence[Variable], doubted: Container[int]) -> None:
        self._columns = columns
        self._variables = variables
        self._doubted = doubted

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong."""
        yield from self._names()
        yield from self._titles()
        yield from self._measured()
        yield from self._said_once("V208", DESCRIPTION, lambda each: not each.descriptions)
        yield from self._said_once("V212", CODE_LIST, self._is_without_codes)
        yield from self._without_table()

    def _place(self, variable: Variable, field: str) -> Place:
        return self._columns.place(Row(variable.line, []), field)

    def _names(self) -> Iterator[Finding]:
        for variable in self._variables:
            if len(variable.name) > _LONGEST_NAME or "\n" in variable.name:
                title, description = self._columns.word(TITLE), self._columns.word(DESCRIPTION)
                name, place = " ".join(variable.name.split()), self._place(variable, NAME)
                yield finding("V220", place, name=short(name, 40), title=title, description=description)
        for variable, other in self._same(lambda each: _without_case(each.name)):
            place, line = self._place(variable, NAME), str(other.line)
            yield finding("V211", place, name=variable.name, other=other.name, line=line)

    def _titles(self) -> Iterator[Finding]:
        told = set[int]()
        for tag in dict.fromkeys(tag for each in self._variables for tag in each.titles):
            groups: dict[int, list[Variable]] = {}
            for variable, other in self._same(partial(_title, tag=tag)):
                groups.setdefault(other.line, [other]).append(variable)
            for line, (other, variable, *more) in groups.items():
                title, number = other.titles[tag], str(len(more) + 2)
                if line not in told and _LETTER.search(title) is not None:
                    place, title = self._place(variable, TITLE), short(title, _SHOWN)
                    yield finding(
                        "V213", place, title=title, number=number, other=other.name, line=str(line)
                    )  # fmt: skip
                told.add(line)
        for variable in self._variables:
            bare = next((text for text in variable.titles.values() if not text[0].isalpha()), "")
            if bare and _LETTER.search(bare) is None:
                place = self._place(variable, TITLE)
                yield finding("V215", place, value=bare, column=self._columns.word(TITLE))

    def _same(self, text_of: Callable[[Variable], str]) -> Iterator[tuple[Variable, Variable]]:
        """Yield the variables of a table that have the same text as one above, with the first of these."""
        keys = [(each.table, text_of(each)) for each in self._variables]
        if len(set(keys)) == len(keys):  # the usual
            return
        first: dict[tuple[str, str], Variable] = {}
        for key, variable in zip(keys, self._variables, strict=True):
            other = first.setdefault(key, variable)
            if other is not variable and key[1]:
                yield variable, other

    def _measured(self) -> Iterator[Finding]:
        if DATATYPE not in self._columns.numbers:
            return
        for variable in self._variables:
            unit = variable.unit
            if not unit or variable.datatype not in NOT_MEASURED or variable.line in self._doubted:
                continue
            if not is_no_unit(unit):
                yield finding("V216", self._place(variable, UNIT), unit=unit)

    def _is_without_codes(self, variable: Variable) -> bool:
        return variable.datatype == CODE and not variable.code_list and variable.line not in self._doubted

    def _said_once(self, code: str, field: str, is_so: Callable[[Variable], bool]) -> Iterator[Finding]:
        some = [each for each in self._variables if is_so(each)]
        if some:
            beside = DATATYPE if code == "V212" and field not in self._columns.numbers else field
            place, column = self._place(some[0], beside), self._columns.word(field)
            yield finding(code, place, number=str(len(some)), column=column, code_=NAMES[CODE])

    def _without_table(self) -> Iterator[Finding]:
        """Report variables without a table below one that has one: cells that were merged."""
        named = [number for number, each in enumerate(self._variables) if each.table]
        some = [each for each in self._variables[named[0] :] if not each.table] if named else []
        if some:
            above = self._variables[self._variables.index(some[0]) - 1].table
            place, column = self._place(some[0], TABLE), self._columns.word(TABLE)
            yield finding("V218", place, number=str(len(some)), column=column, table=above)


def _title(variable: Variable, tag: str) -> str:
    return variable.titles.get(tag, "").casefold()


def _without_case(name: str) -> str:
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name.casefold())
