"""The query page: an editor, examples, and the result as a table; plain HTML that works without script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from dcat_publisher.model.terms import datatype, is_iri, is_literal, language, lexical
from dcat_publisher.publish.pages.environment import packed
from dcat_publisher.serve.sparql.examples import EXAMPLES
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.wording import WORDS

POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'"
)

_ROW_FORMS: Final = {
    "CSV": "text/csv",
    "TSV": "text/tab-separated-values",
    "JSON": "application/sparql-results+json",
    "XML": "application/sparql-results+xml",
}
_GRAPH_FORMS: Final = {
    "Turtle": "text/turtle",
    "JSON-LD": "application/ld+json",
    "RDF/XML": "application/rdf+xml",
    "N-Triples": "application/n-triples",
}
_PLAIN: Final = frozenset(
    {"http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: its text, where it links to, its language, its datatype's short name."""

    text: str
    href: str | None = None
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A result on the page: yes or no, or columns and the first rows, and the forms it can be had in."""

    boolean: bool | None
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    more: bool
    downloads: Mapping[str, str]


def shown(table: bytes, query: str, base: str, prefix: str) -> Shown:
    """Read a table as a worker writes it; links into the catalogue get the path `prefix` of this server."""
    data = json.loads(table)
    forms = _GRAPH_FORMS if data["graph"] else _ROW_FORMS
    rows = tuple(
        tuple(None if term is None else _cell(term, base, prefix) for term in row) for row in data["rows"]
    )
    downloads = {name: f"?{urlencode({'query': query, '_mediatype': form})}" for name, form in forms.items()}
    return Shown(data["boolean"], tuple(data["columns"]), rows, data["more"], downloads)


def _cell(term: str, base: str, prefix: str) -> Cell:
    text = lexical(term)
    if is_literal(term):
        type_ = datatype(term)
        short = None if type_ is None or type_ in _PLAIN else type_.replace("#", "/").rpartition("/")[2]
        return Cell(text, language=language(term), datatype=short)
    if not is_iri(term) or not text.startswith(("http://", "https://")):  # `javascript:` is an IRI as well
        return Cell(text)
    return Cell(text, href=f"{prefix}/{text[len(base) :]}" if text.startswith(base) else text)


def page(
    tongue: str,
    query: str,
    limits: Limits,
    home: str,
    result: Shown | None = None,
    problem: str | None = None,
) -> str:
    """Write the page, in a language, with a query and what came of it."""
    examples = [
        (example.title[tongue], f"?{urlencode({'query': example.query})}", example.query == query)
        for example in EXAMPLES
    ]
    return (
        _environment()
        .get_template("query.html")
        .render(
            language=tongue, word=partial(_word, tongue), query=query or EXAMPLES[0].query, limits=limits,
            home=home, result=result, problem=problem, examples=examples, style=packed("style.css"),
        )
    )  # fmt: skip


def _word(tongue: str, name: str) -> str:
    return WORDS[name][tongue]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dcat_publisher.serve.sparql"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
