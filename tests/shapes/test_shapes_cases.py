"""Each case raises the rules of its heading and no other; the graph that it changes raises none."""

import pytest

from dcat_publisher.shacl import Result
from tests.shapes.cases import base_triples, cases, changed, proving, results, rules, triples
from tests.shapes.patches import Case
from tests.shapes.second import copies, merged, second_results

PROVING = [pytest.param(case, id=f"{name}: {case.title}") for name, case in proving()]
MORE = [pytest.param(case, id=f"more: {case.title}") for case in cases("more")]
RIGHT = [pytest.param(case, id=case.title) for case in cases("right")]


def test_the_right_graph_has_no_result_not_even_a_warning() -> None:
    assert rules(results(base_triples())) == set()


@pytest.mark.parametrize("case", PROVING + MORE)
def test_a_fault_raises_exactly_the_rules_named(case: Case) -> None:
    assert rules(results(changed(case))) == case.rules


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right_raises_nothing_but_what_is_named(case: Case) -> None:
    assert rules(results(changed(case))) == case.rules


def identity(result: Result) -> tuple[str, ...]:
    """A result by what both engines must agree on; blank nodes have other names in each."""
    focus, value = (
        "_:" if term is not None and term[0] == "_" else str(term) for term in (result.focus, result.value)
    )
    return focus, value, result.component, result.source_shape, result.severity


@pytest.mark.slow
def test_pyshacl_gives_the_same_results() -> None:
    """Over all cases in as few copies of the base as will do: pySHACL takes half a second for each."""
    names = [*dict(proving()), "more", "right"]
    groups = merged(case for name in names for case in cases(name))
    data = copies(map(changed, groups))
    assert len(groups) > 1
    assert {rule for case in groups for rule in case.rules} <= rules(results(data))
    assert sorted(map(identity, results(data))) == sorted(map(identity, second_results(data)))


def test_reading_a_patch_keeps_relative_addresses_within_the_base() -> None:
    assert triples("<a> a <b> .", "https://example.org/7/")[0][0] == "<https://example.org/7/a>"
