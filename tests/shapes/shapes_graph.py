"""A shapes graph as a test reads it: short names, lists, and the property shapes that have a target."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from dcat_publisher.model.graph import Graph

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def sh(name: str) -> str:
    """Return the term of a SHACL name."""
    return f"<{SH}{name}>"


class Targeted(NamedTuple):
    """A property shape that a node shape with targets names, and what it asks: parameter to values."""

    node: str
    targets: frozenset[str]
    shape: str
    asked: dict[str, list[str]]


class ShapesGraph:
    """A shapes graph, read when it is first asked, with the prefixes that its names are told by."""

    def __init__(self, graph: Callable[[], Graph], prefixes: Mapping[str, str]) -> None:
        self._graph = graph
        self._prefixes = prefixes

    def curie(self, term: str) -> str:
        """Return the short form of an IRI, else the term as it is."""
        for prefix, namespace in self._prefixes.items():
            if term.startswith(f"<{namespace}"):
                return f"{prefix}:{term[len(namespace) + 1 : -1]}"
        return term

    def members(self, node: str) -> list[str]:
        """Return the members of an RDF list."""
        found = []
        while first := self._graph().objects(node, f"<{RDF}first>"):
            found.append(first[0])
            node = self._graph().objects(node, f"<{RDF}rest>")[0]
        return found

    def targeted(self) -> Iterator[Targeted]:
        """Yield the property shapes that a node shape names which has a target."""
        graph, curie = self._graph(), self.curie
        for node in graph.instances(sh("NodeShape")):
            said = graph.predicates(node)
            targeting = [name for name in said if name.startswith(sh("target")[:-1])]
            targets = frozenset(f"{curie(name)} {curie(value)}" for name in targeting for value in said[name])
            for shape in said.get(sh("property"), ()) if targets else ():
                asked = {curie(name): list(values) for name, values in graph.predicates(shape).items()}
                yield Targeted(node, targets, shape, asked)
