"""The JSON-LD context as a table of keys: what each key means and what form its values have.

Only the part of JSON-LD 1.1 that the published context uses is read here (JSON-LD 1.1, section 4.1 and
9.15.1): term definitions with `@id` or `@reverse`, `@type`, `@container: @language`, `@language: null` and a
scoped `@vocab`. Anything else in a context is refused at start, so that the mapping and a JSON-LD processor
cannot come to differ.
"""

from __future__ import annotations

import enum
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.system.reasons import reason_of

_WORDS: Final = Words(__file__).group("context")
KEYWORDS = {"@id": "@id", "@type": "@type", "@value": "@value", "@language": "@language"}
_FORMS: tuple[dict[str, Json], ...] = ({}, {"@type": "@id"}, {"@language": None}, {"@container": "@language"})
"""What may stand beside the property's name; and a datatype, or a scoped @vocab for codes."""
Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


class UnknownPrefixError(ConfigurationError):
    """A name in a context has a prefix that no context defines."""

    def __init__(self, key: str, name: str) -> None:
        super().__init__(filled(_WORDS["prefix"], name=name, key=key))
        self.key = key
        self.name = name


class Kind(enum.Enum):
    """The form that the values of a key have."""

    REFERENCE = "reference"
    CODE = "code"
    TEXT = "text"
    STRING = "string"
    TYPED = "typed"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a key means: the property's IRI, the form of its values, and what goes with that form.

    `name` is the English key, also for a Norwegian one: the first key of the context that means the same.
    """

    name: str
    iri: str
    kind: Kind
    datatype: str | None = None
    code_space: str | None = None
    reverse: bool = False

    @property
    def predicate(self) -> str:
        """The property as a term."""
        return f"<{self.iri}>"


@dataclass(frozen=True)
class Context:
    """The keys, types and prefixes of a context, and its JSON as published."""

    json: Mapping[str, Json]
    prefixes: Mapping[str, str]
    definitions: Mapping[str, Definition]
    types: Mapping[str, str]

    def keyword(self, key: str) -> str | None:
        """Return the JSON-LD keyword that a key stands for: `id` -> `@id`."""
        value = self.json.get(key)
        return KEYWORDS.get(value) if isinstance(value, str) else KEYWORDS.get(key)

    def definition(self, key: str) -> Definition | None:
        """Return the definition of a key; a prefixed name or an IRI is a free property."""
        known = self.definitions.get(key)
        if known is not None:
            return known
        expanded = self.expand(key)
        return None if expanded is None else Definition(key, expanded, Kind.FREE)

    def meaning(self, key: str) -> Definition | str | None:
        """Return what a key means, a definition or a JSON-LD keyword; None when it means nothing."""
        known = self._meanings
        if key not in known:
            known[key] = self.keyword(key) or self.definition(key)
        return known[key]

    @cached_property
    def written_prefixes(self) -> Mapping[str, str]:
        """The prefixes for writing: those of the context, and one for each code list (`data-theme:HEAL`)."""
        prefixes = {name: space for name, space in self.prefixes.items() if name not in ("eu", "lovdata")}
        for definition in self.definitions.values():
            space = definition.code_space
            if space is not None and space[-1] in "/#":
                prefixes.setdefault(re.split(r"[/#]", space)[-2], space)
        return prefixes

    @cached_property
    def _meanings(self) -> dict[str, Definition | str | None]:
        return {}

    @cached_property
    def keys_in_both_languages(self) -> tuple[frozenset[str], frozenset[str]]:
        """The Norwegian keys, and the English ones that they stand for."""
        pairs = [(key, one.name) for key, one in self.definitions.items() if key != one.name]
        return frozenset(key for key, _ in pairs), frozenset(name for _, name in pairs)

    def type_iri(self, name: str) -> str | None:
        """Return the class that a type's name, prefixed name or IRI means."""
        return self.types.get(name) or self.expand(name)

    def expand(self, name: str) -> str | None:
        """Return the IRI of a prefixed name or of an absolute IRI with `//`; None for all else."""
        prefix, colon, rest = name.partition(":")
        if not colon:
            return None
        if rest.startswith("//"):
            return name
        return f"{self.prefixes[prefix]}{rest}" if prefix in self.prefixes else None

    @cached_property
    def by_property(self) -> Mapping[str, tuple[Definition, ...]]:
        """The definitions to write a property with: several where code lists share it, as with dct:type."""
        found: dict[str, dict[str, Definition]] = {}
        for definition in self.definitions.values():
            if not definition.reverse:
                found.setdefault(definition.iri, {})[definition.name] = definition
        return {property_: tuple(definitions.values()) for property_, definitions in found.items()}

    @cached_property
    def code_spaces(self) -> Mapping[str, str]:
        """The namespace of the codes of each key that takes codes, by its English name."""
        return {one.name: one.code_space for one in self.definitions.values() if one.code_space is not None}

    @cached_property
    def type_of(self) -> Mapping[str, str]:
        """The name to write a class with: the first one of each class."""
        found: dict[str, str] = {}
        for name, class_iri in self.types.items():
            found.setdefault(class_iri, name)
        return found


