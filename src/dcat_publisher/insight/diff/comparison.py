"""Two graphs become entries: a record or a shared node, what happened to it, and its changes by property."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.insight.diff.alignment import aligned
from dcat_publisher.insight.diff.ownership import RECORDS, Ownership, Way, ownership
from dcat_publisher.insight.diff.variables import Lists, with_variables
from dcat_publisher.insight.harvest.moves import paired
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.namespaces import term
from dcat_publisher.model.terms import iri, iri_value, is_iri

_NO_LISTS: Final[tuple[Lists, Lists]] = ({}, {})
CODES: Final = frozenset((term("skos:Concept"), term("skos:ConceptScheme")))


class Kind(enum.Enum):
    """What happened to a record or a shared node; the value names it in output."""

    MOVED = "moved"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """The values of one property of one node that went and came; `way` leads from the record to the node."""

    node: str
    way: Way
    predicate: str
    removed: tuple[str, ...]
    added: tuple[str, ...]
    kept: tuple[str, ...] = ()


@dataclass(slots=True)
class Entry:
    """A record or a shared node that differs.

    `former` is the address that it moved from, `same` the property that gives it away; `users` are the
    records that lead to a shared node; `is_code` tells of code lists.
    """

    subject: str
    kind: Kind
    changes: list[Change] = field(default_factory=list)
    former: str | None = None
    same: str | None = None
    is_record: bool = True
    is_code: bool = False
    users: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Difference:
    """All that differs: entries, and the triples as they stand in each graph; blank nodes are named alike."""

    old_name: str
    new_name: str
    old: Graph
    new: Graph
    entries: list[Entry] = field(default_factory=list)
    removed: list[Triple] = field(default_factory=list)
    added: list[Triple] = field(default_factory=list)

    def number(self, kind: Kind) -> int:
        """Return how many records something happened to."""
        return sum(entry.kind is kind for entry in self.records())

    def records(self) -> list[Entry]:
        """Return the entries of catalogues, datasets, series and services."""
        return [entry for entry in self.entries if entry.is_record]

    def shared(self) -> list[Entry]:
        """Return the entries of nodes that several records lead to, without the code lists."""
        return [entry for entry in self.entries if not entry.is_record and not entry.is_code]

    def codes(self) -> list[Entry]:
        """Return the entries of code lists and their codes."""
        return [entry for entry in self.entries if entry.is_code]


def compare(
    old_name: str, old: Graph, new_name: str, new: Graph, lists: tuple[Lists, Lists] = _NO_LISTS
) -> Difference:
    """Compare two catalogues, with their lists of variables.

    Datasets that moved are compared with what they were under the old address.
    """
    old, new = aligned(old, new)
    removed, added = list(_without(old, new)), list(_without(new, old))
    old, new = with_variables(old, lists[0]), with_variables(new, lists[1])
    found = Difference(old_name, new_name, old, new, removed=removed, added=added)
    moves = _moves(old, new)
    there = _moved(old, moves)
    entries = _entries(there, new, ownership(_both(new, there)), moves)
    found.entries = sorted(entries, key=lambda entry: (not entry.is_record, _ORDER[entry.kind]))
    return found


_ORDER: Final = {kind: number for number, kind in enumerate(Kind)}


def _without(graph: Graph, other: Graph) -> Iterator[Triple]:
    """Yield the triples of a graph that another lacks; most nodes are the same in both."""
    for subject, predicates in graph.index.items():
        there = other.predicates(subject)
        if predicates == there:
            continue
        for predicate, values in predicates.items():
            known = set(there.get(predicate, ()))
            yield from ((subject, predicate, value) for value in values if value not in known)


def _both(new: Graph, old: Graph) -> Graph:
    """Return the triples of both graphs, to be read only: what only one of them describes is not copied."""
    both = Graph()
    both.index = {**old.index, **new.index}
    for subject, predicates in old.index.items():
        now = new.index.get(subject, predicates)
        if predicates != now:
            both.index[subject] = {
                predicate: list(dict.fromkeys((*now.get(predicate, ()), *predicates.get(predicate, ()))))
                for predicate in dict.fromkeys((*now, *predicates))
            }
    return both


def _moves(old: Graph, new: Graph) -> Mapping[str, tuple[str, str]]:
    """Pair records that went with records that came: new -> (old, what both have)."""
    gone = [node for node in _records(old) if node not in new.index]
    come = [node for node in _records(new) if node not in old.index]
    return paired(old, gone, new, come)


def _records(graph: Graph) -> list[str]:
    """Return the records of a graph that have an address."""
    return [node for class_ in RECORDS for node in graph.instances(class_) if is_iri(node)]


def _moved(graph: Graph, moves: Mapping[str, tuple[str, str]]) -> Graph:
    """Return the old graph with moved records, and the parts that bear their address, under the new one."""
    if not moves:
        return graph
    names = {former: now for now, (former, _) in moves.items()}

    def named(node: str) -> str:
        if not is_iri(node):
            return node
        address, hash_, part = iri_value(node).partition("#")
        now = names.get(iri(address))
        return node if now is None else iri(f"{iri_value(now)}{hash_}{part}")

    return Graph((named(subject), predicate, named(value)) for subject, predicate, value in graph)


def _entries(
    old: Graph, new: Graph, owned: Ownership, moves: Mapping[str, tuple[str, str]]
) -> Iterator[Entry]:
    found: dict[str, Entry] = {}
    for now, (former, same) in moves.items():
        found[now] = Entry(now, Kind.MOVED, former=former, same=same)
    for node in dict.fromkeys((*new.index, *old.index)):
        if old.index.get(node) == new.index.get(node):
            continue
        changes = list(_changes(old, new, node, owned.way.get(node, ())))
        if not changes:
            continue
        subject = owned.owner.get(node, node)
        entry = found.get(subject)
        if entry is None:
            entry = found[subject] = _entry(subject, old, new, owned)
        entry.changes += changes
    yield from found.values()


def _entry(subject: str, old: Graph, new: Graph, owned: Ownership) -> Entry:
    kind = Kind.CHANGED if subject in old.index and subject in new.index else None
    if kind is None:
        kind = Kind.ADDED if subject in new.index else Kind.REMOVED
    is_record = subject in owned.records
    is_code = not is_record and not CODES.isdisjoint((*old.types(subject), *new.types(subject)))
    users = [] if is_record else owned.users.get(subject, [])
    return Entry(subject, kind, is_record=is_record, is_code=is_code, users=users)


def _changes(old: Graph, new: Graph, node: str, way: Way) -> Iterator[Change]:
    before, after = old.predicates(node), new.predicates(node)
    for predicate in dict.fromkeys((*after, *before)):
        was, is_ = before.get(predicate, []), after.get(predicate, [])
        known, stays = set(is_), set(was).intersection(is_)
        gone = tuple(value for value in was if value not in known)
        come = tuple(value for value in is_ if value not in stays)
        if gone or come:
            yield Change(node, way, predicate, gone, come, tuple(value for value in is_ if value in stays))


__all__ = ["Change", "Difference", "Entry", "Kind", "compare"]
