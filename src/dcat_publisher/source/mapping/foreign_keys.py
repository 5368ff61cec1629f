"""Keys in order by themselves and not where they are: of another class, or without a form in the context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import LANGUAGES, Message, Words, filled, untranslated
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import DCAT, FOAF, VCARD
from dcat_publisher.model.terms import iri_value
from dcat_publisher.rdf.jsonld_context import Context, Definition
from dcat_publisher.rules import finding
from dcat_publisher.source import Scalar
from dcat_publisher.source.mapping.iris import is_address
from dcat_publisher.source.mapping.meant import Guesser, UnknownKey
from dcat_publisher.source.mapping.values import date_form
from dcat_publisher.source.tree import Node
from dcat_publisher.source.typing_marks import short
from dcat_publisher.vocabulary.suggestions import did_you_mean_this

_WORDS: Final = Words(__file__)
_SENSES: Final = (NAMES, (VCARD.hasURL, FOAF.homepage, DCAT.landingPage))
"""Properties that say the same of nodes of different classes: what it is called, its page."""
_MOST: Final = 4
"""How many classes a message names at most."""
_NOTHING: Final = untranslated("")


def foreign_keys(
    key: Scalar, value: Node, definition: Definition, focus: str, classes: Sequence[str], guesser: Guesser
) -> list[Finding]:
    """Report a key of a property that nobody reads on nodes of these classes."""
    context, domain = guesser.vocabulary.context, guesser.vocabulary.domain_of(definition.predicate)
    if definition.reverse or not domain:
        return []
    known = [class_ for class_ in classes if iri_value(class_) in context.type_of]
    if not known or not _disjoint(known, domain, guesser):
        return []
    english, own = key.text == definition.name, guesser.properties(classes)
    guess = guesser.key(UnknownKey(key.text, value, classes))
    same = _same_sense(definition.predicate, own, context, english=english) if guess.word is None else None
    owners = [context.type_of[iri_value(class_)] for class_ in domain if iri_value(class_) in context.type_of]
    under = _NOTHING if same is not None else _under(domain, own, guesser, english=english)
    instead = context.definitions.get(same or guess.word or "")
    path = definition.predicate if instead is None else instead.predicate
    foreign = finding(
        "R106", key.place, key=key.text, here=_classes([context.type_of[iri_value(known[0])]], context),
        there=_classes(owners[:_MOST], context), under=under, focus=focus, path=path,
        suggestion=guess.suggestion if same is None else did_you_mean_this(same),
    )  # fmt: skip
    return [foreign]


def _same_sense(path: str, own: frozenset[str], context: Context, *, english: bool) -> str | None:
    """Return the key by which nodes with these properties have what a property of other nodes says."""
    for senses in _SENSES:
        for other in senses if path in senses else ():
            names = [name for name, each in context.definitions.items() if each.predicate == other]
            fitting = [name for name in names if (context.definitions[name].name == name) == english]
            if other in own and names:
                return (fitting or names)[0]
    return None


def _disjoint(classes: Sequence[str], domain: Sequence[str], guesser: Guesser) -> bool:
    superclasses = guesser.vocabulary.superclasses
    return not any(one in domain for class_ in classes for one in (class_, *superclasses(class_)))


def _under(domain: Sequence[str], own: frozenset[str], guesser: Guesser, *, english: bool) -> Message:
    """Say below which key of this node one of the other class is described."""
    context, vocabulary = guesser.vocabulary.context, guesser.vocabulary
    parts = [class_ for class_ in domain if class_ != FOAF.Agent and not vocabulary.is_record_class(class_)]
    for name, definition in context.definitions.items():
        leads_there = definition.predicate in own and vocabulary.range_of(definition.predicate) in parts
        if leads_there and not definition.reverse and (name == definition.name) == english:
            return filled(_WORDS["under"], key=name)
    return _NOTHING


def _classes(names: Sequence[str], context: Context) -> Message:
    """Return the names of classes as a list; in Norwegian those that the context has for it."""
    norwegian = {class_: name for name, class_ in context.types.items() if name != context.type_of[class_]}
    own = [norwegian.get(context.types[name], name) for name in names]
    listed = {tag: list(names) if tag == "en" else own for tag in LANGUAGES}
    return {tag: ", ".join(f"`{name}`" for name in words) for tag, words in listed.items()}


def undefined_keys(key: str, value: Node, definition: Definition, context: Context) -> list[Finding]:
    """Report an address or a date below a property without a form in the context: it would be a text."""
    if not isinstance(value, Scalar):
        return []
    form = date_form(value.text)
    if form in ("date", "dateTime", "gYearMonth"):
        written, type_ = f"{{'@value': {value.text}, '@type': xsd:{form}}}", "xsd:date"
    elif is_address(value.text) or (context.expand(value.text) is not None and " " not in value.text):
        written, type_ = f"{{id: {value.text}}}", "@id"
    else:
        return []
    known = context.by_property.get(definition.iri, ())
    name = key.rpartition(":")[2].rpartition("/")[2].rpartition("#")[2]
    line = f'"{name}": {{"@id": "{key}", "@type": "{type_}"}}'
    kind = _WORDS["an_address" if type_ == "@id" else "a_date"]
    suggestion = did_you_mean_this(known[0].name) if known else None
    undefined = finding(
        "R107", value.place, key=key, value=short(value.text, 60), kind=kind, form=short(written),
        line=line, suggestion=suggestion,
    )  # fmt: skip
    return [undefined]


__all__ = ["foreign_keys", "undefined_keys"]
