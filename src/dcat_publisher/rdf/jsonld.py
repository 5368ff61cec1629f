"""Graph to JSON-LD 1.1, compacted with the published context: the consumer reads what the author wrote.

The document embeds the part of the context that it uses, so that no client has to fetch it. Literals are
spelled in JSON as in N-Triples (RFC 8259, section 7, has all of its escapes), so they are copied.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import TYPE, iri_value
from dcat_publisher.rdf.document import Piece, document
from dcat_publisher.rdf.jsonld_context import Context, Definition, Kind
from dcat_publisher.rdf.order import Block, blocks

Member = tuple[str, str]
"""A member of an object as it is written, and the key or prefix that it needs declared, "" for none."""
Fits = Callable[[str], bool]
_NEXT: Final = ",\n"
_MOST_COMMON: Final = 8192
"""How many of the values that many subjects have are remembered as they are written."""
_MOST_HEADS: Final = 256
"""How many beginnings of documents are remembered: most records use the same keys."""
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
        self._prefix_of = {space: name for name, space in context.prefixes.items()}
        self._own_keys: dict[str, tuple[str, str]] = {}
        self._common: dict[tuple[str, str], Member] = {}
        self._definitions: dict[str, list[tuple[Definition, Fits]]] = {}
        self._heads: dict[frozenset[str], str] = {}

    def head(self, used: Set[str]) -> str:
        """Return the entries of the context that are used, in the order of the published one."""
        key = frozenset(used)
        head = self._heads.get(key)
        if head is None:
            if len(self._heads) == _MOST_HEADS:
                self._heads.clear()
            head = self._heads[key] = self._head(key)
        return head

    def _head(self, used: Set[str]) -> str:
        needed = _ALWAYS.union(*(self._needs(key) for key in used))
        entries = {key: value for key, value in self._context.json.items() if key in needed}
        context = json.dumps({"@context": entries}, ensure_ascii=False, indent=2)
        return f'{context[:-2]},\n  "@graph": [\n'

    def piece(self, block: Block) -> Piece:
        """Write one subject."""
        subject, predicates = block
        used: set[str] = set()
        lines = [f'      "id": {_plain(subject)}']
        for predicate, values in predicates:
            if len(values) == 1 and values[0][-1] == ">":
                member, name = self._common.get((predicate, values[0])) or self._noted(predicate, values)
                lines.append(member)
                used.add(name)
                continue
            if predicate == TYPE and not any(value[0] == '"' for value in values):
                types = [self._type(value) for value in values]
                lines.append(f'      "type": {_one_or_many([text for text, _ in types])}')
                used.update(name for _, name in types)
                continue
            for member, name in self._members(predicate, values):
                lines.append(member)
                used.add(name)
        used.discard("")
        return Piece(f"    {{\n{_NEXT.join(lines)}\n    }}", frozenset(used))

    def _needs(self, key: str) -> frozenset[str]:
        """Return a key, and the prefixes that its definition is written with."""
        value = self._context.json[key]
        names = [value.get("@id"), value.get("@type")] if isinstance(value, dict) else [value]
        prefixes = {name.partition(":")[0] for name in names if isinstance(name, str)}
        return frozenset({key, *(prefixes & self._context.prefixes.keys())})

    def _type(self, term: str) -> Member:
        value = iri_value(term) if term[0] == "<" else term
        name = self._context.type_of.get(value)
        text, needed = self._short(value) if name is None else (name, name)
        return f'"{text}"', needed

    def _short(self, value: str) -> tuple[str, str]:
        """Return the compact name of an IRI with its prefix, or the IRI and "" where it has none."""
        cut = max(value.rfind("#"), value.rfind("/")) + 1
        prefix = self._prefix_of.get(value[:cut])
        return (value, "") if prefix is None or not value[cut:] else (f"{prefix}:{value[cut:]}", prefix)

    def _noted(self, predicate: str, values: list[str]) -> Member:
        """Write a link, a number or a date, and remember it: many subjects have it in common."""
        if len(self._common) == _MOST_COMMON:
            self._common.clear()
        if predicate == TYPE and values[0][0] == "<":
            text, name = self._type(values[0])
            member = f'      "type": {text}', name
        else:
            (member,) = self._members(predicate, values)
        self._common[predicate, values[0]] = member
        return member

    def _members(self, predicate: str, values: list[str]) -> Iterator[Member]:
        """Write the values under the keys that fit them; what fits none goes under the property's own IRI."""
        definitions = self._definitions.get(predicate)
        if definitions is None:
            definitions = self._definitions[predicate] = self._fitting(predicate)
        remaining = values
        for definition, fits in definitions:
            if all(map(fits, remaining)):
                yield f'      "{definition.name}": {self._values(remaining, definition)}', definition.name
                return
            fitting = list(filter(fits, remaining))
            if fitting:
                yield f'      "{definition.name}": {self._values(fitting, definition)}', definition.name
                if len(fitting) == len(remaining):
                    return
                remaining = [value for value in remaining if not fits(value)]
        if remaining:
            key, name = self._own_key(predicate)
            is_alone = len(remaining) == 1
            written = [_expanded(value, 6 if is_alone else 8) for value in remaining]
            yield f"      {key}: {_one_or_many(written)}", name

    def _own_key(self, predicate: str) -> tuple[str, str]:
        """Write the name of a property under which it has values that fit no key; return its prefix, too."""
        known = self._own_keys.get(predicate)
        if known is None:
            name, prefix = self._short(iri_value(predicate))
            known = self._own_keys[predicate] = json.dumps(name, ensure_ascii=False), prefix
        return known

    def _fitting(self, predicate: str) -> list[tuple[Definition, Fits]]:
        definitions = self._context.by_property.get(iri_value(predicate), ())
        return [(definition, _fits(definition, several=len(definitions) > 1)) for definition in definitions]

    def _values(self, terms: list[str], definition: Definition) -> str:
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


