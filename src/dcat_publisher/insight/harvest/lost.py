"""What is lost in a rehearsal, as findings, each with the datasets that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dcat_publisher.insight.harvest.lines import lines_of
from dcat_publisher.insight.harvest.places import located
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.model.finding import Finding, identity, in_order
from dcat_publisher.model.graph import Graph


@dataclass(slots=True)
class Loss:
    """A finding, and the datasets that it touches: an agent is one place in the source and in all of them."""

    finding: Finding
    datasets: list[str] = field(default_factory=list)


def losses(rehearsal: Rehearsal, source: Graph | None = None) -> list[Loss]:
    """Return what is lost, on the lines of the source where it is at hand, each fault once."""
    nodes = {node for fault in rehearsal.faults for node in (fault.focus, fault.dataset) if node is not None}
    lines = lines_of(rehearsal.data, nodes)
    found = [
        (located(fault, rehearsal.name, lines, source), fault.dataset or fault.focus)
        for fault in rehearsal.faults
    ]
    kept = {identity(finding): Loss(finding) for finding in in_order(finding for finding, _ in found)}
    for finding, subject in found:
        touched = kept[identity(finding)].datasets
        if subject in rehearsal.split.datasets and subject not in touched[-1:]:
            touched.append(subject)
    return list(kept.values())


def by_dataset(found: Iterable[Loss]) -> Mapping[str, list[Finding]]:
    """Return what is lost of each dataset."""
    sorted_: dict[str, list[Finding]] = {}
    for loss in found:
        for subject in loss.datasets:
            sorted_.setdefault(subject, []).append(loss.finding)
    return sorted_
