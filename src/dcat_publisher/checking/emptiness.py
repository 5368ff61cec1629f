"""Validations that looked at nothing: no fault is found in them, and nothing is known of the data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.checking.given_shapes import has_shapes
from dcat_publisher.checking.validate_rdf import Validation
from dcat_publisher.model.language import Message, Words, filled, in_language
from dcat_publisher.model.named_terms import CATALOG, DATASET, SERIES, SERVICE
from dcat_publisher.model.terms import TYPE

_WORDS: Final = Words(__file__)
_EMPTY: Final = Words(__file__).group("empty")
_DESCRIBED: Final = frozenset((CATALOG, DATASET, SERIES, SERVICE))


def nothing_checked(validation: Validation, shapes: Sequence[Path], language: str) -> str | None:
    """Return one line where a validation says nothing of its data, and why; None where it says something.

    `shapes` are the files that were given; each should have a shape, whatever the others have.
    """
    message = _vacuous(validation, shapes)
    return None if message is None else in_language(message, language)


def _vacuous(validation: Validation, shapes: Sequence[Path]) -> Message | None:
    if not len(validation.graph):
        return filled(_EMPTY["no_triple"], data=validation.name)
    for file in shapes:
        if not has_shapes(file):
            return filled(_EMPTY["no_shape"], file=str(file))
    met = validation.coverage
    given = ", ".join(map(str, shapes))
    if not met.shapes and met.idle:
        return filled(_EMPTY["asks_nothing"], shapes=given or validation.profile.name)
    if not met.met:
        shapes_of = given or filled(_EMPTY["of_profile"], profile=validation.profile.name)
        return filled(_EMPTY["no_target"], data=validation.name, shapes=shapes_of)
    if not shapes and not _has_descriptions(validation):
        return filled(_EMPTY["no_description"], data=validation.name)
    return None


def _has_descriptions(validation: Validation) -> bool:
    """Return whether there is what a profile of DCAT is about; other profiles are about something else."""
    if _DESCRIBED.isdisjoint(validation.profile.properties):
        return True
    return any(
        not _DESCRIBED.isdisjoint(predicates.get(TYPE, ())) for predicates in validation.graph.index.values()
    )


def coverage_text(validation: Validation, language: str) -> str:
    """Return how many shapes met how many nodes, and how many shapes were left out, in a language."""
    shapes, met, nodes, idle, absent = validation.coverage
    parts = [_WORDS["met" if nodes != 1 else "met_one"][language].format(met=met, shapes=shapes, nodes=nodes)]
    for key, number in (("absent", absent), ("idle", idle)):
        if number:
            parts.append(_WORDS[key][language].format(number=number))
    faults = len(validation.shapes.faults) + (len(validation.shapes.dangling) if validation.ran else 0)
    if faults:
        parts.append(_WORDS["left_out"][language].format(number=faults))
    return "; ".join(parts)
