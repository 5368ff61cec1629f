"""The profiles that a source folder is checked against: what all ask together, what each says of its view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dcat_publisher.checking.node_rules import node_findings
from dcat_publisher.checking.pipeline.opening import Opened
from dcat_publisher.checking.pipeline.scan import digest_of
from dcat_publisher.checking.pipeline.tasks import Runner
from dcat_publisher.checking.pipeline.units import Verdict
from dcat_publisher.checking.placed_nodes import GraphPlaces
from dcat_publisher.checking.validation import knows_register
from dcat_publisher.checking.views.judging import joined, judged
from dcat_publisher.checking.views.variables import add_variables, has_variables
from dcat_publisher.checking.views.view import View, Viewed, views_of
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.ownership import other_terms
from dcat_publisher.vocabulary.profile import Profile


@dataclass(frozen=True)
class Profiles:
    """The profiles in use, the first of which is published at the usual addresses, and their vocabulary."""

    all: tuple[Profile, ...]
    vocabulary: Vocabulary

    @property
    def first(self) -> Profile:
        """The profile at the usual addresses."""
        return self.all[0]

    @property
    def is_plain(self) -> bool:
        """Whether all that there is to judge is the graph of the catalogue: one profile, and no view."""
        return len(self.all) == 1 and self.first.view is None

    @cached_property
    def digest(self) -> bytes:
        """The digest of all rules and views."""
        views = [profile.view for profile in self.all if profile.view is not None]
        return digest_of([*(file for profile in self.all for file in profile.files), *views])

    @cached_property
    def properties(self) -> Mapping[str, frozenset[str]]:
        """The properties that shapes are about, by class: those of other profiles as far as they are theirs.

        What the first profile has words for is inherited where the first profile has it, so that another one
        changes nothing in it.
        """
        others = other_terms(self.first, self.all, self.vocabulary)
        found = {class_: set(paths) for class_, paths in self.first.properties.items()}
        for profile in self.all[1:]:
            for class_, paths in profile.properties.items():
                found.setdefault(class_, set()).update(filter(others.has, paths))
        return {class_: frozenset(paths) for class_, paths in found.items()}

    def properties_of(self, class_: str) -> frozenset[str]:
        """Return the properties that the shapes of a class are about."""
        return self.properties.get(class_, frozenset())

    @property
    def plain(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The properties as plain values."""
        return tuple((class_, tuple(sorted(paths))) for class_, paths in sorted(self.properties.items()))

    def views(self, opened: Opened, graph: Graph, runner: Runner | None = None) -> list[View]:
        """Return what each profile publishes of a folder, whose whole graph is given."""
        records = dict.fromkeys(iri(record.iri) for record in opened.records)
        viewed = Viewed(graph, opened.state.catalog or "", tuple(records))
        found = views_of(viewed, self.all, self.vocabulary, runner)
        for view in found:
            if not view.is_whole and has_variables(view.profile):
                add_variables(view.graph, graph, opened.lists.of_dataset)
        return found


def verdict_of(
    views: Sequence[View], usual: Sequence[Verdict] | None, graph: Graph, whole: Place
) -> Verdict:
    """Return the verdict on views; `usual` are those on the first, where they are given already."""
    first = views[0].profile
    if usual is None:
        results = judged(views[0], graph, whole)
        register = knows_register(first.shapes)
        numbers = list(node_findings(GraphPlaces(graph), graph.index, whole, register=register))
    else:
        results = [found for each in usual for found in each.results]
        numbers = [found for each in usual for found in each.numbers]
    if len(views) > 1:
        others = [(view.profile.name, judged(view, graph, whole)) for view in views[1:]]
        results = joined([(first.name, results), *others])
    return Verdict(results, numbers, frozenset())


__all__ = ["Profiles", "verdict_of"]
