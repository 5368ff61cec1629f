"""What the facts of a catalogue say of a recommendation: that it is due, left open, or beside the point.

The shapes have what the standard recommends of every description. Whether a steward can do something about
it depends on the rest: data that are given on application have no open licence, a series without an order no
last member, and who claims no copyright has no year of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dcat_publisher.checking.placed_nodes import PlacedNodes
from dcat_publisher.model.finding import Call, Finding, Severity
from dcat_publisher.model.language import Message, Words
from dcat_publisher.model.named_terms import ACCESS_RIGHTS, DISTRIBUTION, DOWNLOAD_URL, IN_SERIES, PUBLIC
from dcat_publisher.model.namespaces import DCAT, DCT, SH, terms
from dcat_publisher.model.terms import is_iri

_WORDS: Final = Words(__file__).group("instead")
_COPYRIGHT: Final = terms("odrs", "copyrightHolder", "copyrightNotice", "copyrightStatement", "copyrightYear")
_ATTRIBUTION: Final = terms("odrs", "attributionText", "attributionURL")
_SEQUENCE: Final = terms("dcat", "prev", "next")
_ENDS: Final = terms("dcat", "first", "last")
_APPLICATION: Final = (DCT.rights, DCAT.accessURL)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the nodes that findings are about."""

    graph: PlacedNodes

    def considered(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings, the recommendations among them with how far they are called for."""
        return [self._considered(found) if is_recommendation(found) else found for found in findings]

    def _considered(self, found: Finding) -> Finding:
        instead, call = self._instead(found), self._call(found)
        message, advice = (found.message, found.help) if instead is None else instead
        return replace(found, message=message, help=advice, call=call)

    def _call(self, found: Finding) -> Call:
        """Return how far the facts call for what a finding asks."""
        judge = _JUDGES.get(found.path or "")
        return Call.OPEN if judge is None else judge(self, found.focus or "")

    def _instead(self, found: Finding) -> tuple[Message, Message] | None:
        """Return message and advice in the place of a rule's own, which would be wrong here; None mostly."""
        if found.path not in (DCT.license, DCT.format) or not self._on_application(found.focus or ""):
            return None
        if found.path == DCT.license:
            return _WORDS["no_terms"], _WORDS["on_application"]
        return _WORDS["no_file"], _WORDS["no_file_needed"]

    def _has(self, node: str, *predicates: str) -> bool:
        return any(self.graph.objects(node, predicate) for predicate in predicates)

    def _rights(self, node: str) -> set[str]:
        """Return the access rights of a node, and of the datasets that it is a distribution of."""
        owners = (node, *self.graph.subjects(DISTRIBUTION, node))
        return {right for owner in owners for right in self.graph.objects(owner, ACCESS_RIGHTS)}

    def _is_open(self, node: str) -> bool:
        return PUBLIC in self._rights(node)

    def _on_application(self, node: str) -> bool:
        """Return whether data are given on application: access is restricted, and no file lies open."""
        rights = self._rights(node)
        return bool(rights) and PUBLIC not in rights and not self._has(node, DOWNLOAD_URL)

    def _of_terms(self, node: str) -> Call:
        """Say whether a licence is due: of open data and of files; of other data their terms, and a page."""
        if self._on_application(node) and not all(self._has(node, one) for one in _APPLICATION):
            return Call.DUE
        return self._of_file(node)

    def _of_file(self, node: str) -> Call:
        """Say whether a format is due: of open data, and of files."""
        if self._on_application(node):
            return Call.MOOT
        return Call.DUE if self._is_open(node) or self._has(node, DOWNLOAD_URL) else Call.OPEN

    def _of_open_dataset(self, node: str) -> Call:
        return Call.DUE if self._is_open(node) else Call.OPEN

    def _of_order(self, node: str) -> Call:
        """Say whether the ends of a series are due: members follow each other, or one end is named."""
        members = self.graph.subjects(IN_SERIES, node)
        ordered = self._has(node, *_ENDS) or any(self._has(member, *_SEQUENCE) for member in members)
        return Call.DUE if ordered else Call.MOOT

    def _of_copyright(self, node: str) -> Call:
        return Call.DUE if self._has(node, *_COPYRIGHT) else Call.MOOT

    def _of_attribution(self, node: str) -> Call:
        return Call.DUE if self._has(node, *_ATTRIBUTION) else Call.OPEN


def is_recommendation(found: Finding) -> bool:
    """Return whether a finding says that something recommended is not there."""
    path = found.path or ""
    missing = found.component == SH.MinCountConstraintComponent and is_iri(path)
    return missing and found.severity is Severity.WARNING


_JUDGES: Final[Mapping[str, Callable[[Circumstances, str], Call]]] = {
    DCT.license: Circumstances._of_terms,
    DCT.format: Circumstances._of_file,
    DISTRIBUTION: Circumstances._of_open_dataset,
    **dict.fromkeys(_ENDS, Circumstances._of_order),
    **dict.fromkeys(_COPYRIGHT, Circumstances._of_copyright),
    **dict.fromkeys(_ATTRIBUTION, Circumstances._of_attribution),
}
"""Property -> who says whether it is due where it is recommended and missing; of all others it is open."""
