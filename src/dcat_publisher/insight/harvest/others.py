"""Two other harvesters, by what is known of them: CKAN with ckanext-dcat, and the European data portal.

Both read page after page where the national harvester reads one document. CKAN takes what rdflib can parse;
the European portal asks for the mandatory properties of DCAT-AP 3.0.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dcat_publisher.insight.harvest.dcat_ap import MANDATORY
from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.fetch import fetch
from dcat_publisher.insight.harvest.inputs import Input, is_address
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.insight.harvest.split import Part as DatasetPart
from dcat_publisher.insight.harvest.split import Split, reachable
from dcat_publisher.insight.harvest.syntax import read_rdf
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import (
    CATALOG,
    DATASET,
    DISTRIBUTION,
    IDENTIFIER,
    MEMBER,
    SERIES,
    TITLE,
    short,
    term,
    terms,
)
from dcat_publisher.model.terms import is_blank, language, lexical

MAX_PAGES: Final = 1000
NAMES: Final = {"ckan": "CKAN", "edp": "data.europa.eu"}
_NEXT: Final = terms("hydra", "next", "nextPage")


def rehearse_for(harvester: str, given: Input) -> Rehearsal:
    """Rehearse for `ckan` or `edp`: read all pages, then look for what that harvester needs."""
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
    )
    needs = _ckan_faults(graph, members) if harvester == "ckan" else _mandatory_faults(graph, NAMES["edp"])
    rehearsal.faults += needs
    return rehearsal


def _pages(given: Input, rehearsal: Rehearsal) -> Iterator[Graph]:
    """Read a document and, where it was fetched, the pages that it leads to."""
    seen, answer = {given.name}, given.answer
    for _ in range(MAX_PAGES):
        if answer.fault is not None:
            rehearsal.faults.append(answer.fault)
            return
        reading = read_rdf(answer.data, given.syntax)
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
    for predicate in _NEXT:
        for values in graph.inverse().get(predicate, {}):
            return lexical(values)
    return None


def _ckan_faults(graph: Graph, members: Iterable[str]) -> Iterator[Fault]:
    for subject in members:
        name = lexical(subject)
        if is_blank(subject) and not graph.objects(subject, IDENTIFIER):
            yield Fault("H503", {"node": name}, focus=subject)
        if not graph.objects(subject, TITLE):
            blanks = {"node": name, "property": short(TITLE), "harvester": NAMES["ckan"]}
            yield Fault("H501", blanks, focus=subject, path=TITLE)
        for predicate in (TITLE, term("dct:description")):
            if len({language(value) for value in graph.objects(subject, predicate)}) > 1:
                yield Fault(
                    "H504", {"node": name, "property": short(predicate)}, focus=subject, path=predicate
                )
        if any(is_blank(value) for value in graph.objects(subject, DISTRIBUTION)):
            yield Fault("H505", {"node": name}, focus=subject, path=DISTRIBUTION)


def _mandatory_faults(graph: Graph, harvester: str) -> Iterator[Fault]:
    for class_, predicates in MANDATORY.items():
        for subject in graph.instances(class_):
            for predicate in predicates:
                if not graph.objects(subject, predicate):
                    blanks = {"node": lexical(subject), "property": short(predicate), "harvester": harvester}
                    yield Fault("H501", blanks, focus=subject, path=predicate)
