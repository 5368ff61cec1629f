"""What data.norge.no has of lists of variables: it harvests them as information models (ModelDCAT-AP-NO)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.reader import KEPT_LANGUAGES
from dcat_publisher.model.language import Words, in_language
from dcat_publisher.model.place import Place
from dcat_publisher.source.variables import Variable, VariableList
from dcat_publisher.source.variables.fields import (
    CODE_LIST,
    CONCEPT,
    DATATYPE,
    DESCRIPTION,
    FIELD_NAMES,
    NAME,
    REQUIRED,
    TABLE,
    TITLE,
    UNIT,
    VALID_FROM,
    VALID_TO,
)
from dcat_publisher.source.variables.headings import Headings

READ: Final = (TITLE, DESCRIPTION, NAME, DATATYPE, CODE_LIST, CONCEPT, REQUIRED, TABLE)
"""The fields that a model says, and that the portal's parser reads of it (fdk-parser-service, 2026-07)."""
UNREAD: Final = (UNIT, VALID_FROM, VALID_TO)
"""The fields for which a model has no property."""
_NAMES: Final = {**FIELD_NAMES, **Words(__file__).group("model")}
_TEXTS: Final = {TITLE: "titles", DESCRIPTION: "descriptions"}


@dataclass(frozen=True)
class ModelSeen:
    """The list of one dataset as the portal has it."""

    dataset: str
    found: VariableList

    def fields(self, among: tuple[str, ...]) -> list[str]:
        """Return those of the fields that some variable has."""
        return [name for name in among if self._number(name)]

    def _number(self, field: str) -> int:
        return sum(bool(_said(variable, field)) for variable in self.found.variables)

    @cached_property
    def _headings(self) -> Headings:
        return Headings.of_file(self.found.file)

    def _place(self, field: str, language: str | None = None) -> Place:
        """Return where the heading of a column is."""
        number = self._headings.number(field, language)
        return Place(self.found.file) if number is None else self._headings.place(number)

    def _word(self, field: str, language: str | None = None) -> str:
        """Return the heading of a column as it is typed."""
        number = self._headings.number(field, language)
        written = field if language is None else f"{field}@{language}"
        return written if number is None else self._headings.word(number)

    def faults(self) -> Iterator[Fault]:
        """Yield what the portal does not show of the variables, at the heading of the column or the line."""
        own = self.dataset
        for field in self.fields(UNREAD):
            blanks = {"column": self._word(field), "number": str(self._number(field))}
            yield Fault("H319", blanks, dataset=own, place=self._place(field))
        for field, name in _TEXTS.items():
            tags = dict.fromkeys(tag for each in self.found.variables for tag in getattr(each, name))
            for tag in tags:
                if tag not in KEPT_LANGUAGES:
                    column = {"column": self._word(field, tag)}
                    yield Fault("H320", column, dataset=own, place=self._place(field, tag))
        nameless = [each for each in self.found.variables if each.titles.keys().isdisjoint(KEPT_LANGUAGES)]
        if nameless:
            place = Place(self.found.file, nameless[0].line)
            blanks = {"name": nameless[0].name, "number": str(len(nameless))}
            yield Fault("H321", blanks, dataset=own, place=place)


def _said(variable: Variable, field: str) -> object:
    if field == REQUIRED:
        return variable.is_required is not None
    return getattr(variable, _TEXTS.get(field, field))


def model_faults(lists: Mapping[str, VariableList]) -> Iterator[Fault]:
    """Yield what is lost of the lists, dataset by dataset."""
    for dataset, found in lists.items():
        if found.variables:
            yield from ModelSeen(dataset, found).faults()


def field_names(fields: list[str], language: str) -> str:
    """Return what people call the fields."""
    return ", ".join(in_language(_NAMES[field], language) for field in fields)
