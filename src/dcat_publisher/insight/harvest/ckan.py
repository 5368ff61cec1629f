"""What CKAN with ckanext-dcat 2.4.3 needs: it takes what rdflib parses, and knows datasets by their name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.insight.harvest.dcat_ap import lacking
from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import DISTRIBUTION, IDENTIFIER, TITLE
from dcat_publisher.model.namespaces import short, term
from dcat_publisher.model.terms import is_blank, language, lexical

LABEL: Final = "CKAN"


def ckan_faults(graph: Graph, members: Sequence[str]) -> Iterator[Fault]:
    """Yield what keeps CKAN from taking these datasets, or from knowing them again."""
    for subject in members:
        name = lexical(subject)
        if is_blank(subject) and not graph.objects(subject, IDENTIFIER):
            yield Fault("H503", {"node": name}, focus=subject)
        if not graph.objects(subject, TITLE):
            yield lacking(subject, TITLE, LABEL)
        for predicate in (TITLE, term("dct:description")):
            if len({language(value) for value in graph.objects(subject, predicate)}) > 1:
                blanks = {"node": name, "property": short(predicate)}
                yield Fault("H504", blanks, focus=subject, path=predicate)
        if any(is_blank(value) for value in graph.objects(subject, DISTRIBUTION)):
            yield Fault("H505", {"node": name}, focus=subject, path=DISTRIBUTION)
