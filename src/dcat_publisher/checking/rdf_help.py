"""Findings of the packaged profiles in the words of those who own RDF: properties and classes, and Turtle.

The profiles say what to write as a line of YAML, which is what most of their readers type. Whoever brings RDF
has no keys, codes and files: the example is mapped as a source is, and written as Turtle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.checking.rdf_examples import ExampleWriter
from dcat_publisher.model.finding import Finding, changed
from dcat_publisher.model.language import LANGUAGES, Message, Words, filled
from dcat_publisher.model.namespaces import PUB, SH
from dcat_publisher.model.terms import datatype, iri
from dcat_publisher.rdf.node_names import IRI_IN_TEXT, NodeNames
from dcat_publisher.rules.examples import example_in, split
from dcat_publisher.shacl.datatypes import datatype_test
from dcat_publisher.shacl.names import TOO_MANY
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import vocabulary_of
from dcat_publisher.vocabulary.profile import SHAPES_ADDRESS

_WORDS: Final = Words(__file__).group("rdf")
_KEY: Final = re.compile(r"`([A-Za-zæøåÆØÅ]+)`")
# What the messages add for those who typed a text: it says nothing to whoever has a node there.
_NOT_TEXT: Final = re.compile(r", (?:not|ikke|ikkje) (?:free |other |fri |annen |anna )?(?:text|tekst)(?=\.)")
_NODE_KIND: Final = SH.NodeKindConstraintComponent
_NORWEGIAN: Final = f"<{SHAPES_ADDRESS}dcat-ap-no#"


def with_rdf_help(
    findings: Iterable[Finding], names: NodeNames, folders: Sequence[Path] = ()
) -> Iterator[Finding]:
    """Yield the findings; those of the packaged profiles speak of properties and classes.

    `names` writes these as the file does; `folders` are those of the profiles, with keys of their own.
    """
    packaged_ones = [folder for folder in folders if folder.parent == packaged("shapes")]
    vocabulary = vocabulary_of((), packaged_ones)
    known: dict[tuple[object, ...], tuple[Message, Message | None]] = {}
    for finding in findings:
        kind = _kind(finding)
        key = finding.shape, finding.component, kind, tuple(finding.message.items())
        if key not in known:
            in_english = not (finding.shape or "").startswith(_NORWEGIAN)
            known[key] = _words(finding, kind, ExampleWriter(vocabulary, names, in_english))
        message, advice = known[key]
        if message == finding.message and advice is None:
            yield finding
        else:
            yield changed(finding, message=message, help=advice)


class _Kind(NamedTuple):
    """What was found: the key of the sentence that says so, empty for none; the datatype that it names."""

    sentence: str
    datatype: str = ""


def _kind(finding: Finding) -> _Kind:
    value = finding.value or ""
    if value[:1] == '"' and finding.code.endswith("-datatype"):
        own = iri(datatype(value) or "")
        return _Kind("datatype" if datatype_test(own)(value) else "ill_formed", own)
    if finding.component != _NODE_KIND:
        return _Kind("")
    return _Kind("literal" if value[:1] == '"' else "blank" if value[:1] == "_" else "address")


def _words(finding: Finding, kind: _Kind, writer: ExampleWriter) -> tuple[Message, Message | None]:
    if not (finding.shape or "").startswith(f"<{SHAPES_ADDRESS}"):
        return finding.message, finding.help
    parts = {tag: split(text) for tag, text in finding.message.items()}
    tails = [tail for _, tail in parts.values()]
    heads = {tag: _with_properties(head, writer, finding) for tag, (head, _) in parts.items()}
    if kind.sentence == "blank":
        heads = {tag: _NOT_TEXT.sub("", head) for tag, head in heads.items()}
    example = next((one for tail in tails if (one := example_in(tail)) is not None), None)
    if example is None:
        advice = {tag: _with_properties(tail, writer, finding) for tag, (_, tail) in parts.items() if tail}
        return _with_kind(heads, kind, writer), advice or None
    is_address = writer.vocabulary.context.meaning(example[0]) == "@id"
    return _with_kind(heads, _Kind("") if is_address else kind, writer), _advice(finding, *example, writer)


def _with_kind(message: Message, kind: _Kind, writer: ExampleWriter) -> Message:
    """Return a message with a sentence on what was found."""
    if not kind.sentence:
        return message
    words = _WORDS[kind.sentence]
    words = filled(words, name=writer.name(kind.datatype)) if kind.datatype else words
    said = {tag: words[tag if tag in LANGUAGES else "en"] for tag in message}
    return {tag: f"{text} {said[tag]}" for tag, text in message.items()}


def _with_properties(text: str, writer: ExampleWriter, finding: Finding) -> str:
    """Return a text with prefixed names in the place of keys."""

    def named(match: re.Match[str]) -> str:
        definition = writer.vocabulary.context.definition(match[1])
        if definition is None:
            return match[0]
        return f"`{writer.names.short(_published(definition.predicate, finding))}`"

    return _KEY.sub(named, text)


def _published(predicate: str, finding: Finding) -> str:
    """Return the property of a key; a key of a view stands for the property that the shape is about."""
    said = IRI_IN_TEXT.findall(finding.path or "") if predicate.startswith(f"<{PUB.iri}") else ()
    return next(iter(said), predicate)


def _advice(finding: Finding, key: str, value: str, writer: ExampleWriter) -> Message:
    vocabulary = writer.vocabulary
    definition = vocabulary.context.definition(key)
    if vocabulary.context.meaning(key) == "@id":
        return filled(_WORDS["address_of_its_own"], example=f"<{writer.address(value)}>")
    if definition is None:  # a keyword, as `type` is, in the place of the property that the shape is about
        property_ = next(iter(IRI_IN_TEXT.findall(finding.path or "")), "")
        return filled(_WORDS["example"], line=f"{writer.name(property_)} <{value}>".strip())
    path = writer.name(_published(definition.predicate, finding))
    if finding.component == TOO_MANY:
        return filled(_WORDS["one_value"], path=path)
    values, class_ = writer.values(key, value), vocabulary.range_of(definition.predicate)
    if values:
        return filled(_WORDS["example"], line=f"{path} {', '.join(values)}")
    line = f"{path} {writer.some_address(definition)}"
    if class_ is None:
        return filled(_WORDS["example"], line=line)
    return filled(_WORDS["reference"], line=line, class_=writer.name(class_))
