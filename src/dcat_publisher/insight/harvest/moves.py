"""Records that took another address: what went and what came, paired by identifier, then by title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import IDENTIFIER, TITLE
from dcat_publisher.model.terms import language, lexical

Key = tuple[str, str, str]
SAME_KEYS: Final = {IDENTIFIER: "identifier", TITLE: "title"}
"""What two records are paired by -> the key of the words for it."""


def paired(old: Graph, gone: Iterable[str], new: Graph, come: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Pair records of one class, each at most once: new -> (old, the property that both have the same)."""
    formers, waiting = list(gone), dict.fromkeys(come)
    found: dict[str, tuple[str, str]] = {}
    taken: set[str] = set()
    for predicate in SAME_KEYS:
        by_key: dict[Key, list[str]] = {}
        for now in waiting:
            for key in _keys(new, now, predicate):
                by_key.setdefault(key, []).append(now)
        for former in formers:
            candidates = (now for key in sorted(_keys(old, former, predicate)) for now in by_key.get(key, ()))
            match = next((now for now in candidates if now in waiting), None)
            if match is not None and former not in taken:
                taken.add(former)
                del waiting[match]
                found[match] = (former, predicate)
    return found


def _keys(graph: Graph, node: str, predicate: str) -> set[Key]:
    """Return what a record may be known by: the class, the language and the text without case."""
    return {
        (class_, language(value) or "", lexical(value).strip().casefold())
        for class_ in graph.types(node)
        for value in graph.objects(node, predicate)
        if lexical(value).strip()
    }