def _language_map(terms: list[str]) -> str:
    parts = [term.rpartition('"') for term in terms]
    if len({tag for _, _, tag in parts}) == len(parts):  # the usual
        return _lines([f'        "{tag[1:]}": {text}"' for text, _, tag in parts])
    by_tag: dict[str, list[str]] = {}
    for text, _, tag in parts:
        by_tag.setdefault(tag[1:], []).append(f'{text}"')
    lines = [
        f'        "{tag}": {texts[0] if len(texts) == 1 else _listed(texts, 8)}'
        for tag, texts in by_tag.items()
    ]
    return _lines(lines)


def _lines(members: Sequence[str]) -> str:
    return f"{{\n{_NEXT.join(members)}\n      }}"


def _one_or_many(values: Sequence[str]) -> str:
    """Write the values of a member."""
    return values[0] if len(values) == 1 else _listed(values, 6)


def _listed(values: Iterable[str], indent: int) -> str:
    """Lay a list out over lines, as json.dumps does with an indent of two."""
    inner = " " * (indent + 2)
    return f"[\n{_NEXT.join(f'{inner}{value}' for value in values)}\n{' ' * indent}]"


def _expanded(term: str, indent: int) -> str:
    """Write a value as an object that says what kind of value it is."""
    if term[0] != '"':
        members = [f'"@id": {_plain(term)}']
    else:
        cut = term.rindex('"') + 1
        members = [f'"@value": {term[:cut]}']
        if cut < len(term):
            kind, said = ("language", term[cut + 1 :]) if term[cut] == "@" else ("type", term[cut + 3 : -1])
            members.append(f'"@{kind}": "{said}"')
    inner = " " * (indent + 2)
    return f"{{\n{_NEXT.join(f'{inner}{member}' for member in members)}\n{' ' * indent}}}"
