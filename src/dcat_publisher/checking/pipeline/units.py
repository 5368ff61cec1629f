"""Validating a unit: some parts, over the graph on demand; what comes of it and what it depends on."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, Sequence
from typing import Final, NamedTuple

from dcat_publisher.checking.circumstances import Circumstances
from dcat_publisher.checking.node_rules import node_findings
from dcat_publisher.checking.pipeline.index import CODES, PartIndex
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.nodes import PLACES, NodeView, UnitData, inverse_key, leading
from dcat_publisher.checking.placed_nodes import Said
from dcat_publisher.checking.validation import knows_register, placed_findings
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.shacl import Result, Shapes, sort_key
from dcat_publisher.shacl.targets import focus_nodes

LATER: Final = Place("", 0, 0, 0, 0)
"""The place of what stands where something leads to it first: that is told when all is known."""
UNIT: Final = 16
"""How many parts are validated together: few enough to share out, enough that what they share is cheap."""


class Verdict(NamedTuple):
    """What came of a unit: results of shapes, of rules on nodes, and the keys of what was read besides."""

    results: list[Finding]
    numbers: list[Finding]
    reads: frozenset[str]


class _ViewPlaces:
    """The places of what a unit looks at."""

    def __init__(self, view: NodeView, parts: LinkedParts) -> None:
        self._view = view
        self._parts = parts

    def predicates(self, subject: str) -> Said:
        """Return predicate -> objects of a subject; empty when it is not described."""
        return self._view[subject]

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        """Return the objects of a subject and predicate."""
        return self._view[subject].get(predicate, ())

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """Return the subjects that lead to a value by a predicate that is followed backwards."""
        self._view.reads.add(inverse_key(predicate, value))
        return leading(self._view.index, predicate, value)

    def triple_place(self, subject: str, predicate: str, value: str) -> Place | None:
        """Return the place where a triple was typed; of a member of the catalogue, its own."""
        self._note(subject)
        place = self._parts.triple_place(subject, predicate, value)
        if place is not None:
            return place
        index = self._view.index
        is_member = subject == index.catalog and value in index.members.get(predicate, ())
        return (
            self.node_place(value) if is_member and not self._is_stated(subject, predicate, value) else None
        )

    def _is_stated(self, subject: str, predicate: str, value: str) -> bool:
        self._note(subject)
        numbers = self._view.index.describing(subject)
        return any(value in self._parts(number).get(subject, {}).get(predicate, ()) for number in numbers)

    def node_place(self, node: str) -> Place | None:
        """Return the place where a node was declared."""
        self._note(node)
        return self._parts.node_place(node)

    def reference_place(self, node: str) -> Place | None:  # noqa: ARG002
        """Return the mark of what is told later."""
        return LATER

    def _note(self, node: str) -> None:
        """Note that somebody asked for places of a node, unless nobody else can have a say in them."""
        view = self._view
        if node not in view.own or len(view.index.describing(node)) > 1:
            view.reads.add(f"{PLACES}{node}")


def validate_unit(numbers: Sequence[int], parts: LinkedParts, shapes: Shapes, whole: Place) -> Verdict:
    """Validate what some parts describe, and what they alone or first link to.

    All shapes but those that are not SHACL Core are looked at.
    """
    index = parts.index
    own: dict[str, None] = {}
    links: dict[str, None] = {}
    for number in numbers:
        own.update(dict.fromkeys(index.coded if number == CODES else parts(number)))
        links.update(dict.fromkeys(_links_of(number, index)))
    view = NodeView(index, parts, own, links)
    focuses = _focuses(numbers, own, links, targets_of(shapes), view)
    objects = _objects(objects_of(shapes), numbers, focuses.keys(), links.keys(), view)
    for node in (node for values in objects.values() for node in values):
        focuses.setdefault(node)
    data = UnitData(view, focuses, objects)
    results = _results(data, shapes)
    places = _ViewPlaces(view, parts)
    found = Circumstances(places).considered(placed_findings(places, results, whole))
    besides = node_findings(places, focuses, whole, register=knows_register(shapes))
    verdict = Verdict(found, list(besides), frozenset(view.reads))
    view.clear()
    return verdict


def _links_of(number: int, index: PartIndex) -> Iterable[str]:
    if number == CODES:
        return index.linked_by_codes
    symbols, bindings = index.parts[number], index.bindings
    if not symbols.names:
        return symbols.links
    return (node for link in symbols.links if (node := link if link[0] == "<" else bindings.get(link)))


def _focuses(
    numbers: Sequence[int], own: Iterable[str], links: Iterable[str], named: Iterable[str], view: NodeView
) -> dict[str, None]:
    """Return the nodes that a unit is to validate: each node belongs to the first part that speaks of it."""
    index, mine = view.index, frozenset(numbers)
    found = {node: None for node in own if owner_of(node, view) in mine}
    for node in links:
        is_free = node not in found and view.is_undescribed(node)
        if is_free and index.classes_of_links(node) and owner_of(node, view) in mine:
            found[node] = None
    found.update({node: None for node in named if owner_of(node, view) in mine})
    if CODES in mine and index.catalog is not None and owner_of(index.catalog, view) == CODES:
        found[index.catalog] = None
    return found


def owner_of(node: str, view: NodeView) -> int:
    """Return the part whose unit validates a node: the first that describes it, else that links to it."""
    for number in view.index.describing(node):
        if node in view.load(number):
            return number
    if node in view.index.coded:
        return CODES
    return next((number for number, _ in view.index.linking(node)), CODES)


def _objects(
    predicates: frozenset[str], numbers: Sequence[int], focuses: KeysView[str], links: KeysView[str],
    view: NodeView,
) -> dict[str, list[str]]:  # fmt: skip
    """Return what predicates lead to (sh:targetObjectsOf) and this unit validates."""
    index, mine = view.index, frozenset(numbers)
    found: dict[str, list[str]] = {}
    for predicate in predicates:
        led_to = index.objects_of(predicate)
        others = (led_to & links) - focuses
        found[predicate] = [*(led_to & focuses), *(node for node in others if owner_of(node, view) in mine)]
    for number in numbers:
        for said in (index.coded if number == CODES else view.load(number)).values():
            for predicate in said.keys() & predicates:
                found[predicate] += [value for value in said[predicate] if value[0] == '"']
    return found


def _results(data: UnitData, shapes: Shapes) -> list[Result]:
    results: list[Result] = []
    if not shapes.has_rules:
        for root in shapes.roots:
            if not root.has_advanced_target:
                visit = root.shape.validate
                for focus in focus_nodes(root.targets, data):
                    visit(data, focus, results)
    results.sort(key=sort_key)
    return results


def objects_of(shapes: Shapes) -> frozenset[str]:
    """Return the predicates whose objects shapes have for a target."""
    return frozenset(target.watched for root in shapes.roots for target in root.targets if target.watched)


def targets_of(shapes: Shapes) -> list[str]:
    """Return the nodes that shapes name as their targets."""
    return [node for root in shapes.roots for target in root.targets for node in target.named]


__all__ = ["LATER", "UNIT", "Verdict", "validate_unit"]
