"""Names of the SHACL vocabulary (https://www.w3.org/TR/shacl/) and of RDF, as terms."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.namespaces import OWL, RDF, RDFS, SH, XSD

FIRST: Final = RDF.first
REST: Final = RDF.rest
NIL: Final = RDF.nil
SUB_CLASS_OF: Final = RDFS.subClassOf
CLASSES: Final = (RDFS.Class, OWL.Class)
TRUE: Final = f'"true"^^{XSD.boolean}'
FALSE: Final = f'"false"^^{XSD.boolean}'


def sh(name: str) -> str:
    """Return the term of a name in the SHACL namespace."""
    return SH[name]


def component(name: str) -> str:
    """Return the term of a constraint component: `MinCount` -> sh:MinCountConstraintComponent."""
    return SH[f"{name}ConstraintComponent"]


def parameter_of(name: str) -> str:
    """Return the term of the parameter that a component is named after: `MinCount` -> sh:minCount."""
    return SH[name[0].lower() + name[1:]]


def component_of(parameter: str) -> str:
    """Return the term of the component that is named after a parameter: sh:minCount -> `MinCount`'s."""
    name = SH.local(parameter)
    return component(name[0].upper() + name[1:])


PATH: Final = sh("path")
PROPERTY: Final = sh("property")
NODE: Final = sh("node")
NOT: Final = sh("not")
QUALIFIED_VALUE_SHAPE: Final = sh("qualifiedValueShape")
QUALIFIED: Final = (
    QUALIFIED_VALUE_SHAPE,
    *map(sh, ("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint")),
)
"""The parameters that are one constraint together (SHACL, 4.7.3)."""
NODE_SHAPE: Final = sh("NodeShape")
PROPERTY_SHAPE: Final = sh("PropertyShape")
VIOLATION: Final = sh("Violation")
TOO_FEW: Final = component("MinCount")
TOO_MANY: Final = component("MaxCount")
