"""What is in shapes and has no effect: in lines, for nobody would know otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.checking.given_shapes import not_followed
from dcat_publisher.model.terms import is_iri
from dcat_publisher.shacl import Shapes, ShapesError
from dcat_publisher.shacl.blame import blamed
from dcat_publisher.shacl.spelling import is_later, nearest

_MOST_NAMED: Final = 3


def shape_warnings(shapes: Shapes, files: Sequence[Path]) -> Iterator[str]:
    """Yield a line for each shape that is left out, reference and import that leads nowhere, and later term.

    `files` are those that were given, of those that the shapes were read from.
    """
    for fault in shapes.faults:
        yield f"{fault}; it is left out{_with_it(fault)}"
    for reference, users in shapes.dangling.items():
        reason = f"refers to the property shape {reference}, which is not there; it is left out"
        yield _line(shapes, users[0], reason)
    for name, users in shapes.unknown.items():
        if is_later(name):
            yield _line(shapes, users[0], f"has {name}, a term of SHACL 1.2, which is not supported")
    for file, address, _ in not_followed(files):
        yield (
            f"{file}: it imports {address} (owl:imports), which is not followed: nothing is fetched; "
            "give its file with --shapes as well"
        )


def _with_it(fault: ShapesError) -> str:
    """Return what is left out with a shape: what others ask by it."""
    if not fault.users:
        return ""
    named = ", ".join(user for user in fault.users[:_MOST_NAMED] if is_iri(user)) or "a shape without a name"
    more = len(fault.users) - _MOST_NAMED
    return f", and so is what {named}{f' and {more} more' if more > 0 else ''} would ask by it"


def shape_errors(shapes: Shapes) -> Iterator[str]:
    """Yield a line for each term that SHACL does not have: its author believes that it is a rule."""
    for name, users in shapes.unknown.items():
        if not is_later(name):
            meant = nearest(name)
            hint = "" if meant is None else f"; did you mean {meant}?"
            yield _line(shapes, users[0], f"has {name}, which SHACL does not have; it has no effect{hint}")


def _line(shapes: Shapes, shape: str, reason: str) -> str:
    """Return a line about a shape, with its place."""
    try:
        with blamed(shapes.graph, shapes.files):
            raise ShapesError(shape, reason)
    except ShapesError as error:
        return f"{error.place and f'{error.place}: '}shape {error.name} {reason}"
