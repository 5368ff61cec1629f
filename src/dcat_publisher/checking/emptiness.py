"""Validations that looked at nothing: no fault is found in them, and nothing is known of the data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.checking.validate_rdf import Validation
from dcat_publisher.shacl import meets, read_shapes
from dcat_publisher.shacl.names import sh

_SHACL: Final = sh("")[:-1]


def nothing_checked(validation: Validation, shapes: Sequence[Path]) -> str | None:
    """Return one line where a validation says nothing of its data, and why; None where it says something.

    `shapes` are the files that were given; each should have a shape, whatever the others have.
    """
    if not len(validation.graph):
        return f"{validation.file}: the file is empty: there is not one triple in it, so nothing was checked"
    for file in shapes:
        if not _has_shapes(file):
            return f"{file}: there is no shape in it, so it checks nothing"
    if not meets(validation.graph, validation.profile.shapes):
        what = ", ".join(map(str, shapes)) or f"the profile {validation.profile.name}"
        return f"{validation.file}: no node is a target of a shape of {what}, so nothing was checked"
    return None


def _has_shapes(file: Path) -> bool:
    return any(
        predicate.startswith(_SHACL) or value.startswith(_SHACL)
        for _, predicate, value in read_shapes([file])
    )
