"""What a harvest will change: datasets added, changed, removed and moved since an earlier document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.findings import Message, Severity
from dcat_publisher.harvest.faults import Fault
from dcat_publisher.harvest.names import IDENTIFIER, TITLE
from dcat_publisher.harvest.rehearsal import Rehearsal
from dcat_publisher.rules.model import words
from dcat_publisher.terms import iri_value, language, lexical

_SAME: Final = {
    IDENTIFIER: words("identifikatoren", "identifikatoren", "the identifier"),
    TITLE: words("tittelen", "tittelen", "the title"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One dataset under another address: the old term, the new one, and the property that gives it away."""

    old: str
    new: str
    same: str


@dataclass(slots=True)
class Changes:
    """Datasets by what happens to them, as terms in order; `moved` ones are also among added and removed."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    catalogs: list[tuple[str, str]] = field(default_factory=list)


def changes_between(old: Rehearsal, new: Rehearsal) -> Changes:
    """Compare two harvests; when the new one is refused, nothing changes."""
    if not new.accepted:
        return Changes()
    added = [subject for subject in new.hashes if subject not in old.hashes]
    removed = [subject for subject in old.hashes if subject not in new.hashes]
    changed = [subject for subject, digest in new.hashes.items() if old.hashes.get(subject, digest) != digest]
    gone = [catalog for catalog in old.catalogs if catalog not in new.catalogs]
    come = [catalog for catalog in new.catalogs if catalog not in old.catalogs]
    return Changes(
        added, changed, removed, list(_moves(old, new, removed, added)), list(zip(gone, come, strict=False))
    )


def _moves(old: Rehearsal, new: Rehearsal, removed: list[str], added: list[str]) -> Iterator[Move]:
    """Pair what went with what came: by identifier first, then by title; each at most once."""
    waiting = list(added)
    paired: set[str] = set()
    for predicate in (IDENTIFIER, TITLE):
        for former in removed:
            keys = _keys(old, former, predicate)
            match = next((subject for subject in waiting if keys & _keys(new, subject, predicate)), None)
            if former not in paired and match is not None:
                paired.add(former)
                waiting.remove(match)
                yield Move(former, match, predicate)


def _keys(rehearsal: Rehearsal, subject: str, predicate: str) -> set[tuple[str | None, str]]:
    values = rehearsal.graph.objects(subject, predicate)
    return {(language(value), lexical(value).strip().casefold()) for value in values} - {(None, "")}


def change_faults(changes: Changes, old: Rehearsal, new: Rehearsal, allowed: int) -> Iterator[Fault]:
    """Give the removals, as errors unless that many are allowed, and the changes of identity."""
    severity = Severity.INFO if len(changes.removed) <= allowed else None
    for subject in changes.removed:
        blanks: dict[str, str | Message] = {
            "title": title_of(old, subject), "iri": iri_value(subject), "number": str(len(changes.removed)),
        }  # fmt: skip
        yield Fault("H401", blanks, severity=severity)
    for move in changes.moved:
        blanks = {
            "title": title_of(new, move.new), "old": iri_value(move.old), "iri": iri_value(move.new),
            "same": _SAME[move.same],
        }  # fmt: skip
        yield Fault("H402", blanks, focus=move.new)
    for former, now in changes.catalogs:
        yield Fault("H403", {"old": iri_value(former), "iri": iri_value(now)}, focus=now)


def title_of(rehearsal: Rehearsal, subject: str) -> str:
    """Give a title to call a dataset by: Norwegian when there is one, else any, else its address."""
    titles = {language(value): lexical(value) for value in rehearsal.graph.objects(subject, TITLE)}
    named = (titles.get(tag) for tag in ("nb", "nn", "no", None, "en"))
    return next((title for title in named if title), next(iter(titles.values()), iri_value(subject)))
