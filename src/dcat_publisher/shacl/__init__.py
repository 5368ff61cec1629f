"""SHACL Core (W3C Recommendation of 20 July 2017), compiled: shapes become functions, data stays as it is.

`read_shapes` reads files, `compile_shapes` compiles what they say, `validate` runs it over a graph and gives
results, `validation_report` writes them as RDF. `compile_sound` and `validate_sound` leave out shapes with
faults, which the other two raise. What goes beyond Core is left to pySHACL, shape by shape;
`validate_with_pyshacl` leaves everything to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dcat_publisher.model.lazy import homes, names_from

if TYPE_CHECKING:
    from dcat_publisher.shacl.compile import Shapes, compile_shapes
    from dcat_publisher.shacl.mending import compile_sound, validate_sound
    from dcat_publisher.shacl.model import Result, ShapesError
    from dcat_publisher.shacl.parse import parse_shapes, read_shapes
    from dcat_publisher.shacl.pyshacl_engine import validate_with_pyshacl
    from dcat_publisher.shacl.report import validation_report
    from dcat_publisher.shacl.validation import Coverage, coverage, sort_key, validate
else:
    __getattr__ = names_from(
        __name__,
        homes(
            compile="Shapes compile_shapes", mending="compile_sound validate_sound",
            model="Result ShapesError", parse="parse_shapes read_shapes",
            pyshacl_engine="validate_with_pyshacl", report="validation_report",
            validation="Coverage coverage sort_key validate",
        ),
    )  # fmt: skip

__all__ = [
    "Coverage",
    "Result",
    "Shapes",
    "ShapesError",
    "compile_shapes",
    "compile_sound",
    "coverage",
    "parse_shapes",
    "read_shapes",
    "sort_key",
    "validate",
    "validate_sound",
    "validate_with_pyshacl",
    "validation_report",
]
