"""What each of the profiles in use publishes of a folder, and what is found in that."""

from __future__ import annotations

from collections.abc import Sequence

from dcat_publisher.checking.node_rules import node_findings
from dcat_publisher.checking.pipeline.opening import Opened
from dcat_publisher.checking.pipeline.profiles import Profiles
from dcat_publisher.checking.pipeline.tasks import Runner
from dcat_publisher.checking.pipeline.units import Verdict
from dcat_publisher.checking.placed_nodes import GraphPlaces
from dcat_publisher.checking.validation import knows_register
from dcat_publisher.checking.views.judging import joined, judged
from dcat_publisher.checking.views.variables import add_variables, has_variables
from dcat_publisher.checking.views.view import View, Viewed
from dcat_publisher.checking.views.view import views_of as views_on
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri


def views_of(
    profiles: Profiles, opened: Opened, graph: Graph, runner: Runner | None = None
) -> list[View]:
    """Return what each profile publishes of a folder, whose whole graph is given."""
    records = dict.fromkeys(iri(record.iri) for record in opened.records)
    viewed = Viewed(graph, opened.state.catalog or "", tuple(records))
    found = views_on(viewed, profiles.all, profiles.vocabulary, runner)
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


__all__ = ["verdict_of", "views_of"]
