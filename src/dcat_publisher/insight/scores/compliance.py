"""Compliance as data.norge.no measures it: the shapes in `fdk-mqa.ttl`, on the lone graph of one dataset.

No inference, no code lists loaded, and any result, a warning too, means not compliant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import SH, short
from dcat_publisher.model.terms import lexical
from dcat_publisher.shacl import Result, validate
from dcat_publisher.vocabulary.profile import Profile

CONDITIONS: Final = Profile("fdk-mqa", (Path(__file__).with_name("fdk-mqa.ttl"),))
# Constraint component -> the parameter that says what is asked for, and how the condition is told.
_TOLD: Final = {
    SH.MinCountConstraintComponent: (SH.minCount, "{}.."),
    SH.MaxCountConstraintComponent: (SH.maxCount, "..{}"),
    SH.ClassConstraintComponent: (SH["class"], "class={}"),
    SH.DatatypeConstraintComponent: (SH.datatype, "datatype={}"),
    SH.NodeKindConstraintComponent: (SH.nodeKind, "{}"),
    SH.NodeConstraintComponent: (SH.node, "{}"),
    SH.QualifiedMinCountConstraintComponent: (SH.qualifiedValueShape, "{}"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """One condition that does not hold: of which node and property, for which value, and which condition."""

    node: str
    path: str
    value: str | None
    condition: str


def failures(graph: Graph) -> Iterator[Failure]:
    """Yield each condition that fails in a graph."""
    for result in validate(graph, CONDITIONS.shapes):
        yield Failure(result.focus, result.path or "", result.value, _condition(result))


def _condition(result: Result) -> str:
    """Say in a word what a shape asks for: `1..`, `class=foaf:Agent`, `literal`, `scheme=language`."""
    parameter, form = _TOLD[result.component]
    (asked,) = CONDITIONS.graph.objects(result.source_shape, parameter)
    if form != "{}":
        return form.format(short(asked) if asked[0] == "<" else lexical(asked))
    name = lexical(asked).rpartition("#")[2].replace("scheme-", "scheme=")
    return {"Literal": "literal", "BlankNodeOrIRI": "node"}.get(name, name)
