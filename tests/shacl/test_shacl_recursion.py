"""Shapes that refer to themselves or nest deep: results or one clear error, and never Python's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from dcat_publisher.shacl import ShapesError, compile_shapes, validate, validate_with_pyshacl
from dcat_publisher.shacl.data import Nodes
from dcat_publisher.shacl.recursion import MAX_NESTING, recurs
from tests.shacl.shacl_support import graph_of, keys, results_of, short

STEP = {
    "node": "sh:node ex:S{next}",
    "and": "sh:and ( ex:S{next} )",
    "or": "sh:or ( ex:S{next} )",
    "xone": "sh:xone ( ex:S{next} )",
    "not": "sh:not ex:S{next}",
    "property": "sh:property [ sh:path ex:p ; sh:node ex:S{next} ]",
    "qualified": "sh:property [ sh:path ex:p ; sh:qualifiedValueShape ex:S{next} ; sh:qualifiedMinCount 1 ]",
}


def _nested(step: str, depth: int) -> str:
    shapes = [f"ex:S{number} {STEP[step].format(next=number + 1)} ." for number in range(depth)]
    return "ex:S0 sh:targetNode ex:a . " + " ".join(shapes) + f" ex:S{depth} sh:nodeKind sh:IRI ."


@pytest.mark.parametrize("step", STEP)
def test_the_deepest_nesting_allowed_is_followed(step: str) -> None:
    levels_a_step = 2 if step in ("property", "qualified") else 1
    depth = MAX_NESTING // levels_a_step
    loop = "ex:a ex:p ex:a ."
    expected = [] if step != "not" or depth % 2 == 0 else ["a - a Not"]
    assert short(results_of(loop, _nested(step, depth))) == expected


@pytest.mark.parametrize("step", STEP)
@pytest.mark.parametrize("depth", [MAX_NESTING + 1, 3000])
def test_deeper_nesting_is_refused(step: str, depth: int) -> None:
    with pytest.raises(ShapesError, match="levels deep"):
        compile_shapes(graph_of(_nested(step, depth)))


def test_paths_that_nest_deep_are_refused() -> None:
    path = "[ sh:inversePath " * 200 + "ex:p" + " ]" * 200
    with pytest.raises(ShapesError, match="deep"):
        compile_shapes(graph_of(f"ex:S a sh:PropertyShape ; sh:path {path} ."))


@pytest.mark.parametrize("operator", ["and", "or", "xone"])
def test_a_circle_that_is_never_cut_is_an_error(operator: str) -> None:
    with pytest.raises(ShapesError, match="without end"):
        results_of("ex:a a ex:C .", f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:{operator} ( ex:S ) .")


def test_a_chain_of_properties_is_followed_three_links_like_pyshacl() -> None:
    shapes = graph_of("ex:S a sh:NodeShape ; sh:targetNode ex:n0 ; sh:nodeKind sh:IRI ; sh:property ex:P . "
                      "ex:P sh:path ex:p ; sh:node ex:S .")  # fmt: skip
    for length in range(1, 7):
        chain = " ".join(f"ex:n{number} ex:p ex:n{number + 1} ." for number in range(length - 1))
        data = graph_of(f"{chain} ex:n{length - 1} ex:p 'not an IRI' .")
        results = validate(data, compile_shapes(shapes))
        assert bool(results) is (length <= 2)
        assert keys(results) == keys(validate_with_pyshacl(data, shapes))


def test_recursion_takes_no_longer_than_the_trails_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty nodes that all know each other have 40**3 chains of three, and 40 verdicts for each trail."""
    size = 40
    data = graph_of(
        " ".join(f"ex:n{one} a ex:C ; ex:p ex:n{other} ." for one in range(size) for other in range(size))
    )
    shapes = graph_of(
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:node ex:S ] ."
    )
    compiled = compile_shapes(shapes)
    looked_at = 0

    def counted(nodes: Nodes, node: str) -> Mapping[str, Sequence[str]]:
        nonlocal looked_at
        looked_at += 1
        return nodes.get(node, {})

    monkeypatch.setattr(Nodes, "__getitem__", counted, raising=False)
    assert validate(data, compiled) == []
    assert size < looked_at < 10 * size


@pytest.mark.parametrize(
    ("trail", "shape", "name", "other", "expected"),
    [
        ((), "S", "Not", "S", False),
        ((("S", "Not"),), "S", "Not", "S", False),
        ((("S", "Not"), ("S", "Not")), "S", "Not", "S", True),
        ((("S", "Not"), ("S", "Not")), "S", "Node", "S", False),
        ((("S", "Not"), ("S", "Not")), "S", "Not", "T", False),
        ((("S", "Property"), ("P", "Node"), ("S", "Property")), "P", "Node", "S", False),
        ((("S", "Property"), ("P", "Node")) * 2 + (("S", "Property"),), "P", "Node", "S", True),
    ],
)
def test_when_a_reference_is_cut(
    trail: tuple[tuple[str, str], ...], shape: str, name: str, other: str, expected: bool
) -> None:
    assert recurs(trail, shape, name, other) is expected
