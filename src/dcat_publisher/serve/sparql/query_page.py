"""The query page: an editor, examples, and the result as a table; plain HTML that works without script."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from dcat_publisher.model.namespaces import RDF, XSD
from dcat_publisher.model.terms import datatype, is_iri, is_literal, language, lexical
from dcat_publisher.publish.pages.environment import packed
from dcat_publisher.rdf.formats import FORMATS
from dcat_publisher.serve.problems import in_frame
from dcat_publisher.serve.sparql.chart import Chart, chart
from dcat_publisher.serve.sparql.editor_files import script_name
from dcat_publisher.serve.sparql.examples import EXAMPLES
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.wording import WORDS
from dcat_publisher.system.templates import templates

_ROW_FORMS: Final = {
    "CSV": "text/csv",
    "TSV": "text/tab-separated-values",
    "JSON": "application/sparql-results+json",
    "XML": "application/sparql-results+xml",
}
_GRAPH_FORMS: Final = {entry.label: entry.media_type for entry in FORMATS}
_PLAIN: Final = frozenset(
    {XSD + "string", RDF + "langString"}
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
    chart: Chart | None = None


def shown(table: bytes, query: str, base: str, prefix: str) -> Shown:
    """Read a table as a worker writes it; links into the catalogue get the path `prefix` of this server."""
    data = json.loads(table)
    forms = _GRAPH_FORMS if data["graph"] else _ROW_FORMS
    rows = tuple(
        tuple(None if term is None else _cell(term, base, prefix) for term in row) for row in data["rows"]
    )
    downloads = {name: f"?{urlencode({'query': query, '_mediatype': form})}" for name, form in forms.items()}
    texts = [["" if cell is None else cell.text for cell in row] for row in rows]
    bars = chart(data["columns"], data["rows"], texts)
    return Shown(data["boolean"], tuple(data["columns"]), rows, data["more"], downloads, bars)


def _cell(term: str, base: str, prefix: str) -> Cell:
    text = lexical(term)
    if is_literal(term):
        type_ = datatype(term)
        short = None if type_ is None or type_ in _PLAIN else type_.replace("#", "/").rpartition("/")[2]
        return Cell(text, language=language(term), datatype=short)
    if not is_iri(term) or not text.startswith(("http://", "https://")):  # `javascript:` is an IRI as well
        return Cell(text)
    return Cell(text, href=f"{prefix}/{text[len(base) :]}" if text.startswith(base) else text)


class Asked(NamedTuple):
    """What a reader asks for: the query, in which language, and whether that was chosen on the page."""

    query: str
    language: str
    is_chosen: bool = False

    @property
    def chosen(self) -> dict[str, str]:
        """The field that keeps the language from page to page."""
        return {"lang": self.language} if self.is_chosen else {}


class Surroundings(NamedTuple):
    """What the page stands in: the path of the catalogue, the frame of its site, words to complete."""

    home: str
    frame: str | None
    completion: Markup


def policy() -> str:
    """Return what the page may load: the site's style sheet or its own, and the editor."""
    digest = base64.b64encode(hashlib.sha256(packed("style.css").encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'self' 'sha256-{digest}'; script-src 'self'; img-src 'self' data:; "
        "font-src data:; form-action 'self'; base-uri 'none'"
    )


def page(
    asked: Asked,
    limits: Limits,
    around: Surroundings,
    result: Shown | None = None,
    problem: str | None = None,
) -> str:
    """Write the page with a query and what came of it."""
    tongue = asked.language
    word = partial(_word, tongue)
    examples = [
        (
            example.title[tongue],
            f"?{urlencode({'query': example.query, **asked.chosen})}",
            example.query == asked.query,
        )
        for example in EXAMPLES
    ]
    environment = templates("dcat_publisher.serve.sparql")
    content = environment.get_template("query.html").render(
        language=tongue, word=word, query=asked.query or EXAMPLES[0].query, limits=limits, result=result,
        problem=problem, examples=examples, completion=around.completion, script=f"sparql/{script_name()}",
        chosen=tongue if asked.is_chosen else None,
    )  # fmt: skip
    if around.frame is not None:
        kept = f"&{urlencode({'query': asked.query})}" if asked.query else ""
        return in_frame(around.frame, content, word("title"), kept)
    return environment.get_template("bare.html").render(
        language=tongue, word=word, title=word("title"), home=around.home, style=packed("style.css"),
        content=Markup(content),
    )  # fmt: skip


def _word(tongue: str, name: str) -> str:
    return WORDS[name][tongue]
