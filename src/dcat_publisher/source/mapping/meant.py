"""What an unknown word was meant to be: a key that the record may have, or a type.

A word is the known one in another spelling, or a synonym of it (`vocab/synonyms.toml`). A key is meant only
where the class of the record has the property, and the value is of the kind that it takes. Where several fit,
or the word has several meanings, all that fit are named and none is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, NamedTuple

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri, iri_value
from dcat_publisher.rdf.jsonld_context import Context, Definition, Kind
from dcat_publisher.rules import finding
from dcat_publisher.source import Node, Scalar
from dcat_publisher.source.mapping.fitting import Fitting, MayLead
from dcat_publisher.source.mapping.language_tags import meant_by
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.suggestions import (
    did_you_mean_this,
    meant,
    misspelt_words,
    same_words,
    these_fit,
)

_WORDS: Final = Words(__file__)
_WITH_LANGUAGE: Final = re.compile(
    r"(\w+?)[ _@.:-]*\(?(nb|nn|no|en|bokmål|bokmal|nynorsk|norsk|engelsk|english)\)?", re.IGNORECASE
)
PropertiesOf = Callable[[str], Set[str]]
"""Term of a class -> the properties that nodes of it may have; empty where nothing is known of the class."""


def nothing_known(_class: str) -> Set[str]:
    """Return that nothing is known of what nodes of a class may have."""
    return frozenset()


def any_record(_definition: Definition, _name: str) -> bool:
    """Return that a key may lead to a record of which nothing is known."""
    return True


class Guess(NamedTuple):
    """What fits instead of an unknown word; `word` is the only one, None where it is none or several."""

    word: str | None
    suggestion: Message | None


class UnknownKey(NamedTuple):
    """An unknown key, its value, and the classes (terms) of the node that it stands in."""

    text: str
    value: Node
    classes: Sequence[str]


def guess_of(words: Sequence[str], *, several: bool = False) -> Guess:
    """Return the guess that some words make: one is asked about, several are listed.

    `several` says that the word means several things: that one of them fits does not make it that one.
    """
    if len(words) == 1:
        return Guess(None if several else words[0], did_you_mean_this(words[0]))
    return Guess(None, these_fit(words) if words else None)


@dataclass(frozen=True, slots=True)
class Guesser:
    """Finds what was meant, by the words of the vocabulary and the properties of classes."""

    vocabulary: Vocabulary
    properties_of: PropertiesOf
    may_lead: MayLead = any_record

    def key(self, unknown: UnknownKey, settings: Iterable[str] = ()) -> Guess:
        """Return what fits instead of an unknown key; `settings` are further keys of that place."""
        words = [word for word in self.words(unknown, settings) if self.fits(word, unknown.value)]
        return guess_of(words, several=self.means_several(unknown, settings))

    def fits(self, word: str, value: Node) -> bool:
        """Return whether a value is of the kind that a key takes."""
        return Fitting(self.vocabulary, self.may_lead).fits(word, value)

    def words(self, unknown: UnknownKey, settings: Iterable[str] = ()) -> list[str]:
        """Return the keys that an unknown one may have been meant for, whatever its value."""
        usable = {**dict(self._usable(unknown.classes)), **{word: word for word in settings}}
        first: dict[str, str] = {}
        for word in self._meant(unknown, usable):
            first.setdefault(usable[word], self._as_written(word, usable[word]))
        return list(first.values())

    def means_several(self, unknown: UnknownKey, settings: Iterable[str] = ()) -> bool:
        """Return whether a word is a synonym of several keys, and not the spelling of one."""
        targets = self.vocabulary.synonyms.keys_for(unknown.text, self.names(unknown.classes))
        usable = [*(word for word, _ in self._usable(unknown.classes)), *settings]
        return len(targets) > 1 and not same_words(unknown.text, usable)

    def _meant(self, unknown: UnknownKey, usable: Mapping[str, str]) -> list[str]:
        """Return the words: the very one first, then a synonym, then one that was misspelt."""
        synonyms = self.vocabulary.synonyms
        targets = synonyms.keys_for(unknown.text, self.names(unknown.classes))
        found = same_words(unknown.text, usable)
        if targets and not found:  # a word of its own: what it resembles does not matter
            return [word for word in targets if word in usable]
        return found or misspelt_words(unknown.text, usable, synonyms.own)

    def unknown_type(self, name: Scalar, focus: str | None = None) -> Finding:
        """Report an unknown type."""
        guess = self.type(name.text)
        return finding(
            "R103", name.place, type=name.text, focus=focus, suggestion=guess.suggestion, meant=guess.word
        )

    def type(self, typed: str) -> Guess:
        """Return what fits instead of an unknown type."""
        targets = self.vocabulary.synonyms.types_for(typed)
        context = self.vocabulary.context
        senses = {**context.types, **{self._prefixed(class_): class_ for class_ in context.type_of}}
        words = targets or meant(typed, senses, self.vocabulary.synonyms.own)
        first: dict[str, str] = {}
        for word in words:
            first.setdefault(senses[word], word if word in context.types else context.type_of[senses[word]])
        return guess_of(list(first.values()))

    def _usable(self, classes: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the keys that nodes of some classes may have, each with what it means.

        Of a node without a class nobody knows what it may have, but that it needs a type; nor of one of whose
        class no shape speaks.
        """
        context = self.vocabulary.context
        known = self._known(classes)
        properties = self.properties(classes)
        # Without any shapes, every class may have every property.
        is_open = not any(self.properties_of(iri(class_)) for class_ in context.type_of)
        for word, definition in context.definitions.items() if properties or (classes and is_open) else ():
            if is_open or self._belongs(definition, properties, known):
                sense = f"{definition.name} {definition.iri}"
                yield word, sense
                yield self._prefixed(definition.iri), sense
        keywords = ((word, context.keyword(word)) for word in context.json)
        yield from ((word, keyword) for word, keyword in keywords if keyword is not None)

    def _belongs(self, definition: Definition, properties: Set[str], classes: Sequence[str]) -> bool:
        if definition.reverse:
            range_ = self.vocabulary.range_of(iri(definition.iri))
            return range_ in classes
        if definition.predicate not in properties and not self._is_at_home(definition, classes):
            return False
        several = self.vocabulary.context.by_property[definition.iri]
        names = [name[0].lower() + name[1:] for name in self.names(classes)]
        return len(several) == 1 or any(definition.name.startswith(name) for name in names)

    def _is_at_home(self, definition: Definition, classes: Sequence[str]) -> bool:
        """Return whether no shape speaks of a property, and it is of the same vocabulary as a class."""
        every = (self.properties_of(iri(class_)) for class_ in self.vocabulary.context.type_of)
        spoken_of = any(definition.predicate in properties for properties in every)
        return not spoken_of and _namespace(definition.iri) in {_namespace(iri_value(one)) for one in classes}

    def properties(self, classes: Sequence[str]) -> frozenset[str]:
        """Return the properties that the shapes have for nodes of some classes."""
        return frozenset[str]().union(*map(self.properties_of, self._known(classes)))

    def _known(self, classes: Sequence[str]) -> list[str]:
        """Return classes with those that they are part of."""
        above = (parent for class_ in classes for parent in self.vocabulary.superclasses(class_))
        return list(dict.fromkeys([*classes, *above]))

    def names(self, classes: Sequence[str]) -> list[str]:
        """Return the names of some classes and of those that they are part of."""
        names = self.vocabulary.context.type_of
        return [names[value] for class_ in self._known(classes) if (value := iri_value(class_)) in names]

    def _prefixed(self, value: str) -> str:
        for name, space in self.vocabulary.context.prefixes.items():
            if value.startswith(space):
                return f"{name}:{value.removeprefix(space)}"
        return value

    def _as_written(self, word: str, sense: str) -> str:
        """Return the key for a prefixed name."""
        return word if word in self.vocabulary.context.json or " " not in sense else sense.partition(" ")[0]