def read_context(files: Iterable[Path]) -> Context:
    """Read contexts, later files adding to earlier ones; a fault is a ConfigurationError."""
    merged: dict[str, Json] = {}
    for file in files:
        if file.exists():
            merged.update(_entries(file))
    prefixes = {
        name: value for name, value in merged.items() if isinstance(value, str) and value[-1:] in ("/", "#")
    }
    definitions: dict[str, Definition] = {}
    names: dict[str, str] = {}
    types: dict[str, str] = {}
    for name, value in merged.items():
        if isinstance(value, dict):
            english = names.setdefault(json.dumps(value), name)
            definitions[name] = _definition(english, value, prefixes)
        elif isinstance(value, str) and name not in prefixes and not value.startswith("@"):
            types[name] = _absolute(name, value, prefixes)
    return Context(merged, prefixes, definitions, types)


def _entries(file: Path) -> dict[str, Json]:
    try:
        context = json.loads(file.read_text("utf-8"))["@context"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        words = filled(_WORDS["no_context"], file=str(file), reason=reason_of(error))
        raise ConfigurationError(words) from error
    if not isinstance(context, dict):
        raise ConfigurationError(filled(_WORDS["no_object"], file=str(file)))
    for key, value in context.items():
        if not is_supported(key, value):
            blanks = {"file": str(file), "key": key, "value": json.dumps(value)}
            raise ConfigurationError(filled(_WORDS["unsupported"], **blanks))
    return context


def _absolute(key: str, name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, rest = name.partition(":")
    if prefix in prefixes and not rest.startswith("//"):
        return f"{prefixes[prefix]}{rest}"
    if "://" in name:
        return name
    raise UnknownPrefixError(key, name)


def is_supported(key: str, value: Json) -> bool:
    """Return whether an entry has one of the forms that the mapping reads as a JSON-LD processor does."""
    if key.startswith("@"):
        return (key, value) == ("@version", 1.1)
    if not isinstance(value, dict):
        return isinstance(value, str) and (value in ("@id", "@type") or not value.startswith("@"))
    property_ = [value[name] for name in ("@id", "@reverse") if name in value]
    form = {name: part for name, part in value.items() if name not in ("@id", "@reverse")}
    if len(property_) != 1 or not isinstance(property_[0], str):
        return False
    if "@reverse" in value:
        return form == {"@type": "@id"}
    return form in _FORMS or _is_typed(form) or _is_code(form)


def _is_typed(form: Mapping[str, Json]) -> bool:
    datatype = form.get("@type")
    return len(form) == 1 and isinstance(datatype, str) and not datatype.startswith("@")


def _is_code(form: Mapping[str, Json]) -> bool:
    scoped = form.get("@context")
    space = scoped.get("@vocab") if isinstance(scoped, dict) and len(scoped) == 1 else None
    return form.keys() == {"@type", "@context"} and form["@type"] == "@vocab" and isinstance(space, str)


def _definition(key: str, value: Mapping[str, Json], prefixes: Mapping[str, str]) -> Definition:
    reverse = "@reverse" in value
    iri = _absolute(key, str(value["@reverse" if reverse else "@id"]), prefixes)
    kind, datatype = _kind(key, value, prefixes)
    scoped = value.get("@context")
    space = str(scoped["@vocab"]) if isinstance(scoped, dict) and "@vocab" in scoped else None
    return Definition(key, iri, kind, datatype, space, reverse)


def _kind(key: str, value: Mapping[str, Json], prefixes: Mapping[str, str]) -> tuple[Kind, str | None]:
    type_ = value.get("@type")
    if type_ == "@id":
        return Kind.REFERENCE, None
    if type_ == "@vocab":
        return Kind.CODE, None
    if isinstance(type_, str):
        return Kind.TYPED, _absolute(key, type_, prefixes)
    if value.get("@container") == "@language":
        return Kind.TEXT, None
    return (Kind.STRING if "@language" in value else Kind.FREE), None
