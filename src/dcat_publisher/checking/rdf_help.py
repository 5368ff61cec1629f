"""Findings of the packaged profiles in the words of those who own RDF: properties and classes, and Turtle.

The profiles say what to write as a line of YAML, which is what most of their readers type. Whoever brings RDF
has no keys, codes and files: the example is mapped as a source is, and written as Turtle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dcat_publisher.model.finding import Finding, changed
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import LANGUAGES, Message, Words, filled
from dcat_publisher.model.namespaces import AUTHORITY, SH, short
from dcat_publisher.model.terms import TYPE, datatype, iri, is_blank, is_iri, is_literal
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.rdf.node_names import NodeNames
from dcat_publisher.rules.examples import example_in, split
from dcat_publisher.source import parse
from dcat_publisher.source.mapping import Names, Settings, map_records, records_of
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary, vocabulary_in
from dcat_publisher.vocabulary.profile import SHAPES_ADDRESS

_WORDS: Final = Words(__file__).group("rdf")
_BASE: Final = "https://data.example.org/"
_RECORD: Final = iri(f"{_BASE}this")
_IRI: Final = re.compile(r"<[^<>]*>")
_KEY: Final = re.compile(r"`([A-Za-zæøåÆØÅ]+)`")
# What the messages add for those who typed a text: it says nothing to whoever has a node there.
_NOT_TEXT: Final = re.compile(r", (?:not|ikke|ikkje) (?:free |other |fri |annen |anna )?(?:text|tekst)(?=\.)")
_NODE_KIND: Final = SH.NodeKindConstraintComponent
_TOO_MANY: Final = SH.MaxCountConstraintComponent


def with_rdf_help(findings: Iterable[Finding], names: NodeNames) -> Iterator[Finding]:
    """Yield the findings; those of the packaged profiles speak of properties and classes.

    `names` writes these as the file does.
    """
    known: dict[tuple[object, ...], tuple[Message, Message | None]] = {}
    for finding in findings:
        kind = _kind(finding)
        key = finding.shape, finding.component, kind, tuple(finding.message.items())
        if key not in known:
            known[key] = _words(finding, kind, names)
        message, advice = known[key]
        if message == finding.message and advice is None:
            yield finding
        else:
            yield changed(finding, message=message, help=advice)


def _kind(finding: Finding) -> str:
    """Return the key of the sentence that says what was found, or the datatype that was; empty for none."""
    value = finding.value or ""
    if value[:1] == '"' and finding.code.endswith("-datatype"):
        return iri(datatype(value) or "")
    if finding.component != _NODE_KIND:
        return ""
    return "literal" if value[:1] == '"' else "blank" if value[:1] == "_" else "address"


def _words(finding: Finding, kind: str, names: NodeNames) -> tuple[Message, Message | None]:
    if not (finding.shape or "").startswith(f"<{SHAPES_ADDRESS}"):
        return finding.message, finding.help
    vocabulary = vocabulary_in((packaged("vocab"),))
    parts = {tag: split(text) for tag, text in finding.message.items()}
    tails = [tail for _, tail in parts.values()]
    heads = {tag: _with_properties(head, vocabulary, names) for tag, (head, _) in parts.items()}
    if kind == "blank":
        heads = {tag: _NOT_TEXT.sub("", head) for tag, head in heads.items()}
    example = next((one for tail in tails if (one := example_in(tail)) is not None), None)
    if example is None:
        advice = {tag: _with_properties(tail, vocabulary, names) for tag, (_, tail) in parts.items() if tail}
        return _with_kind(heads, kind, names), advice or None
    is_address = vocabulary.context.meaning(example[0]) == "@id"
    return _with_kind(heads, "" if is_address else kind, names), _advice(finding, *example, vocabulary, names)


def _with_kind(message: Message, kind: str, names: NodeNames) -> Message:
    """Return a message with a sentence on what was found."""
    if not kind:
        return message
    words = filled(_WORDS["datatype"], name=_name(kind, names)) if is_iri(kind) else _WORDS[kind]
    said = {tag: words[tag if tag in LANGUAGES else "en"] for tag in message}
    return {tag: f"{text} {said[tag]}" for tag, text in message.items()}


def _with_properties(text: str, vocabulary: Vocabulary, names: NodeNames) -> str:
    """Return a text with prefixed names in the place of keys."""

    def named(match: re.Match[str]) -> str:
        definition = vocabulary.context.definition(match[1])
        return match[0] if definition is None else f"`{names.short(definition.predicate)}`"

    return _KEY.sub(named, text)


def _advice(finding: Finding, key: str, value: str, vocabulary: Vocabulary, names: NodeNames) -> Message:
    definition = vocabulary.context.definition(key)
    if vocabulary.context.meaning(key) == "@id":
        return filled(_WORDS["address_of_its_own"], example=f"<{value}>")
    if definition is None:  # a keyword, as `type` is, in the place of the property that the shape is about
        property_ = next(iter(_IRI.findall(finding.path or "")), "")
        return filled(_WORDS["example"], line=f"{_name(property_, names)} <{value}>".strip())
    path = _name(definition.predicate, names)
    if finding.component == _TOO_MANY:
        return filled(_WORDS["one_value"], path=path)
    values, class_ = turtle_values(key, value, vocabulary, names), vocabulary.range_of(definition.predicate)
    if values:
        return filled(_WORDS["example"], line=f"{path} {', '.join(values)}")
    line = f"{path} {_some_address(definition)}"
    if class_ is None:
        return filled(_WORDS["example"], line=line)
    return filled(_WORDS["reference"], line=line, class_=_name(class_, names))


def _some_address(definition: Definition) -> str:
    """Return an address to show in the place of a name that only a source folder has."""
    if definition.kind in (Kind.REFERENCE, Kind.CODE):
        return f"<{_BASE}{short(definition.predicate).partition(':')[2]}>"
    return '"…"'


def turtle_values(key: str, value: str, vocabulary: Vocabulary, names: NodeNames) -> tuple[str, ...]:
    """Return what a line of a source means, as the objects of its property in Turtle."""
    document = parse(f"{key}: {value}\n", "example.yaml")
    records, _ = records_of(document, "this", _BASE, vocabulary.context)
    mapped = map_records(records, Settings(base=_BASE, language="en"), Names(), vocabulary)
    definition = vocabulary.context.definition(key)
    assert definition is not None  # the caller has looked it up
    values = mapped.graph.objects(_RECORD, definition.predicate)
    return tuple(_turtle(one, mapped.graph, names) for one in values)


def _name(term: str, names: NodeNames) -> str:
    """Return the name of a property or class as Turtle has it."""
    named = names.short(term) if term else ""
    return term if named == term[1:-1] else named


def _turtle(term: str, graph: Graph, names: NodeNames) -> str:
    if is_literal(term):
        name = datatype(term)
        return term if term[-1] != ">" else f"{term[: term.rindex('^^')]}^^{_name(f'<{name}>', names)}"
    if is_blank(term) or (is_iri(term) and term.startswith(_RECORD[:-1])):
        pairs = [
            f"{'a' if name == TYPE else _name(name, names)} {_turtle(value, graph, names)}"
            for name, values in graph.predicates(term).items()
            for value in values[:1]
        ]
        return f"[ {' ; '.join(pairs)} ]"
    return term if AUTHORITY.iri in term else _name(term, names)