def _key_with_language(key: str, place: Place, focus: str, context: Context) -> Finding | None:
    """Report a key of texts with the language in its name: `title_nb`, `tittel (bokmål)`."""
    match = _WITH_LANGUAGE.fullmatch(key)
    definition = None if match is None else context.definitions.get(match[1])
    if match is None or definition is None or definition.kind is not Kind.TEXT:
        return None
    tag = match[2].lower()
    line = f"{match[1]}: {{{meant_by(tag) or tag}: …}}"
    suggestion = filled(_WORDS["language_inside"], line=line)
    path = definition.predicate
    return finding("R101", place, key=key, focus=focus, path=path, suggestion=suggestion)


def _namespace(value: str) -> str:
    """Return an IRI without the name at its end."""
    return value[: max(value.rfind("#"), value.rfind("/")) + 1]


def unknown_key(key: str, place: Place, focus: str, guess: Guess, context: Context) -> Finding:
    """Report an unknown key; that the property it was meant for is missing is then a consequence."""
    with_language = _key_with_language(key, place, focus, context)
    if with_language is not None:
        return with_language
    definition = None if guess.word is None else context.definitions.get(guess.word)
    path = None if definition is None else definition.predicate
    return finding(
        "R101", place, key=key, focus=focus, path=path, suggestion=guess.suggestion, meant=guess.word
    )
