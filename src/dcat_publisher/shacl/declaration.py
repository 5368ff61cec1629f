"""A shape as it is written: the parameters of one node of the shapes graph, read with checks (SHACL 2.1, 4).

Every reader raises ShapesError, which names the shape, when a parameter is not what the specification asks
for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import TYPE, datatype, is_text, lexical
from dcat_publisher.shacl import recursion
from dcat_publisher.shacl.data import Data
from dcat_publisher.shacl.datatypes import INTEGERS
from dcat_publisher.shacl.faults import fault, shown
from dcat_publisher.shacl.lists import read_list
from dcat_publisher.shacl.messages import names_in, own_words
from dcat_publisher.shacl.model import Result, ShapesError, Test
from dcat_publisher.shacl.names import NODE_SHAPE, PATH, TRUE, VIOLATION, component, sh
from dcat_publisher.shacl.paths import Path, path_text, read_path
from dcat_publisher.shacl.shape import Shape

SEVERITY: Final = sh("severity")
MESSAGE: Final = sh("message")
_MOST_DIGITS: Final = 18
DEACTIVATED: Final = sh("deactivated")


class Fault:
    """Makes the results of one constraint: everything in them that does not depend on the data is ready."""

    __slots__ = ("component", "messages", "path", "severity", "shape")

    def __init__(self, declared: Declaration, name: str, messages: tuple[str, ...]) -> None:
        self.component = component(name)
        self.path = declared.path_text
        self.shape = declared.node
        self.severity = declared.severity
        self.messages = messages

    def __call__(
        self, focus: str, value: str | None = None, path: str | None = None, details: tuple[Result, ...] = ()
    ) -> Result:
        """Return the result for a focus node and a value; `path` where the constraint reports another one."""
        return Result(
            focus, path or self.path, value, self.component, self.shape, self.severity, self.messages, details
        )


class Declaration:
    """One shape of the shapes graph, and the shapes that it may refer to."""

    __slots__ = (
        "_left_out",
        "_shapes",
        "graph",
        "messages",
        "node",
        "path",
        "path_text",
        "predicates",
        "severity",
    )

    def __init__(
        self, graph: Graph, node: str, shapes: Mapping[str, Shape], left_out: frozenset[str] = frozenset()
    ) -> None:
        self.graph = graph
        self.node = node
        self.predicates = graph.predicates(node)
        self._shapes = shapes
        self._left_out = left_out
        path_node = self.one(PATH)
        self.path: Path | None = None if path_node is None else read_path(graph, path_node, node)
        self.path_text = None if self.path is None else path_text(self.path)
        self.severity = self._severity()
        self.messages = self._messages()

    def fail(self, key: str, **blanks: str | int | Message) -> ShapesError:
        """Return the error that says what is wrong with this shape; see `faults.fault`."""
        return fault(self.node, key, **blanks)

    def wrong(self, key: str, parameter: str, value: str) -> ShapesError:
        """Return the error that the value of a parameter is not what it must be."""
        return self.fail(key, parameter=shown(parameter), value=shown(value, self.graph))

    def fault(self, name: str, key: str | None = None, /, **blanks: str | int) -> Fault:
        """Return the maker of a component's results; shapes without sh:message have our words for it.

        `key` is that of the words where one component has several, `blanks` what fills them.
        """
        said = {blank: str(value) for blank, value in blanks.items()}
        return Fault(self, name, self.messages or own_words(key or name, said))

    def names(self, *terms: str) -> str:
        """Return terms of the shapes graph for a sentence; a shape without a name by what it says."""
        return names_in(self.graph, terms)

    def many(self, parameter: str) -> Sequence[str]:
        """Return all values of a parameter."""
        return self.predicates.get(parameter, ())

    def one(self, parameter: str) -> str | None:
        """Return the only value of a parameter, or None."""
        values = self.predicates.get(parameter, ())
        if len(values) > 1:
            raise self.fail("several", parameter=shown(parameter), number=len(values))
        return values[0] if values else None

    def flag(self, parameter: str) -> bool:
        """Return whether a boolean parameter is `true`; `"1"` is not (W3C suite, uniqueLang-002)."""
        value = self.one(parameter)
        if value is not None and datatype(value) != XSD + "boolean":
            raise self.wrong("no_boolean", parameter, value)
        return value == TRUE

    def count(self, parameter: str) -> int | None:
        """Return the value of a parameter that is a whole number, 0 or more."""
        value = self.one(parameter)
        if value is None:
            return None
        name = (datatype(value) or "").removeprefix(XSD.iri)
        text = lexical(value).removeprefix("+")
        if name not in INTEGERS or not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
            raise self.wrong("no_count", parameter, value)
        return int(text)

    def iris(self, parameter: str) -> Sequence[str]:
        """Return the values of a parameter that takes IRIs."""
        values = self.many(parameter)
        for value in values:
            if value[0] != "<":
                raise self.wrong("no_iri", parameter, value)
        return values

    def iri(self, parameter: str) -> str | None:
        """Return the value of a parameter that takes one IRI."""
        self.one(parameter)
        return next(iter(self.iris(parameter)), None)

    def items(self, head: str, parameter: str) -> list[str]:
        """Return the members of a list that is a parameter's value."""
        return read_list(self.graph, head, self.node, parameter)

    def needs_path(self, parameter: str) -> None:
        """Refuse a parameter that only a property shape may have."""
        if self.path is None:
            key = "not_in_node_shape" if NODE_SHAPE in self.predicates.get(TYPE, ()) else "needs_path"
            raise self.fail(key, parameter=shown(parameter))

    def shape(self, node: str) -> Shape:
        """Return the (perhaps unfinished) compiled shape that a parameter refers to."""
        return self._shapes[node]

    def compiles(self, node: str) -> bool:
        """Return whether a shape referred to is SHACL Core throughout; others are left to pySHACL."""
        return node not in self._left_out

    def conforms(self, name: str, other: Shape) -> Test:
        """Return the test whether a value conforms to another shape, asked for by the component `name`."""
        return recursion.conforms(self.node, name, other)

    def recurs(self, name: str, other: Shape, data: Data) -> bool:
        """Return whether to go no further, because this reference is being followed already."""
        return other.recursive and recursion.recurs(data.trail, self.node, name, other.node)

    def _severity(self) -> str:
        severity = self.one(SEVERITY) or VIOLATION
        if severity[0] != "<":
            raise self.wrong("no_iri", SEVERITY, severity)
        return severity

    def _messages(self) -> tuple[str, ...]:
        """Return the messages that are text (SHACL 2.1.5); of others `remarks` tells."""
        messages = self.many(MESSAGE)
        for message in messages:
            if message[0] != '"':
                raise self.wrong("no_text", MESSAGE, message)
        return tuple(sorted(filter(is_text, messages)))
