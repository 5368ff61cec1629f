"""What a harvest will change: datasets added, changed, removed and moved since an earlier document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.moves import SAME_KEYS, paired
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.model.finding import Severity
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message, Words
from dcat_publisher.model.named_terms import TITLE
from dcat_publisher.model.terms import iri_value, language, lexical

_SAME: Final = Words(__file__).group("same")


@dataclass(frozen=True, slots=True)
class Move:
    """One dataset under another address: the old term, the new one, and the property that gives it away."""

    old: str
    new: str
    same: str


@dataclass(slots=True)
class Changes:
    """Datasets by what happens to them, as terms in order; `moved` ones are also among added and removed.

    `through` gives, for a changed dataset, the nodes that differ when it is not the dataset's own statements:
    an agent that many datasets name changes them all. `catalogs` are those that change, or take another
    address: `moved_catalogs` pairs the old one and the new.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    catalogs: list[str] = field(default_factory=list)
    moved_catalogs: list[tuple[str, str]] = field(default_factory=list)
    through: dict[str, list[str]] = field(default_factory=dict)


def changes_between(old: Rehearsal, new: Rehearsal) -> Changes:
    """Compare two harvests; when the new one is refused, nothing changes."""
    if not new.accepted:
        return Changes()
    before, after = old.split.datasets, new.split.datasets
    found = Changes(
        added=[subject for subject in after if subject not in before],
        removed=[subject for subject in before if subject not in after],
        changed=[subject for subject in after if subject in before and _differs(old, new, subject)],
        catalogs=[
            subject for subject in new.catalogs if subject in old.catalogs and _differs(old, new, subject)
        ],
    )
    gone = [catalog for catalog in old.catalogs if catalog not in new.catalogs]
    come = [catalog for catalog in new.catalogs if catalog not in old.catalogs]
    found.moved_catalogs = list(zip(gone, come, strict=False))
    pairs = paired(old.graph, found.removed, new.graph, found.added)
    found.moved = [Move(former, now, same) for now, (former, same) in pairs.items()]
    for subject in found.changed:
        nodes = _different_nodes(before[subject].graph, after[subject].graph)
        if subject not in nodes:
            found.through[subject] = nodes
    return found


def _differs(old: Rehearsal, new: Rehearsal, subject: str) -> bool:
    return old.hashes[subject] != new.hashes[subject]


def _different_nodes(old: Graph, new: Graph) -> list[str]:
    nodes = dict.fromkeys((*new.index, *old.index))
    return [node for node in nodes if _said(old, node) != _said(new, node)]


def _said(graph: Graph, node: str) -> dict[str, list[str]]:
    return {predicate: sorted(values) for predicate, values in graph.predicates(node).items()}


def change_faults(changes: Changes, old: Rehearsal, new: Rehearsal, allowed: int) -> Iterator[Fault]:
    """Yield the removals, as errors unless that many are allowed, and the changes of identity.

    Who allows the removals has meant the new addresses too; they are still pointed out.
    """
    severity = Severity.INFO if len(changes.removed) <= allowed else None
    moving = Severity.WARNING if len(changes.removed) <= allowed else None
    for subject in changes.removed:
        blanks: dict[str, str | Message] = {
            "title": title_of(old, subject), "iri": iri_value(subject), "number": str(len(changes.removed)),
        }  # fmt: skip
        yield Fault("H401", blanks, severity=severity)
    for move in changes.moved:
        blanks = {
            "title": title_of(new, move.new), "old": iri_value(move.old), "iri": iri_value(move.new),
            "same": _SAME[SAME_KEYS[move.same]],
        }  # fmt: skip
        yield Fault("H402", blanks, focus=move.new, dataset=move.new, severity=moving)
    for former, now in changes.moved_catalogs:
        yield Fault("H403", {"old": iri_value(former), "iri": iri_value(now)}, focus=now)


def title_of(rehearsal: Rehearsal, subject: str) -> str:
    """Return a title to call a dataset by: Norwegian when there is one, else any, else its address."""
    titles = {language(value): lexical(value) for value in rehearsal.graph.objects(subject, TITLE)}
    named = (titles.get(tag) for tag in ("nb", "nn", "no", None, "en"))
    return next((title for title in named if title), next(iter(titles.values()), iri_value(subject)))
