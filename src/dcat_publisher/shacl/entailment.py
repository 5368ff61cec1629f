"""Entailment that shapes ask for (SHACL 3.3): none is made here, and what is not made is not passed over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.shacl.names import sh

_WORDS: Final = Words(__file__).group("asked")
_ENTAILMENT: Final = sh("entailment")
_SIMPLE: Final = "<http://www.w3.org/ns/entailment/Simple>"
"""Simple entailment is what every graph has already (SPARQL 1.1 Entailment Regimes)."""


class UnsupportedEntailmentError(ConfigurationError):
    """The shapes are written for a graph that would have to be inferred first."""


def refuse_entailment(graph: Graph, files: Sequence[Path] = ()) -> None:
    """Raise UnsupportedEntailmentError for sh:entailment: a processor that makes none must say so (3.3)."""
    for predicates in graph.index.values():
        for regime in predicates.get(_ENTAILMENT, ()):
            if regime != _SIMPLE:
                where = ", ".join(map(str, files)) or _WORDS["shapes"]
                raise UnsupportedEntailmentError(filled(_WORDS["entailment"], where=where, regime=regime))
