"""Values that are text, numbers and dates: nodes of the source tree to literals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeGuard

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import LANGUAGES, Words
from dcat_publisher.model.namespaces import RDF
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri_value, literal
from dcat_publisher.rdf.jsonld_context import Context, Definition, Kind
from dcat_publisher.rules import finding
from dcat_publisher.source import Mapping, Node, Scalar
from dcat_publisher.source import Sequence as SourceSequence
from dcat_publisher.source.mapping.iris import iri_term, is_address
from dcat_publisher.source.mapping.language_tags import key_fault, language_fault, region_doubt
from dcat_publisher.source.mapping.secrets import login_fault
from dcat_publisher.source.mapping.values import date_form, example_of, text_fault, typed_term

WORDS: Final = Words(__file__)


Outcome = tuple[str, Place] | Finding
"""What becomes of a value: a term with its place, or the finding that says why not."""

_TAGS: Final = frozenset({*LANGUAGES, "no"})
_VALUE_OBJECT = frozenset({"@value", "@language", "@type"})
_LANGUAGE_STRING = RDF.langString
_NO_LANGUAGE = "@none"
"""The key of texts without a language in a language map (JSON-LD 1.1, 9.8)."""


def items(node: Node) -> Sequence[Node]:
    """Return the values that a key has: the entries of a list, or the one value."""
    return node.items if isinstance(node, SourceSequence) else (node,)


def is_empty(node: Node) -> bool:
    """Return whether nothing was written after the key, or an empty list or mapping."""
    if isinstance(node, Scalar):
        return node.text == "" and node.plain
    return not (node.entries if isinstance(node, Mapping) else node.items)


def nothing_written(node: Node, key: str) -> Finding:
    """Report a key without a value, or the `#` that made the value a comment."""
    if isinstance(node, Scalar) and node.cut is not None:
        return finding("Y015", node.cut)
    return finding("R105", node.place, key=key)


def id_faults(key: Scalar, value: Node, before: Scalar | None) -> list[Finding]:
    """Report an `id` that names nothing; one that does was used when the node was named.

    `before` is the key of another `id` of the node: an error to JSON-LD 1.1 (API, 5.1.2, step 13.4.3).
    """
    if before is not None:
        return [finding("Y002", key.place, key=key.text, line=str(before.place.line))]
    if is_empty(value):
        return [nothing_written(value, key.text)]
    return [] if isinstance(value, Scalar) else [not_one_value(value, key.text, "https://example.no/")]


def literals(node: Node, key: str, definition: Definition, language: str | None) -> Sequence[Outcome]:
    """Map a value of a key that takes texts, strings or values of a datatype."""
    if definition.kind is Kind.TEXT:
        return texts(node, key, language)
    if definition.kind is Kind.TYPED:
        return (typed(node, key, definition.datatype or ""),)
    return (string(node, key),)


def texts(node: Node, key: str, language: str | None) -> Sequence[Outcome]:
    """Map a text, or one text (or list of texts) per language (JSON-LD 1.1 language map).

    A mapping is a language map always: JSON-LD (API, 5.1.2, 13.7) takes even `@value` for a language here,
    and `@none` for a text that has none.
    """
    if isinstance(node, Scalar):
        return (_text(node, key, language),)
    if not isinstance(node, Mapping):
        return (finding("R104", node.place, key=key, expected=WORDS["texts"], example="{nb: …}"),)
    return [outcome for tag, value in node.entries for outcome in _in_language(tag, value, key)]


def _in_language(tag: Scalar, value: Node, key: str) -> Sequence[Outcome]:
    if tag.text == _NO_LANGUAGE:
        return [string(item, key) for item in items(value) or (value,)]
    fault = key_fault(tag.text, tag.place)
    if fault is not None:
        return (fault,)
    doubt = region_doubt(tag.text, tag.place)
    outcomes = [_item_in_language(tag, item, key) for item in items(value) or (value,)]
    return [*outcomes, *_repeated(items(value)), *(() if doubt is None else (doubt,))]


def _repeated(values: Sequence[Node]) -> Iterator[Finding]:
    """Yield the texts of a list that it has already, in capitals or not."""
    said: set[str] = set()
    for value in values if len(values) > 1 else ():
        if isinstance(value, Scalar) and value.text.casefold() in said:
            yield finding("T515", value.place, text=value.text)
        elif isinstance(value, Scalar):
            said.add(value.text.casefold())


def _item_in_language(tag: Scalar, item: Node, key: str) -> Outcome:
    if is_empty(item):
        return nothing_written(item, tag.text)
    if isinstance(item, Scalar):
        return _text(item, key, tag.text)
    return finding("R104", item.place, key=tag.text, expected=WORDS["one_text"], example="…")


def _text(node: Scalar, key: str, language: str | None) -> Outcome:
    if language is None:
        return finding("T402", node.place, key=key)
    if node.cut is not None and not _is_no_sentence(node.text):
        return finding("Y015", node.cut)
    # Language tags are compared without regard to case (RDF 1.1, 3.3); lower case is the canonical form.
    fault = text_fault(node.text, node.place) or login_fault(node.text, node.place)
    return fault or (literal(node.text, language=language.lower()), node.place)


def not_one_value(node: Node, key: str, example: str) -> Finding:
    """Report a list or a node where a key takes one value."""
    return finding("R104", node.place, key=key, expected=WORDS["one_value"], example=example)


def link_in_languages(node: Mapping, key: str) -> Finding | None:
    """Report a link that is written as a text in several languages is: `{nb: https://…}`."""
    values = [value for tag, value in node.entries if isinstance(value, Scalar) and tag.text in _TAGS]
    if not values or len(values) < len(node.entries):
        return None
    return finding("R104", node.place, key=key, expected=WORDS["no_language"], example=values[0].text)


def string(node: Node, key: str) -> Outcome:
    """Map a text without language, such as an identifier."""
    if not isinstance(node, Scalar):
        return finding("R104", node.place, key=key, expected=WORDS["one_text"], example="ABC-1")
    perhaps = " " in node.text or node.cut_is_word  # else it is a code, `NPR-1 # our own`
    if perhaps and node.cut is not None and not _is_no_sentence(node.text):
        return finding("Y015", node.cut)
    fault = text_fault(node.text, node.place) or login_fault(node.text, node.place)
    return fault or (literal(node.text), node.place)


def _is_no_sentence(text: str) -> bool:
    """Return whether a text is an address or a date, behind which a `#` is a comment."""
    return is_address(text) or date_form(text) is not None


def typed(node: Node, key: str, datatype: str, *, exact: bool = False) -> Outcome:
    """Map a number, a date or another value with a datatype."""
    if not isinstance(node, Scalar):
        example = example_of(datatype)
        return not_one_value(node, key, example)
    term = typed_term(node.text, datatype, node.place, exact=exact)
    return term if isinstance(term, Finding) else (term, node.place)


def is_value_object(node: Node) -> TypeGuard[Mapping]:
    """Return whether a node is a JSON-LD value object: a mapping with `@value`."""
    return isinstance(node, Mapping) and node.get("@value") is not None


def value_object(node: Mapping, key: str, context: Context) -> Sequence[Outcome]:
    """Map a JSON-LD value object (JSON-LD 1.1, 9.5): `@value` with `@language`, `@type` or neither."""
    parts = {context.keyword(name.text): value for name, value in node.entries}
    others = [name for name, _ in node.entries if context.keyword(name.text) not in _VALUE_OBJECT]
    if others:
        return [finding("R101", name.place, key=name.text) for name in others]
    value, tag, datatype = parts["@value"], parts.get("@language"), parts.get("@type")
    if is_empty(value):
        return (nothing_written(value, "@value"),)
    if isinstance(value, Scalar) and isinstance(tag, Scalar) and datatype is None:
        return (language_fault(tag.text, tag.place) or _text(value, key, tag.text),)
    if isinstance(value, Scalar) and tag is None and isinstance(datatype, Scalar):
        return (_of_datatype(value, datatype, key, context),)
    if isinstance(value, Scalar) and tag is None and datatype is None:
        return (string(value, key),)
    return (finding("R104", node.place, key=key, expected=WORDS["one_text"], example="{'@value': …}"),)


def _of_datatype(value: Scalar, datatype: Scalar, key: str, context: Context) -> Outcome:
    term = iri_term(context.expand(datatype.text) or datatype.text, datatype.place)
    if isinstance(term, Finding):
        return term
    if term == _LANGUAGE_STRING:  # RDF 1.1, 3.3: never without a language tag
        return finding("R104", datatype.place, key=key, expected=WORDS["one_text"], example="{nb: …}")
    return typed(value, key, iri_value(term), exact=True)
