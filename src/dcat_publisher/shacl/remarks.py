"""What stands in sound shapes and does not do what its author means, with the shape that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import XSD, Namespace
from dcat_publisher.model.terms import TYPE, datatype, is_literal, is_text
from dcat_publisher.shacl.asking import PARTNERS
from dcat_publisher.shacl.dangling import no_shapes
from dcat_publisher.shacl.datatypes import DATATYPES, datatype_test, nearest_datatype
from dcat_publisher.shacl.declaration import MESSAGE
from dcat_publisher.shacl.faults import fault, meant, shown
from dcat_publisher.shacl.model import ShapesError
from dcat_publisher.shacl.names import NIL, NODE_SHAPE, PATH, PROPERTY_SHAPE, QUALIFIED_VALUE_SHAPE, sh
from dcat_publisher.shacl.references import PARAMETERS, Survey, custom_parameters
from dcat_publisher.shacl.spelling import is_later, nearest, unknown_names, unknown_values

_BOUNDS: Final = tuple(map(sh, ("minExclusive", "minInclusive", "maxExclusive", "maxInclusive")))
_DASH: Final = Namespace("dash", "http://datashapes.org/dash#")
_OF_DASH: Final = (
    "closedByTypes", "coExistsWith", "hasValueIn", "hasValueWithClass", "nonRecursive", "reifiableBy",
    "rootClass", "singleLine", "stem", "subSetOf", "symmetric", "uniqueValueForClass", "uriStart",
)  # fmt: skip
"""The constraints of DASH (datashapes.org/constraints.html), whose other words are for editors."""
_SHAPES: Final = (NODE_SHAPE, PROPERTY_SHAPE)


def mistakes(graph: Graph) -> Iterator[ShapesError]:
    """Yield what has no effect, or none that can be meant: names, parameters and values of parameters."""
    yield from _unknown(graph)
    yield from _alone(graph)
    for shape, predicates in graph.index.items():
        for message in predicates.get(MESSAGE, ()):
            if is_literal(message) and not is_text(message):
                yield fault(shape, "no_message", value=shown(message))
        for value in predicates.get(sh("datatype"), ()):
            if XSD.has(value) and value not in DATATYPES:
                yield fault(shape, "no_datatype", value=shown(value), hint=meant(nearest_datatype(value)))
        for parameter in _BOUNDS:
            for value in predicates.get(parameter, ()):
                if is_literal(value) and not _is_well_formed(value):
                    yield fault(shape, "ill_formed", parameter=shown(parameter), value=shown(value))
        if NIL in predicates.get(sh("in"), ()):
            yield fault(shape, "no_member")


def _is_well_formed(value: str) -> bool:
    name = datatype(value)
    return is_text(value) or name is None or datatype_test(f"<{name}>")(value)


def _unknown(graph: Graph) -> Iterator[ShapesError]:
    for name, users in unknown_names(graph).items():
        if not is_later(name):
            for user in users:
                yield fault(user, "unknown_name", name=shown(name), hint=meant(nearest(name)))
    for shape, parameter, name in unknown_values(graph):
        if not is_later(name):
            blanks = {"name": shown(name), "parameter": shown(parameter)}
            yield fault(shape, "unknown_value", **blanks, hint=meant(nearest(name)))


def _alone(graph: Graph) -> Iterator[ShapesError]:
    """Yield the parameters without those that make a constraint of them."""
    custom = tuple(custom_parameters(graph).values())
    for shape, predicates in graph.index.items():
        for parameter, partners in PARTNERS.items():
            if parameter in predicates and not any(partner in predicates for partner in partners):
                yield _without(shape, parameter, *partners)
        if QUALIFIED_VALUE_SHAPE in predicates and PATH not in predicates:
            yield fault(shape, "not_here", parameter=shown(QUALIFIED_VALUE_SHAPE))
        whole = frozenset().union(*(parameters for parameters in custom if parameters <= predicates.keys()))
        for parameters in custom:
            given = sorted((parameters & predicates.keys()) - whole)
            if given and not parameters <= predicates.keys():
                yield _without(shape, given[0], *sorted(parameters - predicates.keys()))


def _without(shape: str, parameter: str, *partners: str) -> ShapesError:
    return fault(shape, "alone", parameter=shown(parameter), partner=", ".join(map(shown, partners)))


def doubts(graph: Graph, whole: Graph) -> Iterator[ShapesError]:
    """Yield what may be meant, and does nothing here: shapes that nobody wrote, and such as nobody uses.

    `whole` is the graph with the shapes that were left out, which may have used others.
    """
    yield from undescribed(graph)
    for shape, name in _later(graph):
        yield fault(shape, "later_name", name=shown(name))
    for shape, name in _of_dash(graph):
        yield fault(shape, "dash_name", name=f"dash:{name}")
    yield from _untargeted(graph, whole)


def undescribed(graph: Graph) -> Iterator[ShapesError]:
    """Yield the references, other than those of sh:property, to what is no shape."""
    for shape, parameter, other in no_shapes(graph):
        key = "no_shape" if graph.predicates(other) else "nowhere"
        yield fault(shape, key, parameter=shown(parameter), value=shown(other, graph))


def _later(graph: Graph) -> Iterator[tuple[str, str]]:
    for name, users in unknown_names(graph).items():
        if is_later(name):
            yield from ((user, name) for user in users)
    yield from ((shape, name) for shape, _, name in unknown_values(graph) if is_later(name))


def _of_dash(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the constraints of DASH that shapes have, where the graph does not define them itself."""
    defined = frozenset().union(*custom_parameters(graph).values())
    for shape, predicates in graph.index.items():
        for name in _OF_DASH:
            if _DASH[name] in predicates and _DASH[name] not in defined:
                yield shape, name


def _untargeted(graph: Graph, whole: Graph) -> Iterator[ShapesError]:
    """Yield the shapes without a target to which nothing in the graph leads."""
    roots = frozenset(Survey(graph).roots)
    led_to = {value for _, _, value in whole}
    for shape, predicates in graph.index.items():
        is_shape = any(type_ in _SHAPES for type_ in predicates.get(TYPE, ()))
        if (is_shape or not PARAMETERS.isdisjoint(predicates)) and shape not in roots and shape not in led_to:
            yield fault(shape, "untargeted")
