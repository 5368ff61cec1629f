"""What to write instead in a list of variables, where a shape has found something at one of its lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from dcat_publisher.checking.views.variables import CSVW
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.namespaces import DCT
from dcat_publisher.rules.examples import split
from dcat_publisher.source.source_text import Texts
from dcat_publisher.source.variables.fields import CONCEPT, DATATYPE, DESCRIPTION, NAME, TITLE
from dcat_publisher.source.variables.headings import Headings
from dcat_publisher.source.variables.table import Sheet

_WORDS: Final = Words(__file__)
_FIELDS: Final = {
    DCT.description: DESCRIPTION,
    CSVW.format("name"): NAME,
    CSVW.format("title"): TITLE,
    CSVW.format("datatype"): DATATYPE,
    CSVW.format("propertyUrl"): CONCEPT,
}


@dataclass(frozen=True)
class ListAdvice:
    """Speaks of columns and cells: the words of a shape are for those who write YAML."""

    texts: Texts
    _read: dict[str, Headings] = field(default_factory=dict)

    def advised(self, found: Finding) -> Finding:
        """Return a finding at the cell that it is about, with what to write there."""
        message = {tag: split(text)[0] for tag, text in found.message.items()}
        name = _FIELDS.get(found.path or "")
        if name is None:
            return replace(found, message=message)
        headings = self._headings(found.place.file)
        number = headings.number(name)
        if number is None:
            return replace(found, message=message, help=_told("in_list_new", headings.spelling.heading(name)))
        place = headings.place(number, found.place.line)
        return replace(found, message=message, place=place, help=_told("in_list", headings.word(number)))

    def _headings(self, file: str) -> Headings:
        if file not in self._read:
            self._read[file] = Headings(Sheet(file, self.texts[file].content))
        return self._read[file]


def _told(key: str, column: str) -> Message:
    return filled(_WORDS[key], column=column)


__all__ = ["ListAdvice"]
