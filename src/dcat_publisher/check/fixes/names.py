"""Fixes of names: keys, types, local names and codes that are nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dcat_publisher.check.fixes.model import Fix, FixContext
from dcat_publisher.model.finding import Finding
from dcat_publisher.rdf.jsonld_context import Kind
from dcat_publisher.rules.suggestions import nearest
from dcat_publisher.source import Mapping, Node, Scalar


def key(found: Finding, bench: FixContext) -> Fix | None:
    """R101: write the known key that is meant; never one that the node has already."""
    keys = bench.vocabulary.context.definitions
    chosen, safe = _meant(bench.typed(found), keys)
    owner = _owner(bench.texts[found.place.file].root, found)
    if chosen is None or owner is None:
        return None
    taken = {keys[name.text].iri for name, _ in owner.entries if name.text in keys}
    return None if keys[chosen].iri in taken else bench.replaced(found, chosen, safe=safe)


def type_(found: Finding, bench: FixContext) -> Fix | None:
    """R103: write the known type that is meant."""
    chosen, safe = _meant(bench.typed(found), bench.vocabulary.context.types)
    return None if chosen is None else bench.replaced(found, chosen, safe=safe)


def local_name(found: Finding, bench: FixContext) -> Fix | None:
    """R201: write the local name that is meant."""
    names = {name for record in bench.catalog.records for name in (record.name, record.path)}
    chosen, safe = _meant(bench.typed(found), sorted(names))
    return None if chosen is None else bench.replaced(found, chosen, safe=safe)


def code(found: Finding, bench: FixContext) -> Fix | None:
    """T301: write the code that is meant, found by code or by label in any language."""
    text = bench.texts[found.place.file]
    steps = [step for step in re.split(r"\[\d+\]|\.", text.key_path(found.place)) if step]
    definition = bench.vocabulary.context.definition(steps[-1]) if steps else None
    if definition is None or definition.kind is not Kind.CODE:
        return None
    words: dict[str, str] = {}
    for entry in bench.vocabulary.codes.of_key(definition.name):
        for one in entry.codes.values():
            for word in (one.notation, *one.labels.values()):
                words.setdefault(word, one.notation)
    chosen, safe = _meant(bench.typed(found), words)
    return None if chosen is None else bench.replaced(found, words[chosen], safe=safe)


def _meant(typed: str, known: Iterable[str]) -> tuple[str | None, bool]:
    """Return the known word that is meant, and whether it differs in case, spaces and hyphens only."""
    words = list(known)
    same = {word for word in words if _folded(word) == _folded(typed)} if typed else set()
    if len(same) == 1:
        return same.pop(), True
    near = nearest(typed, words) if typed else []
    return (near[0] if near else None), False


def _folded(word: str) -> str:
    return re.sub(r"[\s_-]+", "", word.casefold())


def _owner(root: Node | None, found: Finding) -> Mapping | None:
    """Return the mapping that has a key at the finding's place."""
    if root is None or isinstance(root, Scalar):
        return None
    if isinstance(root, Mapping) and any(name.place == found.place for name, _ in root.entries):
        return root
    below = [value for _, value in root.entries] if isinstance(root, Mapping) else root.items
    return next((owner for value in below if (owner := _owner(value, found)) is not None), None)
