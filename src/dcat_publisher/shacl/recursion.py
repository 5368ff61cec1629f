"""Shapes that refer to themselves, directly or through others (SHACL 3.4.3 leaves their meaning open).

They are treated as pySHACL treats them, so that both give the same results. The trail of a validation is the
list of (shape, component) that led here. A reference from a shape through sh:node, sh:property, sh:not or
sh:qualifiedValueShape is not followed, and counts as fulfilled, when the trail shows that it has been
followed before and is at least three steps long (six, where sh:node and sh:property take turns, so that
chains of properties in ordinary profiles are looked into a few levels deep). References through sh:and, sh:or
and sh:xone are always followed; a circle of them alone ends in a ShapesError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dcat_publisher.shacl.data import Data, Trail
from dcat_publisher.shacl.faults import fault
from dcat_publisher.shacl.model import Result, Test, Visit
from dcat_publisher.shacl.shape import Shape

STEPS: Final = 3
ALTERNATING_STEPS: Final = 6
# A step takes up to five calls in Python, which allows 1,000 by default; callers need some of those too.
MAX_STEPS: Final = 60
MAX_NESTING: Final = 100


def recurs(trail: Trail, shape: str, name: str, other: str) -> bool:
    """Tell whether following the component `name` from a shape to another one would go round in a circle."""
    if not trail:
        return False
    alternating = {name, trail[-1][1]} == {"Node", "Property"}
    if len(trail) + 1 < (ALTERNATING_STEPS if alternating else STEPS):
        return False
    followed = [*[node for node, _ in trail[1:]], shape]
    return any(step == (shape, name) and to == other for step, to in zip(trail, followed, strict=True))


def conforms(shape: str, name: str, other: Shape) -> Test:
    """Return the test of another shape; with a note in the trail where that shape is recursive."""
    if not other.recursive:
        return other.conforms

    def test(data: Data, value: str) -> bool:
        before = data.trail
        data.trail = extended(before, shape, name)
        verdict = other.conforms(data, value)
        data.trail = before
        return verdict

    return test


def visit(shape: str, name: str, other: Shape) -> Visit:
    """Return the validation against a recursive shape; does nothing where it would go round in a circle."""

    def visit(data: Data, value: str, results: list[Result]) -> None:
        before = data.trail
        if not recurs(before, shape, name, other.node):
            data.trail = extended(before, shape, name)
            other.validate(data, value, results)
            data.trail = before

    return visit


def extended(trail: Trail, shape: str, name: str) -> Trail:
    """Return the trail with one more step."""
    if len(trail) >= MAX_STEPS:
        raise fault(shape, "without_end", number=MAX_STEPS)
    return (*trail, (shape, name))


def in_order(references: Mapping[str, Sequence[str]]) -> tuple[list[str], set[str]]:
    """Sort shapes so that each stands behind those that it refers to.

    Gives the order and the recursive shapes: those on a circle, and those from which one can be reached; they
    stand last. Raises ShapesError for shapes nested too deep to be followed.
    """
    users: dict[str, list[str]] = {}
    open_references = {shape: len(others) for shape, others in references.items()}
    for shape, others in references.items():
        for other in others:
            users.setdefault(other, []).append(shape)
    order = [shape for shape, number in open_references.items() if number == 0]
    depth = dict.fromkeys(order, 0)
    for shape in order:
        if depth[shape] > MAX_NESTING:
            raise fault(shape, "too_nested", number=MAX_NESTING)
        for user in users.get(shape, ()):
            depth[user] = max(depth.get(user, 0), depth[shape] + 1)
            open_references[user] -= 1
            if open_references[user] == 0:
                order.append(user)
    recursive = {shape for shape, number in open_references.items() if number > 0}
    return [*order, *(shape for shape in references if shape in recursive)], recursive
