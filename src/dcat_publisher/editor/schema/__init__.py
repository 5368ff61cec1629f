"""The JSON Schema (draft 2020-12) of source files, for editors: derived from context, code lists and shapes.

It completes keys and codes, shows what they mean, and marks what a schema can see. It never refuses what
`check` takes; what needs the whole catalogue, such as whether a name exists, is left to `check` and to the
language server.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dcat_publisher.editor.schema.classes import Classes
from dcat_publisher.editor.schema.codes import codes_of
from dcat_publisher.editor.schema.forms import (
    FRAGMENT_OR_ADDRESS,
    LOCAL_NAME,
    SCALAR,
    Schema,
    ordered,
    several,
    texts,
    typed,
    value_object,
)
from dcat_publisher.editor.schema.keys import KeyText, KeyTexts, in_both
from dcat_publisher.model.language import LANGUAGES, Words
from dcat_publisher.model.terms import iri
from dcat_publisher.rdf.jsonld_context import Definition, Json, Kind
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.folder import LIST_SUFFIX
from dcat_publisher.source.mapping.list_names import DESCRIBED_BY
from dcat_publisher.vocabulary import Vocabulary

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WORDS: Final = Words(__file__)
_KEYWORDS = {"id": "@id", "type": "@type"}
_SETTINGS: Schema = {
    "base": {
        "title": "base",
        "description": in_both(_WORDS["base"]),
        "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*://\\S+/$",
    },
    "defaultLanguage": {
        "title": "defaultLanguage",
        "description": in_both(_WORDS["default_language"]),
        "type": "string", "examples": [*LANGUAGES],
    },
    "defaults": {
        "title": "defaults",
        "description": in_both(_WORDS["defaults"]),
        "type": "object", "additionalProperties": {"$ref": "#/$defs/node"},
    },
    "removed": {
        "title": "removed",
        "description": in_both(_WORDS["removed"]),
        "type": ["array", "string"], "items": {"type": "string"}, "examples": [["datasets/old-register"]],
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one catalogue: its local names, and what its records inherit, by class."""

    names: tuple[str, ...] = ()
    inherited: dict[str, set[str]] | None = None


def json_schema(vocabulary: Vocabulary, rules: RuleBook, known: Known | None = None) -> Schema:
    """Return the schema; what is known of a catalogue makes it stricter and its completion better."""
    return _Builder(vocabulary, rules, known or Known()).schema()


def schema_text(schema: Schema) -> str:
    """Return a schema as JSON, one definition a line: small, and its changes can be read in a diff."""
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    lines = (
        f"  {json.dumps(key)}: {json.dumps(one, ensure_ascii=False)}" for key, one in definitions.items()
    )
    rest = (
        f" {json.dumps(key)}: {json.dumps(one, ensure_ascii=False)},"
        for key, one in schema.items()
        if key != "$defs"
    )
    return "\n".join(["{", *rest, ' "$defs": {', ",\n".join(lines), " }", "}", ""])


