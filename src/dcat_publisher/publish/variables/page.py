"""The page of a dataset's variables: a table that reads without a script, in portions where it is long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from dcat_publisher.model.language import FALLBACKS
from dcat_publisher.model.namespaces import SCHEMA_ORG
from dcat_publisher.model.terms import iri_value
from dcat_publisher.publish.pages.environment import render
from dcat_publisher.publish.pages.frame import frame_of_page
from dcat_publisher.publish.pages.markup import text
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.render import Site
from dcat_publisher.publish.pages.structured import Json, in_script
from dcat_publisher.publish.pages.text_blocks import clickable
from dcat_publisher.publish.pages.values import Text
from dcat_publisher.publish.pages.wording import number_of, variables_heading, variables_words
from dcat_publisher.source.mapping.list_names import METADATA, PAGE, TABLE
from dcat_publisher.source.variables import Variable

PORTION: Final = 500
"""How many variables a page shows."""


@dataclass(frozen=True)
class Listing:
    """The variables of one dataset on a site; `path` is that of the dataset."""

    site: Site
    dataset: str
    path: str
    variables: Sequence[Variable]

    @property
    def last(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.variables) // PORTION))

    def page_path(self, number: int) -> str:
        """Return the path of a page, without suffix; number counts from 1."""
        return f"{self.path}{PAGE}" if number == 1 else f"{self.path}{PAGE}-{number}"

    def page(self, reader: Reader, number: int) -> bytes:
        """Return one page in the reader's language."""
        language, path = reader.language, self.page_path(number)
        shown = self.variables[(number - 1) * PORTION : number * PORTION]
        name = reader.name(self.dataset)
        title = f"{variables_heading(language)}: {name.text}"
        file = self.path.rpartition("/")[2]
        frame = frame_of_page(self.site, reader, path, title)
        address = f"{self.site.base}{path}{'' if number == 1 else '.html'}"
        frame |= {"canonical": address, "iri": address, "indexed": True, "structured": in_script(
            measured(reader, self.dataset, shown)
        )}  # fmt: skip
        return render(
            "variables.html", language, self.site.identity, tables=list(_tables(shown, language)),
            dataset={"href": reader.href(self.dataset, path), "name": name},
            count=number_of(len(self.variables), language), files=(f"{file}{TABLE}", f"{file}{METADATA}"),
            steps=[(each, self._href(each, reader)) for each in range(1, self.last + 1)], number=number,
            search=f"{frame['root']}variables{reader.suffix}", **frame,
        ).encode("utf-8", "replace")  # fmt: skip

    def _href(self, number: int, reader: Reader) -> str:
        return f"{self.page_path(number).rpartition('/')[2]}{reader.suffix}"


def _tables(variables: Sequence[Variable], language: str) -> Iterator[tuple[str, Markup]]:
    """Yield the tables with their rows, put together here: a template takes five times as long."""
    words = RowWords.of(language)
    for table, group in groupby(variables, key=lambda variable: variable.table):
        yield table, Markup("\n").join(_row(variable, language, words) for variable in group)


class RowWords(NamedTuple):
    """The words that stand in a row."""

    required: str
    codes: str
    concept: str

    @classmethod
    def of(cls, language: str) -> RowWords:
        """Return the words in a language."""
        return cls(*variables_words(language))


def _row(variable: Variable, language: str, words: RowWords) -> Markup:
    description = said(variable.descriptions, language)
    small = f"<br><small>{text(description)}</small>" if description.text else ""
    datatype = [f"<code>{escape(variable.datatype)}</code>"]
    datatype += [f", {escape(variable.unit)}"] if variable.unit else []
    datatype += [f"<br>{words.required}"] if variable.is_required else []
    for label, address in ((words.codes, variable.code_list), (words.concept, variable.concept)):
        datatype += [f"<br><small>{label}: {_link(address)}</small>"] if address else []
    return Markup(
        f'<tr id="{escape(variable.fragment)}"><th scope="row"><code>{escape(variable.name)}</code></th>'
        f"<td>{text(said(variable.titles, language))}{small}</td><td>{''.join(datatype)}</td>"
        f"<td>{escape(_validity(variable))}</td></tr>"
    )


def said(texts: Mapping[str, str], language: str) -> Text:
    """Return the text in the language, or else in the nearest, with its language."""
    tag = next((tag for tag in (*FALLBACKS[language], *texts) if tag in texts), language)
    return Text(texts.get(tag, ""), None if tag == language else tag)


def _link(address: str) -> str:
    """Return a link with the last part of its address; what is no page is not led to."""
    name = escape(address.rstrip("/#").replace("#", "/").rpartition("/")[2] or address)
    return f'<a href="{escape(address)}">{name}</a>' if clickable(address) else name


def _validity(variable: Variable) -> str:
    start, end = variable.valid_from, variable.valid_to
    return f"{start}–{end}" if start or end else ""


def measured(reader: Reader, dataset: str, variables: Sequence[Variable]) -> dict[str, Json]:
    """Describe variables by schema.org, as those that a dataset measures."""
    found: list[Json] = [
        _property(variable, iri_value(dataset), reader.language) for variable in variables
    ]
    return {
        "@context": SCHEMA_ORG.iri, "@type": "Dataset", "@id": iri_value(dataset),
        "name": reader.name(dataset).text, "variableMeasured": found,
    }  # fmt: skip


def _property(variable: Variable, dataset: str, language: str) -> dict[str, Json]:
    said_of = {
        "name": said(variable.titles, language).text, "alternateName": variable.name,
        "description": said(variable.descriptions, language).text, "unitText": variable.unit,
        "propertyID": variable.concept,
    }  # fmt: skip
    about: dict[str, Json] = {"@type": "PropertyValue", "@id": f"{dataset}#{variable.fragment}"}
    return about | {key: text for key, text in said_of.items() if text}
