"""Catalogues for the tests of insight: those written after HEAD, and the reference catalogue."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dcat_publisher.insight.harvest.facts import BY_NAME
from dcat_publisher.insight.harvest.inputs import graph_of, open_input
from dcat_publisher.insight.harvest.syntax import read_rdf
from dcat_publisher.model.graph import Graph
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "source"
VOCABULARY = Vocabulary((packaged("vocab"),))
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


def read(turtle: str) -> Graph:
    """Return the graph of a catalogue that is written after HEAD."""
    return read_rdf((HEAD + turtle).encode(), BY_NAME["turtle"]).graph


@cache
def source() -> Graph:
    """Return the graph of the reference catalogue."""
    return graph_of(open_input(str(SOURCE), None, VOCABULARY))
