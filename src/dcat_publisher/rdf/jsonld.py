"""Graph to JSON-LD 1.1, compacted with the published context: the consumer reads what the author wrote.

The document embeds the part of the context that it uses, so that no client has to fetch it. Literals are
spelled in JSON as in N-Triples (RFC 8259, section 7, has all of its escapes), so they are copied.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence, Set
from functools import lru_cache
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import TYPE, iri_value
from dcat_publisher.rdf.document import Piece, document
from dcat_publisher.rdf.jsonld_context import Context, Definition, Kind
from dcat_publisher.rdf.order import Block, blocks

Written = str | list["Written"] | dict[str, "Written"]
"""JSON of which the strings, and the keys, are written already."""
Fits = Callable[[str], bool]
_ALWAYS: Final = frozenset({"@version", "id", "type"})


def to_jsonld(graph: Graph, context: Context) -> str:
    """Write a graph as JSON-LD with an embedded context."""
    writer = JsonLdWriter(context)
    return document(writer, map(writer.piece, blocks(graph)))


class JsonLdWriter:
    """Writes subjects as JSON-LD."""

    separator = ",\n"
    foot = "\n  ]\n}\n"

    def __init__(self, context: Context) -> None:
        self._context = context
        self._used: set[str] = set()
        self._prefix_of = {space: name for name, space in context.prefixes.items()}
        self._prefixes = frozenset(self._prefix_of.values())
        self._own_keys: dict[str, tuple[str, str]] = {}
        self._definitions: dict[str, list[tuple[Definition, Fits]]] = {}

    def head(self, used: Set[str]) -> str:
        """Return the entries of the context that are used, in the order of the published one."""
        needed = _ALWAYS.union(*(self._needs(key) for key in used))
        entries = {key: value for key, value in self._context.json.items() if key in needed}
        context = json.dumps({"@context": entries}, ensure_ascii=False, indent=2)
        return f'{context[:-2]},\n  "@graph": [\n'

    def piece(self, block: Block) -> Piece:
        """Write one subject."""
        subject, predicates = block
        self._used = set()
        members: dict[str, Written] = {'"id"': _plain(subject)}
        for predicate, values in predicates:
            if predicate == TYPE and not any(value[0] == '"' for value in values):
                members['"type"'] = _one_or_many([self._type(value) for value in values])
            else:
                self._property(predicate, values, members)
        return Piece(f"    {_dump(members, 4)}", frozenset(self._used))

    def _needs(self, key: str) -> frozenset[str]:
        """Return a key, and the prefixes that its definition is written with."""
        value = self._context.json[key]
        names = [value.get("@id"), value.get("@type")] if isinstance(value, dict) else [value]
        prefixes = {name.partition(":")[0] for name in names if isinstance(name, str)}
        return frozenset({key, *(prefixes & self._context.prefixes.keys())})

    def _type(self, term: str) -> str:
        value = iri_value(term) if term[0] == "<" else term
        name = self._context.type_of.get(value)
        if name is None:
            return f'"{self._compact(value)}"'
        self._used.add(name)
        return f'"{name}"'

    def _compact(self, value: str) -> str:
        cut = max(value.rfind("#"), value.rfind("/")) + 1
        prefix = self._prefix_of.get(value[:cut])
        if prefix is None or not value[cut:]:
            return value
        self._used.add(prefix)
        return f"{prefix}:{value[cut:]}"

    def _property(self, predicate: str, values: list[str], members: dict[str, Written]) -> None:
        """Write the values under the keys that fit them; what fits none goes under the property's own IRI."""
        definitions = self._definitions.get(predicate)
        if definitions is None:
            definitions = self._definitions[predicate] = self._fitting(predicate)
        remaining = values
        for definition, fits in definitions:
            fitting = [value for value in remaining if fits(value)]
            if fitting:
                self._used.add(definition.name)
                members[f'"{definition.name}"'] = self._values(fitting, definition)
                if len(fitting) == len(remaining):
                    return
                remaining = [value for value in remaining if not fits(value)]
        if remaining:
            is_alone = len(remaining) == 1
            written = _alone(remaining[0]) if is_alone else [_expanded(value) for value in remaining]
            members[self._own_key(predicate)] = written

    def _own_key(self, predicate: str) -> str:
        """Write the name of a property under which it has values that fit no key, and note its prefix."""
        known = self._own_keys.get(predicate)
        if known is None:
            name = self._compact(iri_value(predicate))
            known = self._own_keys[predicate] = json.dumps(name, ensure_ascii=False), name.partition(":")[0]
        if known[1] in self._prefixes:
            self._used.add(known[1])
        return known[0]

    def _fitting(self, predicate: str) -> list[tuple[Definition, Fits]]:
        definitions = self._context.by_property.get(iri_value(predicate), ())
        return [(definition, _fits(definition, several=len(definitions) > 1)) for definition in definitions]

    def _values(self, terms: list[str], definition: Definition) -> Written:
        if definition.kind is Kind.TEXT:
            return _language_map(terms)
        if definition.kind is Kind.CODE:
            return _one_or_many([self._code(term[1:-1], definition) for term in terms])
        return _one_or_many([_plain(term) for term in terms])

    def _code(self, value: str, definition: Definition) -> str:
        """Shorten a concept to its code, where @vocab expansion (JSON-LD API, 5.2) leads back to it."""
        space = definition.code_space or ""
        code = value.removeprefix(space)
        plain = space != "" and code not in ("", value) and ":" not in code and code not in self._context.json
        return f'"{code}"' if plain and not code.startswith("@") else f'"{value}"'


