"""What is shown of what is under the cursor: a key's purpose, a code's labels, a record's title."""

from __future__ import annotations

from dcat_publisher.editor.lsp.folder import State
from dcat_publisher.editor.lsp.nodes import At, code_named, record_named
from dcat_publisher.editor.schema.keys import KeyTexts
from dcat_publisher.model.terms import iri, language, lexical
from dcat_publisher.rdf.jsonld_context import Kind
from dcat_publisher.vocabulary import Code

_NAMES = tuple(
    iri(name)
    for name in (
        "http://purl.org/dc/terms/title",
        "http://xmlns.com/foaf/0.1/name",
        "http://www.w3.org/2006/vcard/ns#fn",
    )
)


def hover_text(at: At, state: State) -> str | None:
    """Return Markdown about a key or a value, None where there is nothing to tell."""
    definition = state.bench.vocabulary.context.definition(at.key)
    if definition is None:
        return None
    if at.is_key:
        text = KeyTexts(state.bench.vocabulary.context, state.rules).of(definition)
        return "\n\n".join(
            part for part in (f"**{text.title()}**", text.paragraphs(), f"`{definition.iri}`") if part
        )
    code = code_named(at, definition, state.bench.vocabulary) if definition.kind is Kind.CODE else None
    if code is not None:
        return _code(code)
    return _record(at.scalar.text, state) if definition.kind in (Kind.REFERENCE, Kind.CODE) else None


def _code(code: Code) -> str:
    labels = "\n".join(f"- {label} ({tag})" for tag, label in code.labels.items())
    return f"**{code.notation}**\n\n{labels}\n\n`{code.iri}`"


def _record(name: str, state: State) -> str | None:
    record = record_named(name, state.catalog)
    if record is None:
        return None
    graph, subject = state.catalog.graph, iri(record.iri)
    titles = [title for predicate in _NAMES for title in graph.objects(subject, predicate)]
    named = "\n".join(f"- {lexical(title)} ({language(title)})" for title in titles)
    return f"**{record.path}**\n\n{named}\n\n`{record.iri}`"
