"""Names of the SHACL vocabulary (https://www.w3.org/TR/shacl/) and of RDF, as terms."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.terms import RDF

SH: Final = "http://www.w3.org/ns/shacl#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"

FIRST: Final = f"<{RDF}first>"
REST: Final = f"<{RDF}rest>"
NIL: Final = f"<{RDF}nil>"
SUB_CLASS_OF: Final = f"<{RDFS}subClassOf>"
CLASSES: Final = (f"<{RDFS}Class>", f"<{OWL}Class>")
TRUE: Final = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
FALSE: Final = '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'


def sh(name: str) -> str:
    """Return the term of a name in the SHACL namespace."""
    return f"<{SH}{name}>"


def component(name: str) -> str:
    """Return the term of a constraint component: `MinCount` -> sh:MinCountConstraintComponent."""
    return f"<{SH}{name}ConstraintComponent>"


PATH: Final = sh("path")
PROPERTY: Final = sh("property")
NODE: Final = sh("node")
NOT: Final = sh("not")
QUALIFIED_VALUE_SHAPE: Final = sh("qualifiedValueShape")
NODE_SHAPE: Final = sh("NodeShape")
PROPERTY_SHAPE: Final = sh("PropertyShape")
VIOLATION: Final = sh("Violation")
