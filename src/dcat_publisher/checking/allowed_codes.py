"""The codes that a profile allows of those that a list has: only these are advised.

The list of access rights has six codes, three of which a catalogue may use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import SH
from dcat_publisher.rules import RULES
from dcat_publisher.source.mapping.code_questions import codes_listed
from dcat_publisher.vocabulary import Code, CodeLists
from dcat_publisher.vocabulary.allowed_values import allowed_values
from dcat_publisher.vocabulary.profile import Profile

_MOST: Final = 13
"""How many codes a help text names at most."""


@dataclass(frozen=True)
class AllowedCodes:
    """The codes of short enumerations (sh:in) in a profile, by the property that takes them."""

    profile: Profile
    codes: CodeLists

    def narrowed(self, found: Finding) -> Finding:
        """Return a finding about an unknown code with those that are allowed, where these are few."""
        allowed = self._by_path.get(found.path or "", []) if found.code == "T301" else []
        if not 0 < len(allowed) <= _MOST or found.meant in {code.notation for code in allowed}:
            return found
        listed = codes_listed(allowed)
        advice = {tag: f"{listed[tag]} {text}" for tag, text in RULES["T301"].help.items()}
        return replace(found, help=advice, meant=None)

    @cached_property
    def _by_path(self) -> Mapping[str, list[Code]]:
        graph, found = self.profile.graph, dict[str, set[frozenset[str]]]()
        for shape, said in graph.index.items():
            values = allowed_values(graph, shape) if SH.path in said else frozenset[str]()
            for path in said[SH.path] if values else ():
                found.setdefault(path, set()).add(values)
        # Where classes differ in what they allow, nobody knows here which one is meant.
        known = {path: next(iter(sets)) for path, sets in found.items() if len(sets) == 1}
        codes = {path: [self._code(one) for one in sorted(values)] for path, values in known.items()}
        return {path: [code for code in listed if code is not None] for path, listed in codes.items()}

    def _code(self, concept: str) -> Code | None:
        entry = self.codes.describing(concept)
        return None if entry is None else entry.codes[concept]


__all__ = ["AllowedCodes"]
