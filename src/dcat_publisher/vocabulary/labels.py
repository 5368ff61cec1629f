"""What properties and classes are called: by the profile's shapes, else by the keys of the context."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import FALLBACKS, Message, in_language, words
from dcat_publisher.model.resources import packaged
from dcat_publisher.model.terms import TYPE, iri, iri_value, is_iri, language, lexical
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.vocabulary import Vocabulary, read_turtle

_SH: Final = "http://www.w3.org/ns/shacl#"
_PATH, _NAME, _PROPERTY, _TARGET = (
    iri(f"{_SH}{name}") for name in ("path", "name", "property", "targetClass")
)
_WORD_BREAK: Final = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ][a-zæøå])")
_ACRONYM_BREAK: Final = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ]{2})")

# What no shape names, or only where its values are restricted.
_WORDS: Final[Mapping[str, Message]] = {
    TYPE: words("klasse", "klasse", "class"),
    iri("http://www.w3.org/2004/02/skos/core#inScheme"): words("kodeliste", "kodeliste", "code list"),
}

Names = Mapping[str, str]
"""Language -> name."""


@dataclass(frozen=True)
class Labels:
    """The names of properties and classes."""

    context: Context
    shapes: Graph

    def property(self, predicate: str, types: tuple[str, ...], wanted: str) -> str:
        """Return what a property is called where it is used: it may have another name on another class."""
        key = predicate, types, wanted
        if key not in self._named:
            self._named[key] = self._property(*key)
        return self._named[key]

    def _property(self, predicate: str, types: tuple[str, ...], wanted: str) -> str:
        if predicate in _WORDS:
            return in_language(_WORDS[predicate], wanted)
        for type_ in types:
            names = self._by_shape.get((type_, predicate))
            if names is not None:
                return _in(names, wanted)
        return _in(self._by_shape.get(("", predicate)) or self._by_key.get(predicate, {}), wanted) or _local(
            predicate
        )

    def type(self, class_: str, wanted: str) -> str:
        """Return what a class is called."""
        return _in(self._by_type.get(class_, {}), wanted) or _local(class_)

    def knows_type(self, class_: str) -> bool:
        """Return whether a class has a name of its own."""
        return class_ in self._by_type

    def short(self, term: str) -> str:
        """Return the prefixed name of a property or class, or its IRI."""
        if term not in self._shortened:
            self._shortened[term] = self._short(term)
        return self._shortened[term]

    def _short(self, term: str) -> str:
        value = iri_value(term)
        for prefix, space in self.context.prefixes.items():
            if value.startswith(space) and len(value) > len(space):
                return f"{prefix}:{value[len(space) :]}"
        return value

    @cached_property
    def _named(self) -> dict[tuple[str, tuple[str, ...], str], str]:
        return {}

    @cached_property
    def _shortened(self) -> dict[str, str]:
        return {}

    @cached_property
    def _by_shape(self) -> Mapping[tuple[str, str], Names]:
        found: dict[tuple[str, str], Names] = {}
        for class_, shape in _property_shapes(self.shapes):
            names = {language(name) or "": lexical(name) for name in self.shapes.objects(shape, _NAME)}
            for path in self.shapes.objects(shape, _PATH):
                if names and is_iri(path):
                    found.setdefault((class_, path), names)
                    found.setdefault(("", path), names)
        return found

    @cached_property
    def _by_key(self) -> Mapping[str, Names]:
        found: dict[str, dict[str, str]] = {}
        for key, definition in self.context.definitions.items():
            names = found.setdefault(iri(definition.iri), {})
            names.setdefault("en" if key == definition.name else "nb", _spaced(key))
        return found

    @cached_property
    def _by_type(self) -> Mapping[str, Names]:
        found: dict[str, dict[str, str]] = {}
        for key, class_ in self.context.types.items():
            names = found.setdefault(iri(class_), {})
            names.setdefault("nb" if "en" in names else "en", _spaced(key))
        return found


def packaged_labels(profile: str = "dcat-ap-no") -> Labels:
    """Return the labels of the installation's context and profile."""
    shapes = read_turtle(sorted((packaged("shapes") / profile).glob("*.ttl")))
    return Labels(Vocabulary((Path(packaged("vocab")),)).context, shapes)


def _property_shapes(shapes: Graph) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for node, predicates in shapes.index.items():
        for class_ in predicates.get(_TARGET, ()):
            found += [(class_, shape) for shape in shapes.objects(node, _PROPERTY)]
    return found


def _in(names: Names, wanted: str) -> str:
    tags = (*FALLBACKS[wanted], "", *names)
    return next((names[tag] for tag in tags if tag in names), "")


def _spaced(key: str) -> str:
    """Write a key as words: `contactPoint` as "contact point", `tilgangsURL` as "tilgangs-URL"."""
    text = _ACRONYM_BREAK.sub(
        "-" if key[-3:] == "URL" and key[:6] != "access" else " ", _WORD_BREAK.sub(" ", key)
    )
    return " ".join(part if part.isupper() or "-" in part else part.lower() for part in text.split(" "))


def _local(term: str) -> str:
    return _spaced(re.split(r"[/#]", iri_value(term).rstrip("/#"))[-1])