def _fits(definition: Definition, *, several: bool) -> Fits:
    if definition.kind is Kind.TEXT:
        return lambda term: term[0] == '"' and term[-1] not in '">'
    if definition.kind is Kind.STRING:
        return lambda term: term[0] == '"' and term[-1] == '"'
    if definition.kind is Kind.TYPED:
        suffix = '"' if definition.datatype == XSD + "string" else f'"^^<{definition.datatype}>'
        return lambda term: term[0] == '"' and term.endswith(suffix)
    if definition.kind is Kind.CODE:
        start = f"<{definition.code_space or ' '}" if several else "<"
        return lambda term: term.startswith(start)
    if definition.kind is Kind.FREE:  # a bare string under such a key is a text (JSON-LD API, 5.3)
        return lambda _: False
    return lambda term: term[0] != '"'


def _plain(term: str) -> str:
    """Write the IRI, the blank node's label or the text of a term."""
    if term[0] == "<":
        return f'"{term[1:-1]}"'
    return f'"{term}"' if term[0] == "_" else term[: term.rindex('"') + 1]


def _language_map(terms: list[str]) -> dict[str, Written]:
    by_tag: dict[str, list[Written]] = {}
    for term in terms:
        cut = term.rindex('"') + 1
        by_tag.setdefault(f'"{term[cut + 1 :]}"', []).append(term[:cut])
    return {tag: _one_or_many(texts) for tag, texts in by_tag.items()}


def _one_or_many(values: Sequence[Written]) -> Written:
    return values[0] if len(values) == 1 else list(values)


def _expanded(term: str) -> Written:
    if term[0] != '"':
        return {'"@id"': _plain(term)}
    cut = term.rindex('"') + 1
    if cut == len(term):
        return {'"@value"': term}
    if term[cut] == "@":
        return {'"@value"': term[:cut], '"@language"': f'"{term[cut + 1 :]}"'}
    return {'"@value"': term[:cut], '"@type"': f'"{term[cut + 3 : -1]}"'}


@lru_cache(maxsize=8192)
def _alone(term: str) -> str:
    """Write a value as it stands alone under a property: many are the same in each of a thousand subjects."""
    return _dump(_expanded(term), 6)


def _dump(value: Written, indent: int) -> str:
    """Lay JSON out over lines, as json.dumps does with an indent of two."""
    if isinstance(value, str):
        return value
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        lines = [
            f"{inner}{key}: {item if isinstance(item, str) else _dump(item, indent + 2)}"
            for key, item in value.items()
        ]
        opening, closing = "{", "}"
    else:
        lines = [f"{inner}{item if isinstance(item, str) else _dump(item, indent + 2)}" for item in value]
        opening, closing = "[", "]"
    return f"{opening}\n{f',{chr(10)}'.join(lines)}\n{' ' * indent}{closing}"
