"""The names that the portal adds: those of its own reference data, which are some of our code lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dcat_publisher.vocabulary import CodeLists

# fdk-reasoning-service, 2026-03. Countries, places and EU licences are not among them.
_LISTS: Final = frozenset({
    "access-right", "frequency", "language", "file-type", "data-theme", "dataset-type", "distribution-status",
    "high-value-dataset-category", "media-type", "administrative-unit", "fdk-provenance", "quality-dimension",
    "legal-resource-type", "los",
})  # fmt: skip
OPEN_LICENCES: Final[Mapping[str, Mapping[str, str]]] = {
    address: {"nb": nb, "en": en}
    for addresses, nb, en in (
        (
            ("http://creativecommons.org/licenses/by/4.0/", "http://creativecommons.org/licenses/by/4.0/deed.no"),
            "Creative Commons Navngivelse 4.0 Internasjonal",
            "Creative Commons Attribution 4.0 International",
        ),
        (
            ("http://creativecommons.org/publicdomain/zero/1.0/",),
            "Creative Commons Universal Fristatus-erklæring",
            "Creative Commons Universal Public Domain Dedication",
        ),
        (
            ("http://data.norge.no/nlod/", "http://data.norge.no/nlod/no/", "http://data.norge.no/nlod/no/1.0",
             "http://data.norge.no/nlod/no/2.0"),
            "Norsk lisens for offentlige data", "Norwegian Licence for Open Government Data",
        ),
    )
    for address in addresses
}  # fmt: skip
"""The portal's list of open licences, as its reference data spells them."""


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """Looks up what the portal calls a concept."""

    codes: CodeLists

    def labels(self, concept: str) -> Mapping[str, str] | None:
        """Return the names of a concept by language, from its IRI; None when the portal does not know it."""
        if concept in OPEN_LICENCES:
            return OPEN_LICENCES[concept]
        entry = self.codes.describing(concept)
        if entry is None or entry.name not in _LISTS:
            return None
        return entry.codes[concept].labels or None

    def knows(self, concept: str, name: str) -> bool:
        """Return whether a concept is in the list `name`."""
        entry = self.codes.describing(concept)
        return entry is not None and entry.name == name
