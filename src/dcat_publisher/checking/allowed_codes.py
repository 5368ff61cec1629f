"""The codes that a profile allows of those that a list has, and how many: only these are advised.

The list of access rights has six codes, three of which a catalogue may use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Words
from dcat_publisher.model.namespaces import SH
from dcat_publisher.model.terms import iri_value
from dcat_publisher.rules import RULES
from dcat_publisher.source.mapping.code_questions import codes_listed
from dcat_publisher.vocabulary import Code, Vocabulary
from dcat_publisher.vocabulary.allowed_values import allowed_values
from dcat_publisher.vocabulary.profile import Profile

_WORDS: Final = Words(__file__)
_MOST: Final = 13
"""How many codes a help text names at most."""


@dataclass(frozen=True)
class AllowedCodes:
    """The codes of short enumerations (sh:in) in a profile, by the property that takes them."""

    profile: Profile
    vocabulary: Vocabulary
    types_of: Callable[[str], Sequence[str]] = lambda _: ()

    def narrowed(self, found: Finding) -> Finding:
        """Return a finding about an unknown code with those that are allowed, where these are few.

        One about several codes in one text does not advise a list where only one may be.
        """
        if found.code == "T304" and self._takes_one(found):
            return replace(found, help=_WORDS["one_value"])
        allowed = self._of(found.path) if found.code == "T301" and found.path is not None else []
        if not 0 < len(allowed) <= _MOST or found.meant in {code.notation for code in allowed}:
            return found
        listed = codes_listed(allowed)
        advice = {tag: f"{listed[tag]} {text}" for tag, text in RULES["T301"].help.items()}
        return replace(found, help=advice, meant=None)

    def _takes_one(self, found: Finding) -> bool:
        single, classes = self.profile.single, self.types_of(found.focus or "")
        return any(found.path in single.get(class_, ()) for class_ in classes)

    def _of(self, path: str) -> list[Code]:
        """Return the codes that are allowed of a property; none where its keys take codes of different lists.

        `agentType` and `datasetType` are one property, `dct:type`.
        """
        keys = self.vocabulary.context.by_property.get(iri_value(path), ())
        return self._by_path.get(path, []) if len({key.code_space for key in keys}) == 1 else []

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
        entry = self.vocabulary.codes.describing(concept)
        return None if entry is None else entry.codes[concept]


__all__ = ["AllowedCodes"]
