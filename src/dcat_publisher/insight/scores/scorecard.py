"""Both assessments of all datasets of a catalogue: what tables, JSON, HTML and RDF are written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.insight.harvest.split import Part, split_document
from dcat_publisher.insight.scores.assessment import Assessment, assess
from dcat_publisher.insight.scores.compliance import Failure, failures
from dcat_publisher.insight.scores.eu_compliance import eu_failures
from dcat_publisher.insight.scores.measure import Lists, Statuses, is_assessed
from dcat_publisher.insight.scores.metrics import Scheme
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import TITLE, short
from dcat_publisher.model.terms import is_literal, language, lexical

CHECKS: Final = {Scheme.EU: eu_failures, Scheme.FDK: failures}
"""What each portal asks of a dataset's graph for the points of `dcatApCompliance`."""


@dataclass(slots=True)
class Scorecard:
    """The scores of a catalogue: assessments by scheme, in order of dataset, and what there is to say beside.

    `unassessed` are the nodes that get no score, `failures` what keeps each dataset from
    following the profile, `statuses` what addresses answered; empty when none was asked.
    """

    name: str
    graph: Graph
    assessments: dict[Scheme, list[Assessment]] = field(default_factory=dict)
    unassessed: list[str] = field(default_factory=list)
    failures: dict[Scheme, dict[str, list[Failure]]] = field(default_factory=dict)
    statuses: Statuses = field(default_factory=dict)
    _sorted: tuple[int, dict[str, dict[Scheme, Assessment]]] = field(default=(0, {}), repr=False)

    def title(self, subject: str, tongue: str = "nb") -> str:
        """Return a dataset's title in a language, else in any, else its address."""
        titles = {language(value): lexical(value) for value in self.graph.objects(subject, TITLE)}
        named = titles.get(tongue) or titles.get("nb") or next(iter(titles.values()), None)
        return named or lexical(subject)

    def of(self, subject: str) -> dict[Scheme, Assessment]:
        """Return the assessments of one dataset."""
        return self._by_subject().get(subject, {})

    def _by_subject(self) -> dict[str, dict[Scheme, Assessment]]:
        """Sort the assessments by dataset, once there are as many as there will be."""
        number = sum(map(len, self.assessments.values()))
        if self._sorted[0] != number:
            found: dict[str, dict[Scheme, Assessment]] = {}
            for scheme, entries in self.assessments.items():
                for entry in entries:
                    found.setdefault(entry.subject, {})[scheme] = entry
            self._sorted = number, found
        return self._sorted[1]


def score(name: str, graph: Graph, lists: Lists, statuses: Statuses) -> Scorecard:
    """Assess every dataset of a catalogue on the graph that the harvester splits off for it."""
    card = Scorecard(name, graph, {scheme: [] for scheme in Scheme}, statuses=statuses)
    card.failures = {scheme: {} for scheme in Scheme}
    for subject, part in parts_of(name, graph).items():
        if not is_assessed(part.graph, subject):
            card.unassessed.append(subject)
            continue
        for scheme, check in CHECKS.items():
            failed = card.failures[scheme][subject] = list(check(part.graph))
            card.assessments[scheme].append(
                assess(part.graph, subject, scheme, lists, statuses, complies=not failed)
            )
    return card


def parts_of(name: str, graph: Graph) -> Mapping[str, Part]:
    """Return the datasets of a document, each with its graph."""
    return split_document(graph, name).datasets


def failure_text(failure: Failure) -> str:
    """Say in short what fails: node, property, condition and value, in prefixed names."""
    value = "" if failure.value is None else f" ({_term_text(failure.value)})"
    return f"{_term_text(failure.node)} {short(failure.path)}: {failure.condition}{value}"


def _term_text(value: str) -> str:
    return f'"{lexical(value)}"' if is_literal(value) else short(value)


__all__ = ["Scorecard", "failure_text", "parts_of", "score"]
