"""Graph to JSON-LD 1.1, compacted with the published context: the consumer reads what the author wrote.

The document embeds the part of the context that it uses, so that no client has to fetch it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from dcat_publisher.formats.order import blocks
from dcat_publisher.graph import Graph
from dcat_publisher.terms import TYPE, datatype, is_blank, is_iri, is_literal, language, lexical
from dcat_publisher.vocabulary import Context, Definition, Kind
from dcat_publisher.vocabulary.context import Json


def to_jsonld(graph: Graph, context: Context) -> str:
    """Write a graph as JSON-LD with an embedded context."""
    return json.dumps(jsonld_document(graph, context), ensure_ascii=False, indent=2) + "\n"


def jsonld_document(graph: Graph, context: Context) -> dict[str, Json]:
    """Give the JSON-LD document of a graph."""
    writer = _Writer(context)
    nodes: list[Json] = [writer.node(subject, predicates) for subject, predicates in blocks(graph)]
    return {"@context": writer.used_context(), "@graph": nodes}


class _Writer:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._used: set[str] = set()
        self._prefix_of = {space: name for name, space in context.prefixes.items()}

    def used_context(self) -> dict[str, Json]:
        """Give the entries of the context that were used, in the order of the published one."""
        return {
            key: value
            for key, value in self._context.json.items()
            if key in self._used or key in ("@version", "id", "type")
        }

    def node(self, subject: str, predicates: Iterable[tuple[str, list[str]]]) -> dict[str, Json]:
        found: dict[str, Json] = {"id": lexical(subject)}
        for predicate, values in predicates:
            if predicate == TYPE and not any(is_literal(value) for value in values):
                found["type"] = _one_or_many([self._type(value) for value in values])
            else:
                self._property(predicate, values, found)
        return found

    def _type(self, term: str) -> Json:
        value = lexical(term)
        name = self._context.type_of.get(value)
        if name is None:
            return self._compact(value)
        self._use(name)
        return name

    def _use(self, key: str) -> None:
        """Remember a key, and the prefix that its definition is written with."""
        self._used.add(key)
        value = self._context.json[key]
        names = (
            [value]
            if isinstance(value, str)
            else [value.get("@id"), value.get("@type")]
            if isinstance(value, dict)
            else []
        )
        for name in names:
            prefix = name.partition(":")[0] if isinstance(name, str) else ""
            if prefix in self._context.prefixes:
                self._used.add(prefix)

    def _compact(self, value: str) -> str:
        cut = max(value.rfind("#"), value.rfind("/")) + 1
        prefix = self._prefix_of.get(value[:cut])
        if prefix is None or not value[cut:]:
            return value
        self._used.add(prefix)
        return f"{prefix}:{value[cut:]}"

    def _property(self, predicate: str, values: list[str], found: dict[str, Json]) -> None:
        """Write the values under the keys that fit them; what fits none goes under the property's own IRI."""
        remaining = values
        for definition in self._context.by_property.get(lexical(predicate), ()):
            fitting = [value for value in remaining if self._fits(value, definition)]
            if fitting:
                self._use(definition.name)
                found[definition.name] = self._values(fitting, definition)
                remaining = [value for value in remaining if value not in fitting]
        if remaining:
            found[self._compact(lexical(predicate))] = _one_or_many([_expanded(value) for value in remaining])

    def _fits(self, term: str, definition: Definition) -> bool:
        match definition.kind:
            case Kind.TEXT:
                return language(term) is not None
            case Kind.STRING:
                return is_literal(term) and term.endswith('"')
            case Kind.TYPED:
                return is_literal(term) and datatype(term) == definition.datatype
            case Kind.CODE:
                several = len(self._context.by_property[definition.iri]) > 1
                return is_iri(term) and (
                    not several or lexical(term).startswith(definition.code_space or " ")
                )
            case _:
                return not is_literal(term)

    def _values(self, terms: list[str], definition: Definition) -> Json:
        if definition.kind is Kind.TEXT:
            return _language_map(terms)
        if definition.kind is Kind.CODE:
            return _one_or_many([self._code(lexical(term), definition) for term in terms])
        return _one_or_many([lexical(term) for term in terms])

    def _code(self, value: str, definition: Definition) -> str:
        """Shorten a concept to its code, where @vocab expansion (JSON-LD API, 5.2) leads back to it."""
        space = definition.code_space or ""
        code = value.removeprefix(space)
        plain = space != "" and code not in ("", value) and ":" not in code and code not in self._context.json
        return code if plain and not code.startswith("@") else value


def _language_map(terms: list[str]) -> dict[str, Json]:
    by_tag: dict[str, list[Json]] = {}
    for term in terms:
        by_tag.setdefault(language(term) or "@none", []).append(lexical(term))
    return {tag: _one_or_many(texts) for tag, texts in by_tag.items()}


def _one_or_many(values: list[Json]) -> Json:
    return values[0] if len(values) == 1 else values


def _expanded(term: str) -> Json:
    if is_iri(term) or is_blank(term):
        return {"@id": lexical(term)}
    tag = language(term)
    if tag is not None:
        return {"@value": lexical(term), "@language": tag}
    if term.endswith('"'):
        return {"@value": lexical(term)}
    return {"@value": lexical(term), "@type": datatype(term)}
