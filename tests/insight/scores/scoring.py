"""Scores for the tests: a catalogue in Turtle, assessed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dcat_publisher.insight.harvest.facts import BY_NAME
from dcat_publisher.insight.harvest.inputs import graph_of, open_input
from dcat_publisher.insight.harvest.syntax import read_rdf
from dcat_publisher.insight.scores.measure import Lists
from dcat_publisher.insight.scores.scorecard import Scorecard, score
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "source"
VOCABULARY = Vocabulary((packaged("vocab"),))
LISTS = Lists(VOCABULARY.codes)
HEAD = """
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.no/> .
@prefix eu: <http://publications.europa.eu/resource/authority/> .
"""


@cache
def reference() -> Scorecard:
    """Score the reference catalogue, without asking addresses."""
    return score("source", graph_of(open_input(str(SOURCE), None, VOCABULARY)), LISTS, {})


def scored(turtle: str, statuses: dict[str, int] | None = None) -> Scorecard:
    """Score a catalogue that is written after HEAD."""
    graph = read_rdf((HEAD + turtle).encode(), BY_NAME["turtle"]).graph
    return score("https://example.no/catalog.ttl", graph, LISTS, statuses or {})
