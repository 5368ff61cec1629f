"""The rows of the table of variables, put together here: a template takes five times as long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby, starmap

from markupsafe import Markup

from dcat_publisher.model.language import FALLBACKS
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.text_blocks import clickable
from dcat_publisher.publish.pages.values import Text
from dcat_publisher.publish.variables.listed import Cells
from dcat_publisher.source.variables import Variable
from dcat_publisher.source.variables.datatypes import datatype_name
from dcat_publisher.source.variables.fields import CODE_LIST, CONCEPT, FIELD_NAMES, REQUIRED


def said(texts: Mapping[str, str], language: str) -> Text:
    """Return the text in the language, or else in the nearest, with its language."""
    if language in texts:
        return Text(texts[language])
    tag = next((tag for tag in (*FALLBACKS[language], *texts) if tag in texts), None)
    return Text("") if tag is None else Text(texts[tag], tag)


def heading(field: str, language: str) -> str:
    """Return what a field is called, as the head of a column."""
    return capitalized(FIELD_NAMES[field][language])


class TableRows:
    """Writes the rows in a language; what kind of values a variable has is the same for many."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._required = FIELD_NAMES[REQUIRED][language]
        self._codes, self._concept = heading(CODE_LIST, language), heading(CONCEPT, language)
        self._values: dict[tuple[str, str, bool | None, str, str], str] = {}

    def tables(
        self, variables: Iterable[Variable], cells: Iterable[Cells]
    ) -> Iterator[tuple[str, Markup]]:  # fmt: skip
        """Yield the tables with their rows."""
        pairs = zip(variables, cells, strict=True)
        for table, group in groupby(pairs, key=lambda pair: pair[0].table):
            yield table, Markup("\n".join(starmap(self._row, group)))

    def _row(self, variable: Variable, cells: Cells) -> str:
        kind = variable.datatype, variable.unit, variable.is_required, variable.code_list, variable.concept
        values = self._values.get(kind)
        if values is None:
            values = self._values[kind] = self._kind(variable)
        description = self._text(variable.descriptions)
        small = f"<br><small>{description}</small>" if description else ""
        title = self._text(variable.titles)
        return f"{cells.head}<td>{title}{small}</td><td>{values}</td>{cells.validity}"

    def _text(self, texts: Mapping[str, str]) -> str:
        own = texts.get(self._language)
        if own is not None:
            return escape(own)
        found = said(texts, self._language)
        text = escape(found.text)
        return f'<span lang="{found.language}">{text}</span>' if found.language and text else text

    def _kind(self, variable: Variable) -> str:
        """Say what values a variable has: datatype, unit, whether each row has one, codes, concept."""
        unit = f", {escape(variable.unit)}" if variable.unit else ""
        name = datatype_name(variable.datatype, self._language)
        parts = [f"{name or f'<code>{escape(variable.datatype)}</code>'}{unit}"]
        parts += [escape(self._required)] if variable.is_required else []
        linked = ((self._codes, variable.code_list), (self._concept, variable.concept))
        parts += [f"<small>{escape(label)}: {_link(to)}</small>" for label, to in linked if to]
        return "<br>".join(parts)


def _link(address: str) -> str:
    """Return a link with the last part of its address; what is no page is not led to."""
    name = escape(address.rstrip("/#").replace("#", "/").rpartition("/")[2] or address)
    return f'<a href="{escape(address)}">{name}</a>' if clickable(address) else name
