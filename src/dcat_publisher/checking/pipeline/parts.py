"""A part: what one file says, or a few that speak of the same nodes; local names are still open in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dcat_publisher.checking.pipeline.places import KeptFinding, KeptPlace, PackedPlaces
from dcat_publisher.model.place import Place
from dcat_publisher.source.mapping.open_names import OPEN

Said = dict[str, list[str]]
"""Predicate -> objects of one node."""
Index = dict[str, Said]
Bindings = Mapping[str, str | None]
"""Open reference -> the term that it means, None where it means nothing."""
KeptRecord = tuple[str, str, str, KeptPlace, tuple[str, ...], str]
"""Path, IRI, address, place, stated types and label of a record."""
KeptReference = tuple[str, str, str, KeptPlace, KeptFinding | None, str | None, bool]
"""An `OpenReference`."""
KeptWords = tuple[tuple[str, tuple[tuple[str, str | None], ...]], ...]
"""The `words` of an `UnsureKey`."""
KeptUnsure = tuple[str, str, KeptPlace, KeptWords, bool]
"""An `UnsureKey`."""
KeptLikeness = tuple[str, str, str, str, str, KeptPlace]
"""A `Likeness`."""
KeptDate = tuple[str, str, str, KeptPlace]
"""A `Dated`."""
KeptList = tuple[str, str, str, KeptPlace]
"""A `NamedList`."""
TYPED_HERE = 1
INHERITED = 2
RANGE_SHIFT = 2
"""The bits of a link: whether it stands in a file of the part, or among the defaults; then the classes that
follow from the properties."""


class Symbols(NamedTuple):
    """What is known of a part without loading it.

    `unread` are paths of files without a tree, with the keys seen in them. `documents` are the IRIs, without
    fragments, of what is described, `asked` those of which it matters whether others describe them. `links`
    are what the part leads to, with their `bits`; `inherited` those among them that stand in the defaults,
    with the place. `backward` are the triples that shapes follow backwards, `typed` the classes of nodes that
    are not nested, `classes` all that occur. `claims` tell who
    is said to have members by which predicate. `faults` says whether there is a finding, `loose` whether a
    fragment is not found. `likenesses` and `dated` are each a `Likeness` and a `Dated`, `lists` the lists of
    variables that are named, `norwegian` the files with most keys in Norwegian.
    """

    records: tuple[KeptRecord, ...] = ()
    unread: tuple[tuple[str, tuple[str, ...] | None], ...] = ()
    documents: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    bits: tuple[int, ...] = ()
    inherited: tuple[tuple[str, KeptPlace], ...] = ()
    backward: tuple[tuple[str, str, str], ...] = ()
    typed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    classes: tuple[str, ...] = ()
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()
    concepts: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()
    faults: bool = False
    loose: bool = False
    pinned: bool = False
    likenesses: tuple[KeptLikeness, ...] = ()
    dated: tuple[KeptDate, ...] = ()
    lists: tuple[KeptList, ...] = ()
    norwegian: tuple[str, ...] = ()


class Places(NamedTuple):
    """Where a part's triples, in the order of its graph, and its nodes were typed; see `PlaceCodec.pack`."""

    triples: PackedPlaces
    nodes: tuple[str, ...]
    of_nodes: PackedPlaces

    @property
    def are_pinned(self) -> bool:
        """Whether one of them is in another file, and none of the places of defaults."""
        return any(isinstance(place[0], str) for _, place in (*self.triples[1], *self.of_nodes[1]))


class Remarks(NamedTuple):
    """What was found in a part, its open references, and references to fragments that it does not describe.

    `unsure` are unknown keys of which only the names of all parts tell what they were meant for.
    """

    findings: list[KeptFinding]
    references: list[KeptReference]
    loose: list[tuple[str, str, KeptPlace]]
    unsure: list[KeptUnsure]


class OpenGraph(NamedTuple):
    """What a part says; `lists` are the subjects and predicates with open references among the objects.

    `subjects` are those that are open themselves, since a key leads from their object to them.
    """

    said: Index
    lists: tuple[tuple[str, str], ...]
    subjects: tuple[str, ...]


class Part(NamedTuple):
    """A part as it was compiled."""

    symbols: Symbols
    graph: OpenGraph
    places: Places
    remarks: Remarks


def document_of(node: str) -> str:
    """Return the IRI of the document that a node is in: what stands before the fragment."""
    cut = node.find("#")
    return node if cut < 0 else f"{node[:cut]}>"


def meaning(term: str, bindings: Bindings) -> str | None:
    """Return what a term of a part means."""
    return bindings.get(term) if term[0] == OPEN else term


def linked(graph: OpenGraph, bindings: Bindings) -> Index:
    """Return what a part says with the meaning of its names; what means nothing is left out.

    The graph is used up: its lists are changed.
    """
    index = graph.said
    for subject, predicate in graph.lists:
        said = index[subject]
        values = dict.fromkeys(bindings.get(value, value) for value in said[predicate])
        known = [value for value in values if value is not None and value[0] != OPEN]
        if known:
            said[predicate] = known
        else:
            del said[predicate]
            if not said:
                del index[subject]
    return _with_subjects(graph, bindings) if graph.subjects else index


def _with_subjects(graph: OpenGraph, bindings: Bindings) -> Index:
    found: Index = {}
    for subject, said in graph.said.items():
        node = meaning(subject, bindings)
        if node is not None:
            own = found.setdefault(node, {})
            for predicate, values in said.items():
                own[predicate] = list(dict.fromkeys([*own.get(predicate, ()), *values]))
    return {node: said for node, said in found.items() if said}


def triples(index: Index) -> Iterator[tuple[str, str, str]]:
    """Yield the triples of an index in order."""
    for subject, said in index.items():
        for predicate, values in said.items():
            for value in values:
                yield subject, predicate, value


Typed = dict[tuple[str, str, str], Place]
"""Triple -> where it was typed."""
