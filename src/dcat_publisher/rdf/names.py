"""Prefixed names: which namespaces have a prefix, and which IRIs can be written with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Turtle 1.1, PN_LOCAL, without what would have to be escaped.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


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
