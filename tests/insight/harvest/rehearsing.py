"""Rehearsals for the tests: the vocabulary, the broken catalogues, and short ways to the verdict on them."""

from __future__ import annotations

from pathlib import Path

from dcat_publisher.insight.harvest.facts import BY_NAME, Syntax
from dcat_publisher.insight.harvest.fetch import Answer
from dcat_publisher.insight.harvest.inputs import Input, open_input
from dcat_publisher.insight.harvest.reference_data import ReferenceData
from dcat_publisher.insight.harvest.rehearsal import Rehearsal, rehearse
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary

VOCABULARY = Vocabulary((packaged("vocab"),))
KNOWN = ReferenceData(VOCABULARY.codes)
CATALOGUES = Path(__file__).parent / "catalogues"
ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "source"
JENA = {
    "turtle": "TURTLE",
    "n-triples": "N-TRIPLES",
    "rdf-xml": "RDF/XML",
    "trig": "TRIG",
    "n-quads": "N-QUADS",
}
"""Our name of a serialisation -> Jena's. Debian's Jena lacks what JSON-LD 1.1 needs (a JSON-P provider)."""


def rehearsed(target: str | Path) -> Rehearsal:
    """Rehearse a file, folder or address."""
    return rehearse(open_input(str(target), None, VOCABULARY), KNOWN)


def rehearsed_text(text: str, syntax: Syntax = BY_NAME["turtle"]) -> Rehearsal:
    """Rehearse a text."""
    return rehearse(Input("text", Answer("http://localhost/text", text.encode()), syntax), KNOWN)


def codes(rehearsal: Rehearsal) -> list[str]:
    """Return the codes of the faults, each once, in order."""
    return sorted({fault.code for fault in rehearsal.faults})