class _Builder:
    def __init__(self, vocabulary: Vocabulary, rules: RuleBook, known: Known) -> None:
        self._vocabulary = vocabulary
        self._context = vocabulary.context
        self._rules = rules
        self._known = known
        self._texts = KeyTexts(vocabulary.context, rules)
        self._classes = Classes(vocabulary, rules, known.inherited)
        self._ranges: dict[str, None] = {}

    def schema(self) -> Schema:
        """Return the whole schema: a file is the catalogue, one node, or a collection of named nodes."""
        keys = {definition.name: definition for definition in self._context.definitions.values()}
        values: dict[str, Json] = {f"key-{name}": self._key(one) for name, one in keys.items()}
        values |= {f"value-{name}": self._value(one) for name, one in keys.items()}
        node, catalog = self._node({}), self._node(_SETTINGS)
        owned = {f"in-{name}": self._nested(iri_) for iri_, name in self._range_names().items()}
        classes = {
            f"class-{name}": self._classes.schema_of(iri(iri_))
            for iri_, name in self._context.type_of.items()
        }
        collection: Schema = {
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/node"},
            "minProperties": 1,
        }
        named: Schema = {
            "additionalProperties": {"type": "object"},
            "propertyNames": {"not": {"enum": list(self._all_keys())}},
            "minProperties": 1,
        }
        return {
            "$schema": DRAFT,
            "$id": f"https://w3id.org/dcat-publisher/schema/{self._rules.profile.name}.json",
            "title": "dcat-publisher",
            "description": in_both(_WORDS["source"]),
            "type": "object",
            "if": {"anyOf": [{"required": [setting]} for setting in _SETTINGS]},
            "then": {"$ref": "#/$defs/catalog"},
            "else": {"if": named, "then": {"$ref": "#/$defs/collection"}, "else": {"$ref": "#/$defs/record"}},
            "$defs": {
                "catalog": catalog, "collection": collection, "node": node,
                "record": {"allOf": [{"$ref": "#/$defs/node"}, self._has_type()]},
                "texts": texts(), **values, **owned, **classes,
            },
        }  # fmt: skip

    def _all_keys(self) -> Iterable[str]:
        yield from ("@id", "@type", *_KEYWORDS)
        yield from self._context.definitions

    def _has_type(self) -> Schema:
        return {"anyOf": [{"required": ["type"]}, {"required": ["@type"]}]}

    def _node(self, settings: Schema) -> Schema:
        """Return the schema of a node: the keys there are, and what its type asks for."""
        properties: dict[str, Json] = dict(settings)
        for keyword in _KEYWORDS.items():
            for key in keyword:
                properties[key] = (
                    self._type() if keyword[1] == "@type" else {"type": "string", "minLength": 1}
                )
        for key, definition in self._context.definitions.items():
            properties[key] = {"$ref": f"#/$defs/key-{definition.name}"}
        prefixes = "|".join(sorted(self._context.prefixes))
        return {
            "type": "object",
            "properties": properties,
            "patternProperties": {f"^({prefixes}):[^/]|^[A-Za-z][A-Za-z0-9+.-]*://": True},
            "additionalProperties": False,
            "allOf": [self._typed_as(iri_, name) for iri_, name in self._context.type_of.items()],
        }

    def _names_of(self, class_iri: str) -> list[Json]:
        names: list[Json] = [name for name, one in self._context.types.items() if one == class_iri]
        for prefix, space in self._context.prefixes.items():
            if class_iri.startswith(space):
                names.append(f"{prefix}:{class_iri.removeprefix(space)}")
        return names

    def _type(self) -> Schema:
        names: Schema = {"enum": list(self._context.types)}
        one: Schema = {"anyOf": [names, {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:\\S+$"}]}
        return {
            "title": "type",
            "description": in_both(_WORDS["type"]),
            **several(one),
        }

    def _typed_as(self, class_iri: str, name: str) -> Schema:
        """Ask of a node what its class asks, when it says that it is of that class."""
        names: Schema = {"enum": self._names_of(class_iri)}
        says: Schema = {"anyOf": [names, {"type": "array", "contains": names}]}
        return {
            "if": {"anyOf": [{"properties": {key: says}, "required": [key]} for key in ("type", "@type")]},
            "then": {"$ref": f"#/$defs/class-{name}"},
        }

    def _range_names(self) -> dict[str, str]:
        found = {iri_: self._context.type_of.get(iri_) for iri_ in self._ranges}
        return {iri_: name for iri_, name in found.items() if name is not None}

    def _nested(self, class_iri: str) -> Schema:
        """Return the schema of a node in the place of a link; without a type it has the property's class."""
        name = self._context.type_of[class_iri]
        typed_: list[Json] = [{"required": [key]} for key in ("type", "@type")]
        only_id: Schema = {"maxProperties": 1, "anyOf": [{"required": ["id"]}, {"required": ["@id"]}]}
        return {
            "allOf": [{"$ref": "#/$defs/node"}],
            "if": {"not": {"anyOf": [*typed_, only_id]}},
            "then": {"$ref": f"#/$defs/class-{name}"},
        }

    def _key(self, definition: Definition) -> Schema:
        text: KeyText = self._texts.of(definition)
        about: Schema = {"title": text.title() or definition.name}
        if text.paragraphs():
            about["description"] = text.paragraphs()
        return {**about, **several({"$ref": f"#/$defs/value-{definition.name}"})}

    def _value(self, definition: Definition) -> Schema:
        match definition.kind:
            case Kind.TEXT:
                return {"$ref": "#/$defs/texts"}
            case Kind.TYPED:
                return typed(definition.datatype or "")
            case Kind.CODE:
                codes = codes_of(definition, self._vocabulary.codes, self._known.names)
                return {"anyOf": [codes, self._node_for(definition), value_object(), ordered()]}
            case Kind.REFERENCE if definition.predicate == DESCRIBED_BY:
                return {"type": "string", "pattern": f"{re.escape(LIST_SUFFIX)}$"}
            case Kind.REFERENCE:
                return {"anyOf": [self._reference(), self._node_for(definition), value_object(), ordered()]}
        return (
            {"anyOf": [SCALAR, value_object(), ordered(), {"$ref": "#/$defs/node"}]}
            if definition.kind is Kind.FREE
            else {"anyOf": [SCALAR, value_object()]}
        )

    def _reference(self) -> Schema:
        """Return the schema of a link: a name in the catalogue, known or by its form, or an address."""
        address: Schema = {"type": "string", "pattern": FRAGMENT_OR_ADDRESS}
        if self._known.names:
            return {"anyOf": [{"enum": list(self._known.names)}, address]}
        return {"anyOf": [{"type": "string", "pattern": LOCAL_NAME}, {"type": "integer"}, address]}

    def _node_for(self, definition: Definition) -> Schema:
        range_ = None if definition.reverse else self._vocabulary.range_of(definition.predicate)
        if range_ is None or range_[1:-1] not in self._context.type_of:
            return {"$ref": "#/$defs/node"}
        self._ranges[range_[1:-1]] = None
        return {"$ref": f"#/$defs/in-{self._context.type_of[range_[1:-1]]}"}


__all__ = ["Known", "json_schema", "schema_text"]
