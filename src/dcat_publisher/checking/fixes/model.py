"""What a fix is: new text for a place in a file, and what makers of fixes work with."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from dcat_publisher.checking.catalog import Catalog
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.source import parse
from dcat_publisher.source.source_text import Text, Texts, scalars
from dcat_publisher.vocabulary import Vocabulary

_WORDS: Final = Words(__file__)

# YAML 1.1, 5.3 and 9.1.3: what a plain scalar may not begin with, and what would end it.
_NOT_PLAIN = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|:(?:\s|$)|\s#|[\n\t,\[\]{}]|\s$")


@dataclass(frozen=True, slots=True)
class Edit:
    """New characters for a place; everything around it stays as it is."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What can be done about a finding; `safe` when it cannot mean anything else than the author meant."""

    finding: Finding
    title: Message
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class FixContext:
    """What makers of fixes work with: the catalogue, what keys and codes there are, and the texts."""

    catalog: Catalog
    vocabulary: Vocabulary
    texts: Texts

    def typed(self, found: Finding) -> str:
        """Return the value that stands at a finding's place, empty when it is not a key or scalar."""
        return self.texts[found.place.file].scalar(found.place)

    def replaced(self, found: Finding, value: str, *, safe: bool = True) -> Fix | None:
        """Return the fix that puts another value in the place of the finding's."""
        edit = rewritten(self.texts[found.place.file], found.place, value)
        title = filled(_WORDS["write"], value=value)
        return None if edit is None else Fix(found, title, (edit,), safe)


def rewritten(text: Text, place: Place, value: str) -> Edit | None:
    """Return the edit that makes the scalar at a place another one, in the quotes that it has.

    None where the result would not be read as that value: a block, an escape, or text that needs quotes
    around it.
    """
    raw, old = text.span(place), text.scalar(place)
    if raw == old:
        candidates = [value] if _NOT_PLAIN.search(value) is None else [json.dumps(value, ensure_ascii=False)]
    elif raw[:1] in ("'", '"') and raw[1:-1] == old:
        candidates = [f"{raw[0]}{value}{raw[0]}"]
    else:
        return None
    return next((edit for new in candidates if _reads_as(text, edit := Edit(place, new), value)), None)


def _reads_as(text: Text, edit: Edit, value: str) -> bool:
    """Return whether an edited text still has all its scalars, with the new one where the old one was."""
    root = parse(applied(text, [edit]), text.file).root
    start = (edit.place.line, edit.place.column)
    expected = [value if node.place == edit.place else node.text for node in scalars(text.root)]
    found = list(scalars(root))
    at_place = any((node.place.line, node.place.column) == start and node.text == value for node in found)
    return at_place and [node.text for node in found] == expected


def applied(text: Text, edits: list[Edit]) -> str:
    """Return a text with edits made; of two that overlap only the first one in the text is."""
    spans = sorted(
        (
            text.offset(one.place.line, one.place.column),
            text.offset(one.place.end_line, one.place.end_column),
            one.text,
        )
        for one in set(edits)
    )
    parts: list[str] = []
    done = 0
    for start, end, new in spans:
        if start >= done:
            parts += [text.content[done:start], new]
            done = end
    return "".join([*parts, text.content[done:]])
