"""Whether a shape asks for anything: one that does not is no check, however many nodes it meets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import lexical
from dcat_publisher.shacl.declaration import DEACTIVATED
from dcat_publisher.shacl.lists import read_list
from dcat_publisher.shacl.model import ShapesError
from dcat_publisher.shacl.names import NODE, PATH, PROPERTY, QUALIFIED_VALUE_SHAPE, sh
from dcat_publisher.shacl.references import PARAMETERS, custom_parameters

PARTNERS: Final = {
    sh("flags"): (sh("pattern"),),
    sh("ignoredProperties"): (sh("closed"),),
    sh("qualifiedMinCount"): (QUALIFIED_VALUE_SHAPE,),
    sh("qualifiedMaxCount"): (QUALIFIED_VALUE_SHAPE,),
    sh("qualifiedValueShapesDisjoint"): (QUALIFIED_VALUE_SHAPE,),
}
"""Parameters of a constraint that another parameter makes -> that one."""
_MEMBERS: Final = {sh("and"): any, sh("or"): all}
"""Lists of shapes -> of how many of their members it depends whether something is asked."""
# Of these other shapes ask; the last two are no constraints (SHACL-AF).
_OF_OTHERS: Final = frozenset((PROPERTY, NODE, *_MEMBERS, *PARTNERS, sh("target"), sh("rule")))
# Values of parameters that every node, and every number of values, conforms to.
_ASKS_NOTHING: Final = {
    **dict.fromkeys(map(sh, ("minCount", "minLength")), "0"),
    **dict.fromkeys(map(sh, ("closed", "uniqueLang")), "false"),
}


class Asking:
    """Tells of the shapes of a graph whether they ask for anything, themselves or by others."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._custom = tuple(custom_parameters(graph).values())
        self._answers: dict[str, bool] = {}

    def asks(self, node: str) -> bool:
        """Return whether a shape has a constraint that counts, or one of those that it refers to.

        One that is deactivated has none (SHACL 2.1.7), nor has a parameter without those it belongs to.
        """
        answer = self._answers.get(node)
        if answer is None:
            self._answers[node] = False  # while it is asked for: a circle alone asks for nothing
            answer = self._answers[node] = not self._is_deactivated(node) and self._has_constraint(node)
        return answer

    def _is_deactivated(self, node: str) -> bool:
        return any(lexical(flag) in ("true", "1") for flag in self._graph.objects(node, DEACTIVATED))

    def _has_constraint(self, node: str) -> bool:
        said = self._graph.predicates(node)
        if any(parameters <= said.keys() for parameters in self._custom):
            return True
        if any(self._counts(parameter, values, has_path=PATH in said) for parameter, values in said.items()):
            return True
        others = (other for parameter in (PROPERTY, NODE) for other in said.get(parameter, ()))
        return any(map(self.asks, others)) or any(
            combine(map(self.asks, self._members(head, node, parameter)))
            for parameter, combine in _MEMBERS.items()
            for head in said.get(parameter, ())
        )

    def _counts(self, parameter: str, values: Sequence[str], *, has_path: bool) -> bool:
        if parameter not in PARAMETERS or parameter in _OF_OTHERS:
            return False
        if parameter == QUALIFIED_VALUE_SHAPE:
            return has_path
        nothing = _ASKS_NOTHING.get(parameter)
        return nothing is None or any(lexical(value) != nothing for value in values)

    def _members(self, head: str, node: str, parameter: str) -> Iterable[str]:
        try:
            return read_list(self._graph, head, node, parameter)
        except ShapesError:
            return ()
