"""Lists of datasets in a table, a row for each, under a header of keys; to a graph, cell by cell.

A header is a key of the context (`title`, `tittel`), with a language behind an `@` (`title@en`) or below
another key (`distribution.accessURL`). A cell may have several values with `|` between them. What has no
column of a known key is lost, and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dcat_publisher.importing.layout import slug
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.named_terms import DATASET
from dcat_publisher.model.namespaces import FOAF, VCARD, XSD
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.source.mapping.codes import concept_of
from dcat_publisher.source.mapping.iris import iri_fault, is_email
from dcat_publisher.source.mapping.language_tags import language_fault
from dcat_publisher.source.mapping.values import date_form, is_date_type
from dcat_publisher.vocabulary import Vocabulary

_NOWHERE: Final = Place("")
_BETWEEN: Final = "|"

Row = Sequence[str]


class _Column(NamedTuple):
    """What a column says: a keyword or a definition, of the row or of a node below it, in a language."""

    meaning: Definition | str
    below: Definition | None = None
    language: str | None = None


@dataclass(slots=True)
class Table:
    """The graph of a table; `lost` are the cells that say nothing known: row, header and text."""

    graph: Graph = field(default_factory=Graph)
    lost: list[tuple[Triple, str]] = field(default_factory=list)


def table(rows: Iterable[Row], name: str, vocabulary: Vocabulary, language: str | None) -> Table:
    """Return the graph of a table whose first row is its header; `language` is that of texts without one."""
    found = Table()
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    _, header = next(numbered, (0, ()))
    columns = [_column(cell.strip(), vocabulary, language) for cell in header]
    for number, row in numbered:
        _Rows(found, vocabulary, columns, header).add(f"_:{slug(name)}x{number}", row)
    return found


def _column(head: str, vocabulary: Vocabulary, language: str | None) -> _Column | None:
    key, _, tag = head.partition("@") if not head.startswith("@") else (head, "", "")
    if tag and language_fault(tag, _NOWHERE) is not None:
        return None
    above, dot, own = key.rpartition(".")
    meaning = vocabulary.context.meaning(own if dot else key)
    below = vocabulary.context.definition(above) if dot else None
    if meaning is None or (dot and (below is None or isinstance(meaning, str))):
        return None
    if isinstance(meaning, Definition) and (meaning.reverse or meaning.kind is Kind.FREE):
        return None
    return _Column(meaning, below, (tag or language or "").lower() or None)


class _Rows:
    """Adds rows to a table."""

    def __init__(
        self, found: Table, vocabulary: Vocabulary, columns: Sequence[_Column | None], header: Row
    ) -> None:
        self._found, self._vocabulary, self._columns, self._header = found, vocabulary, columns, header

    def add(self, node: str, row: Row) -> None:
        """Add one row, as the description of a node; its address is in the column `id`, if there is one."""
        subject = next(filter(None, map(self._address, self._columns, row)), node)
        if not any(column is not None and column.meaning == "@type" for column in self._columns):
            self._found.graph.add(subject, TYPE, DATASET)
        for number, cell in enumerate(row):
            column = self._columns[number] if number < len(self._columns) else None
            for text in filter(None, (part.strip() for part in cell.split(_BETWEEN))):
                if column is None or not self._said(subject, column, text):
                    head = self._header[number] if number < len(self._header) else str(number + 1)
                    self._found.lost.append(((subject, head, text), "unsayable"))

    def _address(self, column: _Column | None, cell: str) -> str | None:
        text = cell.strip()
        is_id = column is not None and column.meaning == "@id"
        return iri(text) if is_id and text and iri_fault(text) is None else None

    def _said(self, subject: str, column: _Column, text: str) -> bool:
        graph, meaning = self._found.graph, column.meaning
        if isinstance(meaning, Definition):
            graph.add(
                self._owner(subject, column), meaning.predicate, self._term(meaning, text, column.language)
            )
            return True
        class_iri = self._vocabulary.context.type_iri(text) if meaning == "@type" else None
        if class_iri is not None:
            graph.add(subject, TYPE, iri(class_iri))
        return class_iri is not None or (meaning == "@id" and subject == iri(text))

    def _owner(self, subject: str, column: _Column) -> str:
        """Return the node that a cell is about: the row's, or the one below it, which is described then."""
        below = column.below
        if below is None:
            return subject
        graph = self._found.graph
        node = next(iter(graph.objects(subject, below.predicate)), None)
        if node is None:
            node = f"_:part{len(graph.index)}x{slug(below.name)}"
            graph.add(subject, below.predicate, node)
            range_ = self._vocabulary.range_of(below.predicate)
            if range_ is not None:
                graph.add(node, TYPE, range_)
        return node

    def _term(self, definition: Definition, text: str, language: str | None) -> str:
        """Return what a cell means; what does not fit its key stays a text, of which `check` tells."""
        if definition.kind is Kind.TEXT:
            return literal(text, language=language)
        if definition.kind is Kind.TYPED:
            form = date_form(text) if is_date_type(definition.datatype or "") else None
            return literal(text, definition.datatype if form is None else XSD + form)
        if definition.kind is Kind.CODE:
            meant = concept_of(text, definition, definition.name, self._vocabulary, _NOWHERE)
            expanded = self._vocabulary.context.expand(text)
            return iri(meant) if isinstance(meant, str) else iri(expanded) if expanded else literal(text)
        return (
            self._linked(definition, text, language) if definition.kind is Kind.REFERENCE else literal(text)
        )

    def _linked(self, definition: Definition, text: str, language: str | None) -> str:
        range_ = self._vocabulary.range_of(definition.predicate)
        if range_ == VCARD.Kind:
            return self._described(VCARD.Kind, dict(_contact(text, language)), text)
        if is_email(text):
            return iri(f"mailto:{text.removeprefix('mailto:')}")
        if iri_fault(text) is None:
            return iri(text)
        if range_ == FOAF.Agent:
            return self._described(FOAF.Agent, {FOAF.name: literal(text, language=language)}, text)
        return literal(text)

    def _described(self, class_: str, said: dict[str, str], text: str) -> str:
        """Return the node of a name, the same one wherever the name stands."""
        node = f"_:{slug(class_)}x{text.encode('utf-8', 'replace').hex()}"
        for predicate, value in {TYPE: class_, **said}.items():
            self._found.graph.add(node, predicate, value)
        return node


def _contact(text: str, language: str | None) -> Iterator[tuple[str, str]]:
    if is_email(text):
        yield VCARD.hasEmail, iri(f"mailto:{text.removeprefix('mailto:')}")
    elif iri_fault(text) is None:
        yield VCARD.hasURL, iri(text)
    else:
        yield VCARD.fn, literal(text, language=language)


__all__ = ["Row", "Table", "table"]
