"""What is shown of what is under the cursor: a key's purpose, a code's labels, a record's title."""

from __future__ import annotations

from dcat_publisher.editor.class_keys import KEY_WORDS, ClassKey
from dcat_publisher.editor.lsp.folder import State
from dcat_publisher.editor.lsp.nodes import At, class_of, code_named, record_named
from dcat_publisher.model.language import DEFAULT_LANGUAGE, in_language
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.terms import iri, language, lexical
from dcat_publisher.rdf.jsonld_context import Kind
from dcat_publisher.vocabulary import Code


def hover_text(at: At, state: State, language: str = DEFAULT_LANGUAGE) -> str | None:
    """Return Markdown about a key or a value in a language, None where there is nothing to tell."""
    definition = state.bench.vocabulary.context.definition(at.key)
    if definition is None:
        return None
    if at.is_key:
        told = _on_its_class(at, definition.predicate, state, language)
        if told is not None:
            return told
        text = state.keys.texts.of(definition)
        return "\n\n".join(
            part for part in (f"**{text.title()}**", text.paragraphs(), f"`{definition.iri}`") if part
        )
    code = code_named(at, definition, state.bench.vocabulary) if definition.kind is Kind.CODE else None
    if code is not None:
        return _code(code)
    return _record(at.scalar.text, state) if definition.kind in (Kind.REFERENCE, Kind.CODE) else None


def _on_its_class(at: At, predicate: str, state: State, tag: str) -> str | None:
    """Return what a key means on the class of its node, and what the rule says; None if that is unknown."""
    vocabulary = state.bench.vocabulary
    class_ = class_of(at, vocabulary)
    key = None if class_ is None else state.keys.key(class_, predicate)
    return None if key is None else key_text(key, tag)


def key_text(key: ClassKey, tag: str) -> str:
    """Return Markdown about a key of a class: name and need, what it means, why, its value, an example."""
    need = KEY_WORDS[key.need.value][tag]
    example = "" if key.example is None else f"```yaml\n{key.example}\n```"
    parts = (
        f"**{in_language(key.name, tag) or key.key}** ({need})",
        in_language(key.meaning, tag),
        in_language(key.why, tag),
        f"{KEY_WORDS['value'][tag]}: {in_language(key.value, tag)}",
        example,
        f"`{key.predicate[1:-1]}`" if key.clause is None else f"[`{key.predicate[1:-1]}`]({key.clause})",
    )
    return "\n\n".join(part for part in parts if part)


def _code(code: Code) -> str:
    labels = "\n".join(f"- {label} ({tag})" for tag, label in code.labels.items())
    return f"**{code.notation}**\n\n{labels}\n\n`{code.iri}`"


def _record(name: str, state: State) -> str | None:
    record = record_named(name, state.catalog)
    if record is None:
        return None
    graph, subject = state.catalog.graph, iri(record.iri)
    titles = [title for predicate in NAMES for title in graph.objects(subject, predicate)]
    named = "\n".join(f"- {lexical(title)} ({language(title)})" for title in titles)
    return f"**{record.path}**\n\n{named}\n\n`{record.iri}`"
