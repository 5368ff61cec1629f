"""What can be written at the cursor: keys, types, codes with their labels, local names, language tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from lsprotocol.types import CompletionItem, CompletionItemKind, InsertTextFormat, MarkupContent, MarkupKind

from dcat_publisher.editor.class_keys import Need
from dcat_publisher.editor.lsp.cursor_context import Surroundings
from dcat_publisher.editor.lsp.folder import State
from dcat_publisher.editor.lsp.hover import key_text
from dcat_publisher.editor.schema.classes import Classes
from dcat_publisher.model.language import DEFAULT_LANGUAGE, LANGUAGE_NAMES, LANGUAGES
from dcat_publisher.model.namespaces import SH, XSD
from dcat_publisher.model.terms import iri
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.source.mapping.settings import SETTINGS
from dcat_publisher.vocabulary import Code

_LANGUAGES = {**LANGUAGE_NAMES, "se": "davvisámegiella"}
"""Languages that texts are often in; more than the program speaks."""
_MOST = 300
_RANKS = {Need.MUST: "1", Need.SHOULD: "2", Need.MAY: "3"}


def completions(
    around: Surroundings, state: State, file_is_catalog: bool, language: str = DEFAULT_LANGUAGE
) -> list[CompletionItem]:
    """Return what fits at the cursor, the likeliest first, told of in a language."""
    context = state.bench.vocabulary.context
    if around.key is None:
        return _keys(around, state, file_is_catalog, language)
    if context.keyword(around.key) == "@type":
        return [_plain(name, CompletionItemKind.Class) for name in context.types]
    if around.key == "defaultLanguage":
        return [_plain(tag, CompletionItemKind.Value, name) for tag, name in _LANGUAGES.items()]
    definition = context.definition(around.key)
    if definition is None:
        return []
    match definition.kind:
        case Kind.CODE:
            return list(_codes(definition, state, _class_of(around, state)))
        case Kind.REFERENCE:
            return [_plain(name, CompletionItemKind.Reference) for name in _names(definition, state)]
        case Kind.TYPED if definition.datatype == XSD + "date":
            return [_plain(date.today().isoformat(), CompletionItemKind.Value)]
    return []


def _plain(label: str, kind: CompletionItemKind, detail: str | None = None) -> CompletionItem:
    return CompletionItem(label=label, kind=kind, detail=detail)


def _keys(around: Surroundings, state: State, file_is_catalog: bool, language: str) -> list[CompletionItem]:
    context = state.bench.vocabulary.context
    parent = context.definition(around.parents[-1]) if around.parents else None
    if parent is not None and parent.kind is Kind.TEXT:
        return [_tag(tag, name) for tag, name in _LANGUAGES.items() if tag not in around.siblings]
    taken = {one.iri for key in around.siblings if (one := context.definition(key)) is not None}
    class_ = _class_of(around, state)
    fitting = _properties(class_, state)
    norwegian = any(
        key in context.definitions and context.definitions[key].name != key for key in around.siblings
    )
    found = [_key(word, "0", "", "") for word in ("type",) if word not in around.siblings]
    for key, definition in context.definitions.items():
        if fitting and definition.predicate not in fitting:
            continue  # of another class: the mapping would say that it does not belong here
        if definition.iri not in taken and (key != definition.name) == (
            norwegian and _has_alias(definition, state)
        ):
            told = None if class_ is None else state.keys.key(class_, definition.predicate)
            text = state.keys.texts.of(definition)
            about = text.paragraphs() if told is None else key_text(told, language)
            found.append(_key(key, _RANKS[told.need] if told is not None else "4", text.title(), about))
    settings = sorted(SETTINGS) if file_is_catalog and not around.parents else []
    found += [_key(word, "1", "", "") for word in settings if word not in around.siblings]
    return sorted(found, key=lambda item: item.sort_text or "")


def _has_alias(definition: Definition, state: State) -> bool:
    definitions = state.bench.vocabulary.context.definitions
    return any(one.name == definition.name and key != one.name for key, one in definitions.items())


def _key(word: str, rank: str, title: str, about: str) -> CompletionItem:
    return CompletionItem(
        label=word, kind=CompletionItemKind.Property, detail=title or None, insert_text=f"{word}: ",
        insert_text_format=InsertTextFormat.PlainText, sort_text=f"{rank}{word.casefold()}",
        documentation=MarkupContent(MarkupKind.Markdown, about) if about else None,
    )  # fmt: skip


def _tag(tag: str, name: str) -> CompletionItem:
    return CompletionItem(label=tag, kind=CompletionItemKind.Field, detail=name, insert_text=f"{tag}: ")


def _class_of(around: Surroundings, state: State) -> str | None:
    """Return the class of the node being written: as it says, else as the property around it has it."""
    context = state.bench.vocabulary.context
    stated = next((value for key, value in around.siblings.items() if context.keyword(key) == "@type"), None)
    if stated is not None:
        class_iri = context.type_iri(stated.partition("#")[0].strip())
        return None if class_iri is None else iri(class_iri)
    parent = context.definition(around.parents[-1]) if around.parents else None
    return None if parent is None else state.bench.vocabulary.range_of(parent.predicate)


def _properties(class_: str | None, state: State) -> set[str]:
    """Return the properties that the profile says something of, for a class and its superclasses."""
    if class_ is None:
        return set()
    graph, classes = state.rules.profile.graph, (class_, *state.bench.vocabulary.superclasses(class_))
    owners = [owner for one in classes for owner in graph.subjects(SH.targetClass, one)]
    shapes = (shape for owner in owners for shape in graph.objects(owner, SH.property))
    return {path for shape in shapes for path in graph.objects(shape, SH.path)}


def _codes(definition: Definition, state: State, class_: str | None) -> Iterator[CompletionItem]:
    allowed = _allowed(definition, state, class_)
    codes: Iterable[Code] = (
        code
        for entry in state.bench.vocabulary.codes.of_key(definition.name)
        for code in entry.codes.values()
        if not allowed or code.iri in allowed
    )
    for code in codes:
        labels = dict.fromkeys(code.labels[tag] for tag in LANGUAGES if tag in code.labels)
        yield CompletionItem(
            label=code.notation, kind=CompletionItemKind.EnumMember, detail=" · ".join(labels) or None,
            filter_text=" ".join((code.notation, *labels)), documentation=code.iri,
        )  # fmt: skip


def _allowed(definition: Definition, state: State, class_: str | None) -> frozenset[str]:
    """Return the codes that the profile allows on a class, by IRI; empty where it allows the whole list."""
    if class_ is None:
        return frozenset()
    reader = Classes(state.bench.vocabulary, state.rules)
    shapes = (shape for shape in reader.shapes(class_) if reader.paths(shape) == [definition.predicate])
    return next((codes for shape in shapes if (codes := reader.allowed(shape))), frozenset())


def _names(definition: Definition, state: State) -> list[str]:
    """Return the local names that a link may lead to: those of the property's class, else all."""
    fitting = state.adviser.names_for(definition)
    return fitting or sorted({record.name for record in state.catalog.records})[:_MOST]
