"""Comparisons for the tests: two catalogues in Turtle."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dcat_publisher.insight.diff.comparison import Difference, Entry, compare
from dcat_publisher.insight.diff.text import said
from dcat_publisher.insight.diff.wording import VERBS, Wording
from dcat_publisher.insight.harvest.facts import BY_NAME
from dcat_publisher.insight.harvest.inputs import graph_of, open_input
from dcat_publisher.insight.harvest.syntax import read_rdf
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import lexical
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "source"
VOCABULARY = Vocabulary((packaged("vocab"),))
HEAD = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.no/> .
@prefix eu: <http://publications.europa.eu/resource/authority/> .
"""


def read(turtle: str) -> Graph:
    return read_rdf((HEAD + turtle).encode(), BY_NAME["turtle"]).graph


@cache
def source() -> Graph:
    return graph_of(open_input(str(SOURCE), None, VOCABULARY))


def compared(old: str | Graph, new: str | Graph) -> Difference:
    graphs = [read(one) if isinstance(one, str) else one for one in (old, new)]
    return compare("old", graphs[0], "new", graphs[1])


def told(difference: Difference, tongue: str = "en") -> list[str]:
    """Return all sentences, each with the last part of the address of its entry."""
    wording = Wording(difference, VOCABULARY.codes, tongue)
    return [
        f"{_last(entry)}: {VERBS[sentence.verb][tongue]} {said(sentence, wording)}"
        for entry in difference.entries
        for sentence in wording.sentences(entry)
    ]


def kinds(difference: Difference) -> list[tuple[str, str]]:
    """Return what happened to each record."""
    return [(_last(entry), entry.kind.value) for entry in difference.records()]


def _last(entry: Entry) -> str:
    return lexical(entry.subject).rpartition("/")[2]
