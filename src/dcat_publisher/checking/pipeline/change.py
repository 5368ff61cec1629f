"""What has changed between two runs, as keys of what a unit may have read; so, which units to do again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dcat_publisher.checking.pipeline.index import CLASSES, CODES, PartIndex, coded_nodes, members_of
from dcat_publisher.checking.pipeline.nodes import EVERYTHING, NODE, PLACES, TYPES, inverse_key
from dcat_publisher.checking.pipeline.parts import RANGE_SHIFT, Bindings, Index, Said, Symbols, meaning
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.names import SUB_CLASS_OF
from dcat_publisher.vocabulary import Vocabulary


class Former(NamedTuple):
    """The catalogue at the end of the last run."""

    parts: Sequence[Symbols]
    bindings: Bindings
    catalog: str | None
    claimed: frozenset[str]


class Pair(NamedTuple):
    """A part before and now: its number, its symbols and what it said; None where it was or is not there."""

    old: tuple[Symbols, Index] | None
    new: int | None


@dataclass
class Changes:
    """What has changed.

    `keys` are those of reads. `nodes` are what is said of differently, `free` those of them that only links
    may tell of, before or now: whoever links to them has not noted it. `moved` are nodes with other links to
    them, `objects` those that something else leads to by a predicate.
    """

    keys: set[str] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    objects: set[tuple[str, str]] = field(default_factory=set)
    everything: bool = False

    def node(self, name: str, before: Said | None, now: Said | None) -> None:
        """Hold what was said of a node against what is."""
        if before == now:
            return
        self.keys.add(f"{NODE}{name}")
        self.nodes.add(name)
        if before is None or now is None or before.get(TYPE) != now.get(TYPE):
            self.keys.add(f"{TYPES}{name}")
        if before is None or now is None:
            self.free.add(name)

    def leading(self, predicate: str, name: str) -> None:
        """Note that others lead to a node now."""
        self.keys.add(inverse_key(predicate, name))
        self.objects.add((predicate, name))


def changes_between(
    former: Former, pairs: Sequence[Pair], index: PartIndex, load: Callable[[int], Index]
) -> Changes:
    """Return what has changed since the last run; `pairs` are the parts that are not the same."""
    found = Changes()
    for old, number in pairs:
        before, now = {} if old is None else old[1], {} if number is None else load(number)
        for name in before.keys() | now.keys():
            found.keys.add(f"{PLACES}{name}")
            found.node(name, before.get(name), now.get(name))
        _compare_backward(old, number, former, index, found)
    _compare_links(pairs, former, index, found)
    _compare_members(pairs, former, index, found)
    _compare_codes(former, pairs, index, index.vocabulary, found)
    return found


def _compare_backward(
    old: tuple[Symbols, Index] | None, number: int | None, former: Former, index: PartIndex, found: Changes
) -> None:
    before = set() if old is None else set(_backward(old[0], former.bindings))
    now = set() if number is None else set(_backward(index.parts[number], index.bindings))
    for _, predicate, value in before ^ now:
        found.leading(predicate, value)
        found.everything |= predicate == SUB_CLASS_OF


def _backward(symbols: Symbols, bindings: Bindings) -> Iterator[tuple[str, str, str]]:
    for subject, predicate, value in symbols.backward:
        node, term = meaning(subject, bindings), meaning(value, bindings)
        if node is not None and term is not None:
            yield node, predicate, term


def _compare_links(pairs: Sequence[Pair], former: Former, index: PartIndex, found: Changes) -> None:
    """Find the nodes that are linked to otherwise, and those that get other classes by that."""
    numbers = {number for _, number in pairs}
    before: dict[str, int] = {}
    touched: set[str] = set()
    for old, number in pairs:
        was = {} if old is None else _links(old[0], former.bindings)
        now = {} if number is None else _links(index.parts[number], index.bindings)
        for name in was.keys() | now.keys():
            if was.get(name) != now.get(name):
                touched.add(name)
        found.moved |= was.keys() ^ now.keys()
        for name, bits in was.items():
            before[name] = before.get(name, 0) | bits
    for name in touched:
        rest = after = 0
        for number, bits in index.linking(name):
            after |= bits
            rest |= 0 if number in numbers else bits
        if (rest | before.get(name, 0)) >> RANGE_SHIFT != after >> RANGE_SHIFT:
            found.keys |= {f"{NODE}{name}", f"{TYPES}{name}"}
            found.nodes.add(name)
            found.free.add(name)


def _links(symbols: Symbols, bindings: Bindings) -> dict[str, int]:
    found: dict[str, int] = {}
    for target, bits in zip(symbols.links, symbols.bits, strict=True):
        name = meaning(target, bindings)
        if name is not None:
            found[name] = found.get(name, 0) | bits
    return found


def _compare_members(pairs: Sequence[Pair], former: Former, index: PartIndex, found: Changes) -> None:
    is_same = [old[0].members for old, _ in pairs if old is not None] == [
        index.parts[number].members for _, number in pairs if number is not None
    ]
    if is_same and (former.claimed, former.catalog) == (index.claimed, index.catalog):
        return
    for predicate, classes in CLASSES.items():
        before = _members(former.parts, classes) if predicate not in former.claimed else set()
        now = set(index.members.get(predicate, ()))
        for name in before ^ now:
            found.leading(predicate, name)
        if before != now or former.catalog != index.catalog:
            for name in filter(None, (former.catalog, index.catalog)):
                found.keys.add(f"{NODE}{name}")
                found.nodes.add(name)


def _members(parts: Iterable[Symbols], classes: frozenset[str]) -> set[str]:
    return {name for symbols in parts for name in members_of(symbols, classes)}


def _compare_codes(
    former: Former, pairs: Sequence[Pair], index: PartIndex, vocabulary: Vocabulary, found: Changes
) -> None:
    """Find the concepts that come into use, or are used no more."""
    before, now = (
        _concepts([old[0] for old, _ in pairs if old]),
        _concepts([index.parts[number] for _, number in pairs if number is not None]),
    )
    if before == now and former.bindings == index.bindings:
        return
    coded = coded_nodes(former.parts, former.bindings, vocabulary)
    for name in coded.keys() | index.coded.keys():
        found.node(name, _as_dict(coded.get(name)), _as_dict(index.coded.get(name)))


def _as_dict(said: Mapping[str, list[str]] | None) -> Said | None:
    return None if said is None else dict(said)


def _concepts(parts: Sequence[Symbols]) -> set[str]:
    return {term for symbols in parts for term in (*symbols.concepts, *symbols.schemes)}


def dirty_units(
    changes: Changes, changed: Iterable[int], reads: Mapping[int, frozenset[str]], index: PartIndex,
    unit_of: Mapping[int, int], objects: frozenset[str], load: Callable[[int], Index],
) -> set[int]:  # fmt: skip
    """Return the units that have to be done again; `changed` are the parts that are not the same.

    `objects` are the predicates whose objects shapes have for a target.
    """
    if changes.everything:
        return {*unit_of.values()}
    dirty = {unit_of[number] for number in changed}
    keys = changes.keys
    dirty |= {unit for unit, known in reads.items() if not known.isdisjoint(keys) or EVERYTHING in known}
    parts = {number for name in changes.nodes for number in index.describing(name)}
    parts |= {number for name in changes.free for number, _ in index.linking(name)}
    parts |= {CODES} if any(_is_coded(name, index) for name in changes.nodes) else set()
    for name in changes.moved:
        if name not in index.coded and not any(name in load(number) for number in index.describing(name)):
            parts |= {number for number, _ in [*index.linking(name)][:1]}
    for predicate, name in changes.objects:
        if predicate in objects:
            parts |= {*index.describing(name), *(number for number, _ in index.linking(name)), CODES}
    return dirty | {unit_of[number] for number in parts}


def _is_coded(name: str, index: PartIndex) -> bool:
    return name in index.coded or name in index.linked_by_codes or name == index.catalog
