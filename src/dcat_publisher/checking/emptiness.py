"""Validations that looked at nothing: no fault is found in them, and nothing is known of the data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.checking.given_shapes import asks, has_shapes
from dcat_publisher.checking.validate_rdf import Validation
from dcat_publisher.model.language import Words
from dcat_publisher.model.named_terms import CATALOG, DATASET, SERIES, SERVICE
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl import Shapes
from dcat_publisher.shacl.compile import Root

_WORDS: Final = Words(__file__)
_DESCRIBED: Final = frozenset((CATALOG, DATASET, SERIES, SERVICE))


def nothing_checked(validation: Validation, shapes: Sequence[Path]) -> str | None:
    """Return one line where a validation says nothing of its data, and why; None where it says something.

    `shapes` are the files that were given; each should have a shape, whatever the others have.
    """
    if not len(validation.graph):
        return f"{validation.name}: the file is empty: there is not one triple in it, so nothing was checked"
    for file in shapes:
        if not has_shapes(file):
            return f"{file}: there is no shape in it, so it checks nothing"
    if not validation.coverage.met and not validation.coverage.unknown:
        what = ", ".join(map(str, shapes)) or f"the profile {validation.profile.name}"
        return f"{validation.name}: no node is a target of a shape of {what}, so nothing was checked"
    if not any(_asks(root, validation.shapes) for root in validation.shapes.roots):
        what = ", ".join(map(str, shapes))
        return f"{what}: no shape with a target asks for anything, so nothing was checked"
    if not shapes and not _has_descriptions(validation):
        return f"{validation.name}: there is no catalogue, dataset or data service in it"
    return None


def _asks(root: Root, shapes: Shapes) -> bool:
    """Return whether a shape has a constraint, itself or in the shapes of its properties."""
    node = root.shape.node
    return node in shapes.delegated or asks(shapes.graph, [node])


def _has_descriptions(validation: Validation) -> bool:
    """Return whether there is what a profile of DCAT is about; other profiles are about something else."""
    if _DESCRIBED.isdisjoint(validation.profile.properties):
        return True
    return any(
        not _DESCRIBED.isdisjoint(predicates.get(TYPE, ())) for predicates in validation.graph.index.values()
    )


def coverage_text(validation: Validation, language: str) -> str:
    """Return how many shapes met how many nodes, and how many shapes were left out, in a language."""
    shapes, met, nodes, unknown = validation.coverage
    parts = [_WORDS["met" if nodes != 1 else "met_one"][language].format(met=met, shapes=shapes, nodes=nodes)]
    if unknown:
        parts.append(_WORDS["unknown_targets"][language].format(number=unknown))
    faults = len(validation.shapes.faults) + (len(validation.shapes.dangling) if validation.ran else 0)
    if faults:
        parts.append(_WORDS["left_out"][language].format(number=faults))
    return "; ".join(parts)
