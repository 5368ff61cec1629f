"""The lines of JSON-LD: those of the `@id` of a node and of its keys, by the contexts within the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.model.terms import TYPE, iri
from dcat_publisher.rdf.lines.model import START, Scan, Span, has_scheme, resolved

_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|\n|[^\s{}\[\],:"]++', re.DOTALL)
_MAX_STEPS: Final = 8
"""How often a term may be defined by another one."""


class _Names:
    """What short names stand for; those that contexts of one file define differently stand for nothing."""

    def __init__(self, document: object, base: str) -> None:
        self._terms: dict[str, str | None] = {}
        for context in _contexts(document):
            for term, definition in context.items():
                named = definition.get("@id") if isinstance(definition, dict) else definition
                known = named if isinstance(named, str) else None
                self._terms[term] = known if self._terms.get(term, known) == known else None
        self._base = resolved(self._terms.get("@base") or base, base) if self._one("@base") else None
        self.id_keys = {"@id", *(term for term, named in self._terms.items() if named == "@id")}

    def _one(self, keyword: str) -> bool:
        return keyword not in self._terms or self._terms[keyword] is not None

    def node(self, identifier: str) -> str | None:
        """Return the term for the value of `@id`."""
        if identifier.startswith("_:"):
            return identifier
        address = self._compact(identifier, 0) if ":" in identifier else resolved(identifier, self._base)
        return None if address is None else iri(address)

    def predicate(self, key: str) -> str | None:
        """Return the term for a key."""
        if key == "@type" or self._terms.get(key) == "@type":
            return TYPE
        address = self._term(key, 0)
        return None if address is None or not has_scheme(address) else iri(address)

    def _term(self, key: str, step: int) -> str | None:
        if step > _MAX_STEPS:
            return None
        if key in self._terms:
            named = self._terms[key]
            return named if named is None or named == key else self._term(named, step + 1)
        if ":" in key:
            return self._compact(key, step)
        vocabulary = self._terms.get("@vocab")
        return None if vocabulary is None or key.startswith("@") else f"{vocabulary}{key}"

    def _compact(self, name: str, step: int) -> str | None:
        prefix, _, local = name.partition(":")
        if local.startswith("//") or prefix not in self._terms:
            return name
        namespace = self._term(prefix, step + 1)
        return None if namespace is None else f"{namespace}{local}"


@dataclass(slots=True)
class _Object:
    """A JSON object being read, or a list: its identifier, its keys and their places.

    `key` is the last one read; a list has that of the object around it. `place` is that of the identifier,
    else of the brace. `owner` is the node that it is a value of, and `node` what it is itself.
    """

    is_context: bool = False
    key: str | None = None
    identifier: str | None = None
    place: Span = START
    keys: list[tuple[str, Span]] = field(default_factory=list)
    owner: _Object | None = None
    property: str | None = None
    node: str | None = None
    is_list: bool = False


# What makes an object something else than a node, or its members the members of a list, or turns it round.
_NO_NODE: Final = frozenset({"@value", "@set", "@list", "@language"})
_BEYOND: Final = re.compile(r'"@(?:list|reverse|nest|included|json|index|container|import|propagate)"')


def jsonld_lines(scan: Scan) -> None:
    """Note the places of a JSON-LD file; a node that is only referred to has none."""
    try:
        names = _Names(json.loads(scan.text), scan.base)
    except (ValueError, RecursionError):
        return
    former, key_at = "", START
    objects: list[_Object] = []
    stack = [_Object()]
    for match in _TOKEN.finditer(scan.text):
        token, now = match[0], stack[-1]
        if token in ("{", "["):
            stack.append(_inside(now, token, scan.span(match.start(), match.end())))
            if token == "{":
                objects.append(stack[-1])
        elif token in ("}", "]"):
            stack.pop()
        elif token == ":" and former[:1] == '"':
            now.key = json.loads(former)
            now.keys.append((now.key or "", key_at))
        elif token[0] == '"' and former == ":" and now.key in names.id_keys:
            now.identifier, now.place = json.loads(token), scan.span(match.start(), match.end())
        if token[:1] == '"':
            key_at = scan.span(match.start(), match.end())
        if token != "\n":
            former = token
    _note_all(scan, names, [each for each in objects if not each.is_context])


def _inside(now: _Object, token: str, place: Span) -> _Object:
    """Return the object or list that begins within another."""
    in_context = now.is_context or now.key == "@context"
    owner, key = (now.owner, now.property) if now.is_list else (now, now.key)
    is_list = token == "["
    return _Object(
        in_context, now.key if is_list else None, place=place, owner=owner, property=key, is_list=is_list
    )


def _note_all(scan: Scan, names: _Names, objects: list[_Object]) -> None:
    """Note the objects in the order in which they begin, which is that of the parser's triples."""
    counted = _BEYOND.search(scan.text) is None
    for each in objects:
        _note(scan, names, each, counted=counted)


def _note(scan: Scan, names: _Names, node: _Object, *, counted: bool) -> None:
    keys = [(key, span) for key, span in node.keys if key not in names.id_keys]
    owner = None if node.owner is None else node.owner.node
    predicate = None if node.property is None else names.predicate(node.property)
    if node.identifier is not None:
        node.node = names.node(node.identifier)
    elif counted and not any(key in _NO_NODE for key, _ in node.keys):
        linked = owner is not None and predicate is not None
        said = any(names.predicate(key) is not None for key, _ in keys)
        node.node = scan.unnamed() if linked or said else None
    if owner is not None and predicate is not None:
        scan.number(owner, node.node)
        scan.note(node.place, owner, predicate, node.node)
    if node.node is None or not keys:
        return
    scan.note(node.place, node.node)
    for key, span in keys:
        named = names.predicate(key)
        if named is not None:
            scan.number(node.node)
            scan.note(span, node.node, named)


def _contexts(value: object) -> Iterator[dict[str, object]]:
    """Return the objects in the `@context` keys of a document, wherever they stand."""
    if isinstance(value, list):
        for entry in value:
            yield from _contexts(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key == "@context":
                contexts = entry if isinstance(entry, list) else [entry]
                yield from (context for context in contexts if isinstance(context, dict))
            yield from _contexts(entry)
