"""The triples, indexed by subject and predicate, and the place where each was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE

Triple = tuple[str, str, str]
_MANY = 64
"""From how many objects on a set is kept beside their list: a catalogue has one for each of its datasets."""
_NOTHING: Mapping[str, list[str]] = {}


class Graph:
    """A set of triples of terms (see `terms`), in order of insertion.

    `index` is subject -> predicate -> objects and may be read directly where speed counts. `places` knows
    where a triple was typed, `node_places` where a subject was declared; both are empty for graphs that were
    parsed. `labels` are the blank nodes that have another label where they come from -> that one. `starts`
    are the lines, from 1, where the subjects begin in a file that has a line for each triple, in the order of
    the index; it is empty for all other graphs.
    """

    __slots__ = ("_inverse", "_members", "index", "labels", "node_places", "places", "starts")

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self.index: dict[str, dict[str, list[str]]] = {}
        self.places: dict[Triple, Place] = {}
        self.node_places: dict[str, Place] = {}
        self.labels: dict[str, str] = {}
        self.starts: Sequence[int] = ()
        self._inverse: dict[str, dict[str, list[str]]] | None = None
        self._members: dict[tuple[str, str], set[str]] = {}
        for subject, predicate, value in triples:
            self.add(subject, predicate, value)

    @classmethod
    def over(cls, index: dict[str, dict[str, list[str]]]) -> Graph:
        """Return a graph over an index that there is already; it shares it, and knows no places."""
        graph = cls()
        graph.index = index
        return graph

    def add(self, subject: str, predicate: str, value: str, place: Place | None = None) -> None:
        """Add a triple; a second mention changes nothing, and the first place stands."""
        predicates = self.index.get(subject)
        if predicates is None:
            self.index[subject] = {predicate: [value]}
        elif predicate not in predicates:
            predicates[predicate] = [value]
        elif not self._append(subject, predicate, value):
            return
        self._inverse = None
        self.starts = ()
        if place is not None:
            self.places[subject, predicate, value] = place

    def _append(self, subject: str, predicate: str, value: str) -> bool:
        """Add an object to others, unless it is among them: looked up in a set where there are many."""
        values = self.index[subject][predicate]
        if len(values) < _MANY:
            known = value in values
        else:
            members = self._members.get((subject, predicate))
            if members is None or len(members) != len(values):
                members = self._members[subject, predicate] = set(values)
            known = value in members
            members.add(value)
        if not known:
            values.append(value)
        return not known

    def update(self, other: Graph) -> None:
        """Add all triples and places of another graph."""
        for subject, predicate, value in other:
            self.add(subject, predicate, value)
        self.places = {**other.places, **self.places}
        self.node_places = {**other.node_places, **self.node_places}

    def predicates(self, subject: str) -> Mapping[str, list[str]]:
        """Return predicate -> objects of a subject; empty when it is not described."""
        return self.index.get(subject, _NOTHING)

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        """Return the objects of a subject and predicate."""
        return self.index.get(subject, _NOTHING).get(predicate, ())

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """Return the subjects that have this predicate and object, in order of insertion."""
        return self.inverse().get(predicate, _NOTHING).get(value, ())

    def inverse(self) -> dict[str, dict[str, list[str]]]:
        """Return the index predicate -> object -> subjects, made when first asked for."""
        if self._inverse is None:
            inverse: dict[str, dict[str, list[str]]] = {}
            for subject, predicate, value in self:
                inverse.setdefault(predicate, {}).setdefault(value, []).append(subject)
            self._inverse = inverse
        return self._inverse

    def types(self, subject: str) -> Sequence[str]:
        """Return the rdf:type values of a subject."""
        return self.objects(subject, TYPE)

    def instances(self, type_: str) -> Sequence[str]:
        """Return the subjects with an rdf:type, in order of insertion; subclasses are not followed."""
        return [subject for subject, predicates in self.index.items() if type_ in predicates.get(TYPE, ())]

    def __iter__(self) -> Iterator[Triple]:
        for subject, predicates in self.index.items():
            for predicate, values in predicates.items():
                for value in values:
                    yield subject, predicate, value

    def __contains__(self, triple: Triple) -> bool:
        return triple[2] in self.objects(triple[0], triple[1])

    def __len__(self) -> int:
        return sum(len(values) for predicates in self.index.values() for values in predicates.values())
