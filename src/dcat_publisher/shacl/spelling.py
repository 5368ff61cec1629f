"""Names in the SHACL namespace that SHACL does not have: mostly typing errors, and always without effect."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl.names import SH, sh
from dcat_publisher.shacl.references import PARAMETERS
from dcat_publisher.shacl.targets import TARGETS

# The predicates of SHACL, of SHACL-AF and SHACL-JS, without the parameters and targets of SHACL Core.
_PREDICATES: Final = """
    path inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath severity message deactivated
    name description order group defaultValue shapesGraph suggestedShapesGraph entailment
    conforms result focusNode resultPath value resultSeverity resultMessage detail sourceShape
    sourceConstraint sourceConstraintComponent shapesGraphWellFormed
    declare prefix namespace prefixes select ask construct update parameter optional labelTemplate
    validator nodeValidator propertyValidator resultAnnotation annotationProperty
    annotationValue annotationVarName condition subject predicate object returnType values filterShape nodes
    intersection union minus distinct limit offset orderBy desc count min max sum if then else exists
    groupConcat separator js jsFunctionName jsLibrary jsLibraryURL
"""
_KNOWN: Final = PARAMETERS.union(TARGETS, map(sh, _PREDICATES.split()))


def unknown_names(graph: Graph) -> dict[str, list[str]]:
    """Return the predicates of the SHACL namespace that no SHACL document defines -> where they stand."""
    unknown: dict[str, list[str]] = {}
    for node, predicates in graph.index.items():
        for predicate in predicates:
            if predicate not in _KNOWN and predicate.startswith(f"<{SH}"):
                unknown.setdefault(predicate, []).append(node)
    return unknown
