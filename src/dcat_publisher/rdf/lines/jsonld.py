"""The lines of JSON-LD: those of the `@id` of a node and of its keys, by the contexts within the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.model.terms import TYPE, iri
from dcat_publisher.rdf.lines.model import Scan, has_scheme, resolved

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
    """A JSON object being read, or a list (`key` stays None): its identifier, its keys and their lines."""

    is_context: bool = False
    key: str | None = None
    identifier: str | None = None
    line: int = 0
    keys: list[tuple[str, int]] = field(default_factory=list)


def jsonld_lines(scan: Scan) -> None:
    """Note the lines of a JSON-LD file; a node that is only referred to has none."""
    try:
        names = _Names(json.loads(scan.text), scan.base)
    except (ValueError, RecursionError):
        return
    line, stack, former = 1, [_Object()], ""
    for match in _TOKEN.finditer(scan.text):
        token = match[0]
        if token == "\n":
            line += 1
            continue
        now = stack[-1]
        if token in ("{", "["):
            in_context = now.is_context or now.key == "@context"
            stack.append(_Object(in_context, key=now.key if token == "[" else None))
        elif token in ("}", "]"):
            closed = stack.pop()
            if token == "}" and not closed.is_context:
                _note(scan, names, closed)
        elif token == ":" and former[:1] == '"':
            now.key = json.loads(former)
            now.keys.append((now.key or "", line))
        elif token[0] == '"' and former == ":" and now.key in names.id_keys:
            now.identifier, now.line = json.loads(token), line
        former = token


def _note(scan: Scan, names: _Names, node: _Object) -> None:
    keys = [(key, line) for key, line in node.keys if key not in names.id_keys]
    if node.identifier is None or not keys:
        return
    subject = names.node(node.identifier)
    scan.note(node.line, subject)
    for key, line in keys:
        scan.note(line, subject, names.predicate(key))


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
