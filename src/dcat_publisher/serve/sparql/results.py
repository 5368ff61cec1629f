"""The forms of a result: media types of SPARQL results and of RDF, and writing within bounds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples
from pyoxigraph import Triple as QuotedTriple

from dcat_publisher.model.graph import Graph
from dcat_publisher.rdf.formats import FORMATS
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import ROWS_OF_TABLE


class TooMuchError(Exception):
    """A result goes over a limit; the text says which."""


class _Form(NamedTuple):
    """A form of results: bytes that stand once in each row and in no value, and how often besides."""

    format: QueryResultsFormat
    row: bytes
    besides: int


# In JSON `},{"` stands between two rows and nowhere else: in a value the quotation mark would be
# escaped. Rows in which nothing is bound are not counted there; the limit of bytes bounds those.
_JSON: Final = _Form(QueryResultsFormat.JSON, b'},{"', -1)
_XML: Final = _Form(QueryResultsFormat.XML, b"<result>", 0)
_FORMS: Final[Mapping[str, _Form]] = {
    "application/sparql-results+json": _JSON,
    "application/sparql-results+xml": _XML,
    "text/csv": _Form(QueryResultsFormat.CSV, b"\r\n", 1),
    "text/tab-separated-values": _Form(QueryResultsFormat.TSV, b"\n", 1),
    "application/json": _JSON,
    "application/xml": _XML,
    "text/xml": _XML,
}
SOLUTIONS: Final = tuple(_FORMS)
"""The media types of SELECT and ASK, favourite first."""

# More names for the same bytes: N-Triples are Turtle and N3, JSON-LD and RDF/XML are JSON and XML.
_GRAPHS: Final = {entry.media_type: entry for entry in FORMATS} | {
    alias: entry
    for entry in FORMATS
    for alias in {
        "turtle": ("text/n3", "application/x-turtle"),
        "json-ld": ("application/json",),
        "rdf-xml": ("application/xml", "text/xml"),
        "n-triples": ("application/n-quads",),
    }.get(entry.name, ())
}
GRAPHS: Final = tuple(_GRAPHS)
"""The media types of CONSTRUCT and DESCRIBE, favourite first."""


@dataclass(slots=True)
class _Bounded:
    """Takes what the engine writes, as far as the limits go."""

    limits: Limits
    form: _Form
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    rows: int = 0
    _tail: bytes = b""

    def write(self, data: bytes) -> int:
        """Take a piece; raises TooMuchError."""
        self.size += len(data)
        if self.size > self.limits.result_bytes:
            raise TooMuchError(_too_large(self.limits))
        joined = self._tail + data
        self.rows += joined.count(self.form.row)
        self._tail = joined[1 - len(self.form.row) :] if len(self.form.row) > 1 else b""
        if self.rows - self.form.besides > self.limits.rows:
            raise TooMuchError(_too_long(self.limits))
        self.parts.append(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""


_ADVICE: Final = "ask for less, or page with ORDER BY, LIMIT and OFFSET"


def _too_large(limits: Limits) -> str:
    return f"the result has more than {limits.mebibytes:g} MiB; {_ADVICE}"


def _too_long(limits: Limits) -> str:
    return f"the result has more than {limits.rows} rows; {_ADVICE}"


def write_solutions(result: QuerySolutions | QueryBoolean, media_type: str, limits: Limits) -> bytes:
    """Write the answer to SELECT or ASK; raises TooMuchError."""
    form = _FORMS[media_type]
    bounded = _Bounded(limits, form)
    result.serialize(bounded, form.format)  # type: ignore[arg-type]  # it needs write and flush only
    return b"".join(bounded.parts)


def graph_of(result: QueryTriples, limits: Limits) -> Graph:
    """Return the triples of CONSTRUCT or DESCRIBE; raises TooMuchError; ValueError for triples in triples."""
    graph = Graph()
    for number, triple in enumerate(result):
        if number >= limits.rows:
            raise TooMuchError(_too_long(limits))
        if isinstance(triple.object, QuotedTriple):
            raise ValueError("triples in triples (RDF 1.2) cannot be written here")
        graph.add(str(triple.subject), str(triple.predicate), str(triple.object))
    return graph


def write_graph(graph: Graph, media_type: str, context: Context, limits: Limits) -> bytes:
    """Write a graph; raises TooMuchError."""
    data = _GRAPHS[media_type].write(graph, context)
    if len(data) > limits.result_bytes:
        raise TooMuchError(_too_large(limits))
    return data


def write_table(result: QuerySolutions | QueryBoolean | QueryTriples) -> bytes:
    """Write the beginning of a result for the query page: columns, and rows of terms as in N-Triples."""
    if isinstance(result, QueryBoolean):
        return _table(bool(result), [], [], more=False)
    rows: list[list[str | None]] = []
    more = False
    columns = (
        [variable.value for variable in result.variables]
        if isinstance(result, QuerySolutions)
        else ["subject", "predicate", "object"]
    )
    for values in result:
        if len(rows) == ROWS_OF_TABLE:
            more = True
            break
        cells = (
            (values.subject, values.predicate, values.object)
            if not isinstance(result, QuerySolutions)
            else values
        )
        rows.append([None if cell is None else str(cell) for cell in cells])
    return _table(None, columns, rows, more=more, graph=isinstance(result, QueryTriples))


def _table(
    boolean: bool | None, columns: list[str], rows: list[list[str | None]], *, more: bool, graph: bool = False
) -> bytes:
    table = {"boolean": boolean, "columns": columns, "rows": rows, "more": more, "graph": graph}
    return json.dumps(table).encode()
