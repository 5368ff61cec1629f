"""A compiled shape: functions that validate a focus node, or say whether it conforms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.model import Check, Constraint, Result, Test, Visit
from dcat_publisher.shacl.paths import Step


class Shape:
    """One shape. It is made empty, so that others can refer to it; `complete` or `deactivate` fills it.

    `validate` adds the results of a focus node to a list; `conforms` says whether there would be none.
    `predicate` is the path of a property shape when that is a single predicate.
    """

    __slots__ = ("conforms", "constraints", "node", "predicate", "recursive", "steps", "validate")

    validate: Visit
    conforms: Test

    def __init__(self, node: str, *, recursive: bool) -> None:
        self.node = node
        self.recursive = recursive
        self.predicate: str | None = None
        self.steps: Step | None = None
        self.constraints: tuple[Constraint, ...] = ()

    def deactivate(self) -> None:
        """Make this a shape that every node conforms to (SHACL 2.1.7, sh:deactivated)."""
        self.complete(())

    def complete(
        self, constraints: Sequence[Constraint], predicate: str | None = None, steps: Step | None = None
    ) -> None:
        """Set the constraints; `steps` follows the path of a property shape."""
        self.constraints = tuple(constraints)
        self.predicate = predicate
        self.steps = steps
        checks = [constraint.check for constraint in constraints]
        self.validate = _validate_focus(checks) if steps is None else _validate_values(steps, checks)
        tests = [constraint.test for constraint in constraints if constraint.test is not None]
        if steps is None and len(tests) == len(constraints):
            self.conforms = _all_of(tests)
        else:
            self.conforms = _remembered(self.node, self._validated)

    def _validated(self, data: Data, focus: str) -> bool:
        results: list[Result] = []
        values = (focus,) if self.steps is None else self.steps(data, focus)
        for constraint in self.constraints:
            constraint.check(data, focus, values, results)
            if results:
                return False
        return True


def _validate_focus(checks: Sequence[Check]) -> Visit:
    if len(checks) == 1:
        only = checks[0]
        return lambda data, focus, results: only(data, focus, (focus,), results)

    def validate(data: Data, focus: str, results: list[Result]) -> None:
        for check in checks:
            check(data, focus, (focus,), results)

    return validate


def _validate_values(steps: Step, checks: Sequence[Check]) -> Visit:
    def validate(data: Data, focus: str, results: list[Result]) -> None:
        values = steps(data, focus)
        for check in checks:
            check(data, focus, values, results)

    return validate


def _all_of(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def test(data: Data, value: str) -> bool:
        for conforms in tests:  # noqa: SIM110 (a generator costs more than the tests)
            if not conforms(data, value):
                return False
        return True

    return test


def _remembered(node: str, test: Test) -> Test:
    """Ask once for each value: code lists and agents are values of thousands of records.

    The verdict on a recursive shape also depends on the trail, which is empty elsewhere. Trails are made of
    shapes, not of data, so there are few, and a recursive shape takes no more than that many times the time
    of another.
    """

    def remembered(data: Data, value: str) -> bool:
        verdicts = data.verdicts.get((node, data.trail))
        if verdicts is None:
            verdicts = data.verdicts[node, data.trail] = {}
        verdict = verdicts.get(value)
        if verdict is None:
            verdict = verdicts[value] = test(data, value)
        return verdict

    return remembered


def property_visit(shapes: Sequence[Shape], others: Sequence[Visit]) -> Visit:
    """Return the validation of a node against property shapes: one look at each predicate that the node has.

    `others` validate what cannot be found by predicate: complex paths and recursive shapes.
    """
    by_predicate: dict[str, list[Check]] = {}
    required: dict[str, list[Check]] = {}
    visits = list(others)
    for shape in shapes:
        if shape.predicate is None and shape.constraints:
            visits.append(shape.validate)
        if shape.predicate is None:
            continue
        for constraint in shape.constraints:
            by_predicate.setdefault(shape.predicate, []).append(constraint.check)
            if constraint.wants_values:
                required.setdefault(shape.predicate, []).append(constraint.check)
    return _dispatch(by_predicate, required, visits)


def _dispatch(
    by_predicate: dict[str, list[Check]], required: dict[str, list[Check]], visits: list[Visit]
) -> Visit:
    needed: Final = frozenset(required)
    few: Final = len(by_predicate) < 4

    def visit(data: Data, focus: str, results: list[Result]) -> None:
        present = data.index[focus]
        for predicate in by_predicate if few else present:
            if predicate in by_predicate and predicate in present:
                values = present[predicate]
                for check in by_predicate[predicate]:
                    check(data, focus, values, results)
        if not needed <= present.keys():
            for predicate, checks in required.items():
                if predicate not in present:
                    for check in checks:
                        check(data, focus, (), results)
        for other in visits:
            other(data, focus, results)

    return visit
