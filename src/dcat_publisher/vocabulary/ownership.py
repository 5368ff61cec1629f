"""What terms a profile can say, of all that the keys in use can: what only another one's keys say is not its.

So a key of one profile changes nothing in what another publishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE
from dcat_publisher.vocabulary import Vocabulary, vocabulary_in
from dcat_publisher.vocabulary.profile_model import Profile


@dataclass(frozen=True)
class OtherTerms:
    """Terms that only other profiles have words for: predicates, classes, and whole namespaces of them.

    `own` are the terms that the profile has words for, whatever namespace they are in.
    """

    predicates: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    spaces: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.predicates or self.classes or self.spaces)

    def has(self, term: str) -> bool:
        """Return whether only other profiles have a word for a predicate or class."""
        listed = term in self.predicates or term in self.classes
        return term not in self.own and (listed or term.startswith(self.spaces))

    def without(self, graph: Graph) -> Graph:
        """Return a graph without what is said in these terms: the very same where nothing is."""
        said = {predicate for each in graph.index.values() for predicate in each}
        classes = {class_ for each in graph.index.values() for class_ in each.get(TYPE, ())}
        predicates, dropped = set(filter(self.has, said)), set(filter(self.has, classes))
        if not predicates and not dropped:
            return graph
        index = {node: _without(each, predicates, dropped) for node, each in graph.index.items()}
        return Graph.over({node: said for node, said in index.items() if said})


def _without(said: dict[str, list[str]], predicates: set[str], classes: set[str]) -> dict[str, list[str]]:
    kept = {name: values for name, values in said.items() if name not in predicates}
    types = [value for value in kept.pop(TYPE, ()) if value not in classes]
    return {TYPE: types, **kept} if types else kept


def other_terms(profile: Profile, profiles: Sequence[Profile], vocabulary: Vocabulary) -> OtherTerms:
    """Return the terms that only the other profiles in use have words for; none where there are no others."""
    folders = {folder for each in profiles for folder in each.folders} - set(profile.folders)
    own = tuple(folder for folder in vocabulary.folders if folder not in folders)
    return OtherTerms() if own == vocabulary.folders else _terms_beyond(own, vocabulary)


def _terms_beyond(folders: tuple[Path, ...], vocabulary: Vocabulary) -> OtherTerms:
    own = vocabulary_in(folders)
    spaces = set(vocabulary.context.prefixes.values()) - set(own.context.prefixes.values())
    predicates, classes = _predicates(own), _classes(own)
    return OtherTerms(
        frozenset(_predicates(vocabulary) - predicates),
        frozenset(_classes(vocabulary) - classes),
        tuple(f"<{space}" for space in sorted(spaces)),
        frozenset(predicates | classes),
    )


def _predicates(vocabulary: Vocabulary) -> set[str]:
    return {definition.predicate for definition in vocabulary.context.definitions.values()}


def _classes(vocabulary: Vocabulary) -> set[str]:
    return {*_terms(vocabulary.context.types.values()), *vocabulary.known_classes}


def _terms(iris: Iterable[str]) -> Iterable[str]:
    return (f"<{one}>" for one in iris)


__all__ = ["OtherTerms", "other_terms"]
