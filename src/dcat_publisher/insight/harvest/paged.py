"""The rehearsal for harvesters that read page after page, where the national one reads one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from dcat_publisher.insight.harvest.facts import MAX_BYTES
from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.fetch import fetch
from dcat_publisher.insight.harvest.inputs import Input, is_address
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.insight.harvest.split import Part as DatasetPart
from dcat_publisher.insight.harvest.split import Split, reachable
from dcat_publisher.insight.harvest.syntax import read_rdf
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.named_terms import CATALOG, DATASET, MEMBER, NEXT_PAGE, SERIES, SERVICE
from dcat_publisher.model.terms import lexical
from dcat_publisher.rdf.gate import BoundError

_WORDS: Final = Words(__file__).group("input")
MAX_PAGES: Final = 1000
MAX_BYTES_OF_PAGES: Final = 2 * MAX_BYTES
"""The most bytes that all pages of a catalogue have together; each of them is read as a whole."""

Check = Callable[[Graph, Sequence[str]], Iterable[Fault]]
"""What one harvester needs: all pages as one graph, its datasets and series -> what is missing there."""


def rehearse_pages(given: Input, checks: Iterable[Check]) -> Rehearsal:
    """Read all pages, then look for what a harvester needs."""
    rehearsal = Rehearsal(given.name, data=given.answer.data)
    for page in _pages(given, rehearsal):
        for triple in page:
            rehearsal.graph.add(*triple)
    if any(fault.code == "H101" for fault in rehearsal.faults) or not len(rehearsal.graph):
        return rehearsal
    rehearsal.accepted = True
    graph = rehearsal.graph
    members = list(dict.fromkeys((*graph.instances(DATASET), *graph.instances(SERIES))))
    rehearsal.split = Split(
        {subject: DatasetPart(subject, reachable(graph, subject)) for subject in members},
        {catalog: list(graph.objects(catalog, MEMBER)) for catalog in graph.instances(CATALOG)},
        services=list(graph.instances(SERVICE)),
    )
    for check in checks:
        rehearsal.faults += check(graph, members)
    return rehearsal


def _pages(given: Input, rehearsal: Rehearsal) -> Iterator[Graph]:
    """Read a document and, where it was fetched, the pages that it leads to."""
    seen, answer, size = {given.name}, given.answer, 0
    for _ in range(MAX_PAGES):
        if answer.fault is not None:
            rehearsal.faults.append(answer.fault)
            return
        size += len(answer.data)
        if size > MAX_BYTES_OF_PAGES:
            most = str(MAX_BYTES_OF_PAGES >> 20)
            raise BoundError(filled(_WORDS["pages_too_large"], name=given.name, most=most))
        reading = read_rdf(answer.data, given.syntax, answer.url, merged=True)
        rehearsal.faults += [fault for fault in reading.refused if fault.code in ("H101", "H109")]
        yield reading.graph
        following = _next_page(reading.graph)
        if following is None or not is_address(given.name):
            return
        if following in seen:
            rehearsal.faults.append(Fault("H502", {"next": following}))
            return
        seen.add(following)
        answer = fetch(following, given.syntax.media_type, across_schemes=True)


def _next_page(graph: Graph) -> str | None:
    for predicate in NEXT_PAGE:
        for values in graph.inverse().get(predicate, {}):
            return lexical(values)
    return None
