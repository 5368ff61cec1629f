"""Names in the SHACL namespace that SHACL does not have: mostly typing errors, and always without effect."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import SH
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl.names import sh
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
# The classes of SHACL, of SHACL-AF and SHACL-JS: what a node of shapes may be typed as.
_CLASSES: Final = """
    Shape NodeShape PropertyShape NodeKind Severity ValidationReport ValidationResult AbstractResult
    ConstraintComponent Parameter Parameterizable PropertyGroup PrefixDeclaration Validator ResultAnnotation
    SPARQLExecutable SPARQLAskExecutable SPARQLSelectExecutable SPARQLConstructExecutable
    SPARQLUpdateExecutable SPARQLConstraint SPARQLAskValidator SPARQLSelectValidator SPARQLFunction SPARQLRule
    SPARQLTarget SPARQLTargetType Function Rule TripleRule Target TargetType
    JSConstraint JSExecutable JSFunction JSLibrary JSRule JSTarget JSTargetType JSValidator
"""
# What the drafts of SHACL 1.2 (Core, Node Expressions, SPARQL, Rules, UI; 2025 and 2026) add: not read here.
_LATER_NAMES: Final = """
    shape targetWhere singleLine someValue subsetOf rootClass memberShape minListLength maxListLength
    uniqueMembers uniqueValuesFor reifierShape reificationRequired nodeByExpression propertyByExpression
    conformanceDisallows conformanceDisallow agentInstruction codeIdentifier intent shapesRevision
    ShapeClass ByTypes Debug Trace var concat matchAll findFirst flatMap remove join pathValues instancesOf
    nodesMatching argument arguments selectExpression SPARQLExprExpression sparqlExpr ruleSet RuleSet
"""
_LATER: Final = frozenset(map(sh, _LATER_NAMES.split()))
_KNOWN_CLASSES: Final = frozenset(map(sh, _CLASSES.split()))
# The individuals of SHACL: what a value may be beside a property or a class.
_INDIVIDUALS: Final = """
    Violation Warning Info IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral this
    currentShape value focusNode PATH
"""
_KNOWN: Final = PARAMETERS.union(TARGETS, map(sh, _PREDICATES.split()))
_KNOWN_VALUES: Final = _KNOWN.union(_KNOWN_CLASSES, map(sh, _INDIVIDUALS.split()))


def unknown_names(graph: Graph) -> dict[str, list[str]]:
    """Return the names of the SHACL namespace that no SHACL document defines -> where they stand.

    They are looked for as predicates and as types; any other value is judged by the parameter that has it.
    """
    unknown: dict[str, list[str]] = {}
    for node, predicates in graph.index.items():
        names = [name for name in predicates if name not in _KNOWN]
        names += [name for name in predicates.get(TYPE, ()) if _is_no_class(name)]
        for name in names:
            if SH.has(name):
                unknown.setdefault(name, []).append(node)
    return unknown


def unknown_values(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Yield the names of the SHACL namespace that no SHACL document defines, as values of other properties.

    Each with the node and the property; the types of nodes are in `unknown_names`.
    """
    for node, predicates in graph.index.items():
        for predicate, values in predicates.items():
            for value in values if predicate != TYPE else ():
                if SH.has(value) and value not in _KNOWN_VALUES and _is_no_class(value):
                    yield node, predicate, value


def _is_no_class(name: str) -> bool:
    return name not in _KNOWN_CLASSES and not name.endswith("ConstraintComponent>")


def is_later(name: str) -> bool:
    """Return whether a name is one of SHACL 1.2, which is not supported."""
    return name in _LATER


def nearest(name: str) -> str | None:
    """Return the name of SHACL that was probably meant, as people write it: `sh:minCount`."""
    local = SH.local(name)
    names = list(map(SH.local, sorted(_KNOWN_VALUES)))
    same = [other for other in names if other.casefold() == local.casefold()]
    return next((f"sh:{other}" for other in same or get_close_matches(local, names, 1, 0.7)), None)
