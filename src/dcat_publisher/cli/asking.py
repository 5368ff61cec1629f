"""Asking a query of a folder or of an endpoint, and the result as a table, CSV or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    parse_query_results,
)

from dcat_publisher.cli import options
from dcat_publisher.cli.rdf_targets import documents_of
from dcat_publisher.model.errors import ConfigurationError, StoreError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled, placed
from dcat_publisher.model.terms import lexical
from dcat_publisher.publish.named_graphs import load, load_default, may_name_graphs, published
from dcat_publisher.rdf.encoding import unpacked
from dcat_publisher.rdf.formats import JSON_LD, TURTLE, format_of_type, format_wanted
from dcat_publisher.rdf.gate import parser_reason, quads
from dcat_publisher.rdf.jsonld_context import Context, read_context
from dcat_publisher.serve.sparql.federation import explained
from dcat_publisher.stores.connection import (
    Answer,
    Connection,
    Patience,
    Request,
    checked_address,
    refused,
    without_secrets,
)
from dcat_publisher.system.printable import one_line
from dcat_publisher.system.reasons import reason_of
from dcat_publisher.system.scratch import scratch_folder

_LONGEST_REASON: Final = 300
"""Characters of what an endpoint says that are told."""
_WORDS: Final = Words(__file__).group("query")
_GAP: Final = "  "
_NARROWEST: Final = 8
_RESULTS: Final = "application/sparql-results+json"
_ROWS: Final = {
    _RESULTS: QueryResultsFormat.JSON, "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML, "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML, "text/tab-separated-values": QueryResultsFormat.TSV,
}  # fmt: skip
"""The forms in which endpoints give rows, whatever was asked for."""
_GRAPH_FORMS: Final = {"table": TURTLE, "csv": TURTLE, "json": JSON_LD}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain texts under the names of the variables."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self, width: int | None) -> Iterator[str]:
        """Yield the lines to print, no wider than `width` where there is one."""
        texts = [self.columns, *self.rows]
        widths = [max(len(row[number]) for row in texts) for number in range(len(self.columns))]
        if width is not None:
            widths = _fitted(widths, width)
        for row in (self.columns, tuple("-" * size for size in widths), *self.rows):
            cells = (_cut(cell, size).ljust(size) for cell, size in zip(row, widths, strict=True))
            yield _GAP.join(cells).rstrip()


def _fitted(widths: list[int], width: int) -> list[int]:
    """Make the widest columns narrower until all fit, as far as that is sensible."""
    fitted = list(widths)
    while sum(fitted) + len(_GAP) * (len(fitted) - 1) > width and max(fitted, default=0) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def ask_folder(out: Path, query: str, form: str) -> bytes | Table:
    """Ask what `build` wrote to a folder; raises ConfigurationError for a query that cannot be evaluated."""
    site = published(out)
    store = load(site) if may_name_graphs(query) else load_default(site)
    return _asked(store, query, form, read_context([out / "context.jsonld"]), site.base)


def ask_data(
    sources: Sequence[str], query: str, form: str, input_format: str | None = None
) -> bytes | Table:
    """Ask files of RDF, with their named graphs; raises ConfigurationError as `ask_folder` does."""
    store = Store()
    with scratch_folder() as folder:
        for document in documents_of(sources, format_wanted(input_format), folder):
            given = (document.file.read_bytes(), document.form, document.name, document.base)
            try:
                store.extend(quads(*given, triple_terms=True, renamed=True))
            except (SyntaxError, ValueError) as error:
                reason, line, column = parser_reason(error)
                place = f"{document.name}:{line}:{column}"
                raise ConfigurationError(placed(place, reason)) from error
    return _asked(store, query, form, options.vocabulary().context, None)


def _asked(store: Store, query: str, form: str, context: Context, base: str | None) -> bytes | Table:
    try:
        result = store.query(query, base_iri=base)
        if not isinstance(result, QueryTriples):
            return _printed(result, form)
        graph = Graph((str(item.subject), str(item.predicate), str(item.object)) for item in result)
    except SyntaxError as error:
        raise ConfigurationError(explained(error, query)) from error
    except (ValueError, RuntimeError) as error:
        raise ConfigurationError(filled(_WORDS["not_evaluated"], reason=reason_of(error))) from error
    except OSError as error:
        raise StoreError(filled(_WORDS["no_service"], reason=reason_of(error))) from error
    return _GRAPH_FORMS[form].write(graph, context)


def ask_endpoint(address: str, query: str, form: str, timeout: float) -> bytes | Table:
    """Ask an endpoint; raises ConfigurationError where it blames the query, StoreError for all else."""
    connection = Connection(Patience(seconds=timeout, tries=3))
    wanted = _GRAPH_FORMS[form].media_type
    headers = {
        "Accept": f"{_RESULTS}, {wanted};q=0.9",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urlencode({"query": query}).encode()
    answer = connection.send("POST", checked_address(address), headers, body)
    if answer.status == 400:
        reason = " ".join(answer.body.decode("utf-8", "replace").split())
        raise ConfigurationError(filled(_WORDS["refused"], reason=reason[:_LONGEST_REASON]))
    if answer.status != 200:
        raise refused(Request.QUERY, answer)
    return _result_in(answer, form, without_secrets(address))


def _result_in(answer: Answer, form: str, name: str) -> bytes | Table:
    """Return the result in an answer: rows, or RDF as it is; StoreError for what is neither: a login page."""
    answer = replace(answer, body=unpacked(answer.body, name))
    is_rdf = format_of_type(answer.media_type) is not None
    rows = _ROWS.get(answer.media_type)
    if rows is None and (is_rdf or answer.media_type == "text/csv"):
        return answer.body
    if rows is None:
        raise StoreError(filled(_WORDS["no_result"], reason=answer.media_type))
    try:
        return _printed(parse_query_results(answer.body, format=rows), form)
    except (SyntaxError, ValueError) as error:
        if is_rdf:  # a type that is used of both
            return answer.body
        raise StoreError(filled(_WORDS["no_result"], reason=reason_of(error))) from error


def _printed(result: QuerySolutions | QueryBoolean, form: str) -> bytes | Table:
    if form != "table":
        format_ = QueryResultsFormat.CSV if form == "csv" else QueryResultsFormat.JSON
        return result.serialize(format=format_) or b""
    if isinstance(result, QueryBoolean):
        return b"true\n" if result else b"false\n"
    columns = tuple(variable.value for variable in result.variables)
    rows = tuple(
        tuple("" if cell is None else one_line(lexical(str(cell))) for cell in row) for row in result
    )
    return Table(columns, rows)
