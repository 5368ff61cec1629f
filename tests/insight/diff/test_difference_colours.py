"""Blank nodes by their surroundings: the right classes, in a time that grows as the graph does."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcat_publisher.insight.diff.alignment import aligned
from dcat_publisher.insight.diff.colours import refined
from dcat_publisher.insight.diff.ownership import ownership
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.named_terms import DATASET
from dcat_publisher.model.terms import TYPE
from tests.examples import examples

NODES = st.sampled_from([*(f"_:n{number}" for number in range(8)), "<http://example.org/a>"])
TRIPLES = st.lists(st.tuples(NODES, st.sampled_from("pq"), NODES | st.just('"x"')), max_size=20, unique=True)


def by_rounds(triples: Iterable[Triple]) -> set[frozenset[str]]:
    """The classes by the definition: all nodes are compared by all that they are next to, round by round."""
    triples = list(triples)
    nodes = {node for triple in triples for node in (triple[0], triple[2]) if node.startswith("_:")}
    colours: dict[str, object] = dict.fromkeys(nodes, 0)
    for _ in nodes:
        seen: dict[object, int] = {}
        colours = {
            node: seen.setdefault(
                (
                    colours[node],
                    tuple(sorted((p, str(colours.get(o, o))) for s, p, o in triples if s == node)),
                    tuple(sorted((p, str(colours.get(s, s))) for s, p, o in triples if o == node)),
                ),
                len(seen),
            )
            for node in nodes
        }
    return classes(colours)


def classes(colours: dict[str, object]) -> set[frozenset[str]]:
    found: dict[object, set[str]] = {}
    for node, colour in colours.items():
        found.setdefault(colour, set()).add(node)
    return {frozenset(nodes) for nodes in found.values()}


@settings(deadline=None, max_examples=examples(200), derandomize=True)
@given(TRIPLES)
def test_the_classes_are_those_of_the_definition(triples: list[Triple]) -> None:
    assert classes(dict(refined(triples))) == by_rounds(triples)


def chain(length: int, hub: str = "") -> Graph:
    """A chain of blank nodes that say the same; with a hub, which is next to all of them."""
    graph = Graph()
    for number in range(length):
        graph.add(f"_:n{number}", "<first>", '"x"')
        graph.add(f"_:n{number}", "<rest>", f"_:n{number + 1}")
        if hub:
            graph.add(hub, "<member>", f"_:n{number}")
    return graph


@pytest.mark.parametrize("hub", ["", "_:hub"])
def test_a_long_chain_is_aligned_with_itself(hub: str) -> None:
    """By rounds over all nodes it would take 10,000 rounds of 20,000 nodes: an hour."""
    old, new = aligned(chain(10_000, hub), chain(10_000, hub))
    assert set(old) == set(new)


def test_the_way_down_a_long_chain_is_short() -> None:
    graph = chain(10_000)
    graph.add("<http://example.org/a>", TYPE, DATASET)
    graph.add("<http://example.org/a>", "<list>", "_:n0")
    found = ownership(graph)
    assert set(found.owner.values()) == {"<http://example.org/a>"}
    assert [step.predicate for step in found.way["_:n2"]] == ["<list>", "<rest>", "<rest>"]
    assert max(map(len, found.way.values())) < 100
