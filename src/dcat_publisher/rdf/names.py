"""Prefixed names: which namespaces have a prefix, and which IRIs can be written with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dcat_publisher.rdf.jsonld_context import Context

# Turtle 1.1, PN_LOCAL, without what would have to be escaped.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


def prefixes_of(context: Context) -> Mapping[str, str]:
    """Give the prefixes for writing: those of the context, and one for each code list (`data-theme:HEAL`)."""
    prefixes = {name: space for name, space in context.prefixes.items() if name not in ("eu", "lovdata")}
    for definition in context.definitions.values():
        space = definition.code_space
        if space is not None and space[-1] in "/#":
            prefixes.setdefault(re.split(r"[/#]", space)[-2], space)
    return prefixes


class Abbreviator:
    """Shortens IRIs to prefixed names; `used` gathers the prefixes, and may be replaced to start anew."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.used: set[str] = set()
        self._by_space = {space: name for name, space in prefixes.items()}
        self._known: dict[str, tuple[str, str | None]] = {}

    def short(self, term: str) -> str:
        """Return the prefixed name of an IRI term, or the term itself when it has none."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._shorten(term)
        if known[1] is not None:
            self.used.add(known[1])
        return known[0]

    def _shorten(self, term: str) -> tuple[str, str | None]:
        value = term[1:-1]
        cut = max(value.rfind("#"), value.rfind("/")) + 1
        space, local = value[:cut], value[cut:]
        prefix = self._by_space.get(space)
        if prefix is None or _LOCAL.fullmatch(local) is None:
            return term, None
        return f"{prefix}:{local}", prefix
