"""Measurements to scores: the best distribution merged with the dataset, by metric, dimension and in sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dcat_publisher.insight.scores.measure import (
    DISTRIBUTION_CLASS,
    Lists,
    Measured,
    Statuses,
    dataset_measures,
    distribution_measures,
)
from dcat_publisher.insight.scores.metrics import BY_NAME, METRICS, Dimension, Level, Metric, Scheme, maximum
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message, words
from dcat_publisher.model.named_terms import DISTRIBUTION
from dcat_publisher.model.terms import is_iri

_EXCELLENT: Final = words("Utmerket", "Framifrå", "Excellent")
_GOOD: Final = words("God", "God", "Good")
_SUFFICIENT: Final = words("Tilstrekkelig", "Tilstrekkeleg", "Sufficient")
_BAD: Final = words("Dårlig", "Dårleg", "Bad")


@dataclass(frozen=True, slots=True)
class Assessment:
    """The score of one dataset in one assessment.

    `measured` is the outcome by metric, None where nothing was measured; `best` is the distribution whose
    values count. `voided` tells that an untyped distribution keeps the others from being measured.
    """

    subject: str
    scheme: Scheme
    measured: Measured
    best: str | None = None
    voided: bool = False

    def points(self, metric: Metric) -> int:
        """Return the points won for a metric."""
        return metric.points(self.scheme) if self.measured.get(metric.name) else 0

    def total(self, dimension: Dimension | None = None) -> int:
        """Return the points won, in sum or in one dimension."""
        return sum(
            self.points(metric) for metric in METRICS if dimension is None or metric.dimension is dimension
        )

    def unmeasured(self) -> int:
        """Return the points that depend on addresses which were not asked."""
        return sum(metric.points(self.scheme) for metric in METRICS if self.is_unmeasured(metric))

    def is_unmeasured(self, metric: Metric) -> bool:
        """Return whether a metric's address exists and was not asked."""
        return metric.level is Level.URL and self.measured.get(metric.name, False) is None

    def missing(self) -> list[Metric]:
        """Return the metrics whose points could be won and are not, the most worth first."""
        lacking = (metric for metric in METRICS if metric.points(self.scheme) and not self.points(metric))
        open_ = [
            metric
            for metric in lacking
            if metric.is_reachable(self.scheme) and not self.is_unmeasured(metric)
        ]
        return sorted(open_, key=lambda metric: -metric.points(self.scheme))

    def rating(self) -> Message:
        """Return the rating in words."""
        return rating(self.total(), self.scheme)


def rating(points: float, scheme: Scheme) -> Message:
    """Return the rating for a number of points: by points in the EU, by percentage nationally."""
    if scheme is Scheme.EU:
        steps = ((351, _EXCELLENT), (221, _GOOD), (121, _SUFFICIENT))
        return next((word for least, word in steps if points >= least), _BAD)
    share = points / maximum(scheme)
    if share >= 0.75:
        return _EXCELLENT
    return _GOOD if share >= 0.5 else _SUFFICIENT if share > 0.25 else _BAD


def assess(
    graph: Graph, subject: str, scheme: Scheme, lists: Lists, statuses: Statuses, *, complies: bool
) -> Assessment:
    """Assess a dataset on its own graph; `complies` is what the check of its profile said."""
    own = {**dataset_measures(graph, subject, scheme, lists), "dcatApCompliance": complies}
    nodes = [value for value in graph.objects(subject, DISTRIBUTION) if is_iri(value)]
    voided = scheme is Scheme.FDK and any(DISTRIBUTION_CLASS not in graph.types(node) for node in nodes)
    candidates = {
        node: distribution_measures(graph, node, scheme, lists, statuses)
        for node in nodes
        if not voided and DISTRIBUTION_CLASS in graph.types(node)
    }
    merged = {node: _merged(own, measures, scheme) for node, measures in candidates.items()}
    found = [Assessment(subject, scheme, measures, node) for node, measures in merged.items()]
    if not found:
        return Assessment(subject, scheme, own, voided=voided)
    return max(reversed(found), key=Assessment.total)  # of equals the portal takes the last


def _merged(own: Measured, distribution: Measured, scheme: Scheme) -> Measured:
    """Take the better value of each metric; in the EU a distribution's dates stand for the dataset's."""
    found: dict[str, bool | None] = dict(own)
    for name, value in distribution.items():
        former = found.get(name)
        if (
            (scheme is Scheme.EU and name in ("dateIssuedAvailability", "dateModifiedAvailability"))
            or former is None
            or (value is not None and value > former)
        ):
            found[name] = value
    return found


def mean(assessments: Iterable[Assessment], dimension: Dimension | None = None) -> float:
    """Return the mean of the scores; 0 for none."""
    totals = [assessment.total(dimension) for assessment in assessments]
    return sum(totals) / len(totals) if totals else 0.0


def gains(assessments: Sequence[Assessment]) -> Mapping[str, list[str]]:
    """Return what can be gained: metric -> the datasets that lack it, the most points in sum first."""
    found: dict[str, list[str]] = {}
    for assessment in assessments:
        for metric in assessment.missing():
            found.setdefault(metric.name, []).append(assessment.subject)
    if not assessments:
        return {}
    scheme = assessments[0].scheme
    return dict(sorted(found.items(), key=lambda item: -BY_NAME[item[0]].points(scheme) * len(item[1])))
