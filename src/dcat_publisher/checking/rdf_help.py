"""Findings of the packaged profiles in the words of those who own RDF: properties and classes, and Turtle.

The profiles say what to write as a line of YAML, which is what most of their readers type. Whoever brings RDF
has no keys, codes and files: the example is mapped as a source is, and written as Turtle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from dcat_publisher.checking.help import split
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import LANGUAGES, Message, Words, filled
from dcat_publisher.model.namespaces import AUTHORITY, SH, short
from dcat_publisher.model.terms import TYPE, datatype, iri, is_blank, is_iri, is_literal
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.rules.examples import example_in
from dcat_publisher.source import parse
from dcat_publisher.source.mapping import Names, Settings, map_records, records_of
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary, vocabulary_in
from dcat_publisher.vocabulary.profile import SHAPES_ADDRESS

_WORDS: Final = Words(__file__).group("rdf")
_BASE: Final = "https://data.example.org/"
_RECORD: Final = iri(f"{_BASE}this")
_KEY: Final = re.compile(r"`([A-Za-zæøåÆØÅ]+)`")
# What the messages add for those who typed a text: it says nothing to whoever has a node there.
_NOT_TEXT: Final = re.compile(r", (?:not|ikke|ikkje) (?:free |other |fri |annen |anna )?(?:text|tekst)(?=\.)")
_NODE_KIND: Final = SH.NodeKindConstraintComponent
_TOO_MANY: Final = SH.MaxCountConstraintComponent


def with_rdf_help(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings; those of the packaged profiles speak of properties and classes."""
    known: dict[tuple[object, ...], tuple[Message, Message | None]] = {}
    for finding in findings:
        kind = "" if finding.component != _NODE_KIND else _kind(finding.value or "")
        key = finding.shape, finding.component, kind, tuple(finding.message.items())
        if key not in known:
            known[key] = _words(finding, kind)
        message, advice = known[key]
        if message == finding.message and advice is None:
            yield finding
        else:
            yield replace(finding, message=message, help=advice)


def _kind(value: str) -> str:
    """Return the key of the sentence that says what was found."""
    return "literal" if value[:1] == '"' else "blank" if value[:1] == "_" else "address"


def _words(finding: Finding, kind: str) -> tuple[Message, Message | None]:
    if not (finding.shape or "").startswith(f"<{SHAPES_ADDRESS}"):
        return finding.message, finding.help
    vocabulary = vocabulary_in((packaged("vocab"),))
    parts = {tag: split(text) for tag, text in finding.message.items()}
    tails = [tail for _, tail in parts.values()]
    heads = {tag: _with_properties(head, vocabulary) for tag, (head, _) in parts.items()}
    if kind == "blank":
        heads = {tag: _NOT_TEXT.sub("", head) for tag, head in heads.items()}
    example = next((one for tail in tails if (one := example_in(tail)) is not None), None)
    if example is None:
        advice = {tag: _with_properties(tail, vocabulary) for tag, (_, tail) in parts.items() if tail}
        return _with_kind(heads, kind), advice or None
    is_property = vocabulary.context.definition(example[0]) is not None
    return _with_kind(heads, kind if is_property else ""), _advice(finding, *example, vocabulary)


def _with_kind(message: Message, kind: str) -> Message:
    """Return a message with a sentence on what was found."""
    if not kind:
        return message
    said = {tag: _WORDS[kind][tag if tag in LANGUAGES else "en"] for tag in message}
    return {tag: f"{text} {said[tag]}" for tag, text in message.items()}


def _with_properties(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with prefixed names in the place of keys."""

    def named(match: re.Match[str]) -> str:
        definition = vocabulary.context.definition(match[1])
        return match[0] if definition is None else f"`{short(definition.predicate)}`"

    return _KEY.sub(named, text)


def _advice(finding: Finding, key: str, value: str, vocabulary: Vocabulary) -> Message:
    definition = vocabulary.context.definition(key)
    if definition is None:  # the key for an address, which is no property
        return filled(_WORDS["address_of_its_own"], example=f"<{value}>")
    path = _name(definition.predicate)
    if finding.component == _TOO_MANY:
        return filled(_WORDS["one_value"], path=path)
    values, class_ = turtle_values(key, value, vocabulary), vocabulary.range_of(definition.predicate)
    if values:
        return filled(_WORDS["example"], line=f"{path} {', '.join(values)}")
    line = f"{path} {_some_address(definition)}"
    if class_ is None:
        return filled(_WORDS["example"], line=line)
    return filled(_WORDS["reference"], line=line, class_=_name(class_))


def _some_address(definition: Definition) -> str:
    """Return an address to show in the place of a name that only a source folder has."""
    if definition.kind in (Kind.REFERENCE, Kind.CODE):
        return f"<{_BASE}{short(definition.predicate).partition(':')[2]}>"
    return '"…"'


@cache
def turtle_values(key: str, value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what a line of a source means, as the objects of its property in Turtle."""
    document = parse(f"{key}: {value}\n", "example.yaml")
    records, _ = records_of(document, "this", _BASE, vocabulary.context)
    mapped = map_records(records, Settings(base=_BASE, language="en"), Names(), vocabulary)
    definition = vocabulary.context.definition(key)
    assert definition is not None  # the caller has looked it up
    values = mapped.graph.objects(_RECORD, definition.predicate)
    return tuple(_turtle(one, mapped.graph) for one in values)


def _name(term: str) -> str:
    """Return the name of a property or class as Turtle has it."""
    named = short(term)
    return term if named == term[1:-1] else named


def _turtle(term: str, graph: Graph) -> str:
    if is_literal(term):
        name = datatype(term)
        return term if term[-1] != ">" else f"{term[: term.rindex('^^')]}^^{short(f'<{name}>')}"
    if is_blank(term) or (is_iri(term) and term.startswith(_RECORD[:-1])):
        pairs = [
            f"{'a' if name == TYPE else _name(name)} {_turtle(value, graph)}"
            for name, values in graph.predicates(term).items()
            for value in values[:1]
        ]
        return f"[ {' ; '.join(pairs)} ]"
    return term if AUTHORITY.iri in term else _name(term)
