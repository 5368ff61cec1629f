"""Reading the cases: `base.ttl` is right, each patch changes it so that the rules of its heading speak.

The form of a patch is that of `patches`, with the prefixes of `base.ttl`.

`*.patch` named by a shapes file prove its rules one by one; `more.patch` has further faults, `right.patch`
what must pass (its headings say what, and after a colon which rules speak none the less).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Result, Shapes, compile_shapes, read_shapes, validate
from tests.shapes.patches import Case, Triple, applied, cases_in, proving_in

FOLDER = Path(__file__).parent
SHAPES = sorted((FOLDER.parent.parent / "shapes" / "dcat-ap-no").glob("*.ttl"))
NOS = "https://w3id.org/dcat-publisher/shapes/dcat-ap-no#"
BASE = "https://example.org/"
def cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file, by its name without suffix."""
    yield from cases_in(FOLDER / f"{name}.patch", rules_after_colon=name == "right")


def proving() -> list[tuple[str, Case]]:
    """Return all cases that prove a rule, with the name of their file."""
    return proving_in(FOLDER, ("more", "right"))


@cache
def prefixes() -> str:
    """Return the prefixes of the base graph."""
    lines = (FOLDER / "base.ttl").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if line.startswith("@prefix"))


def triples(turtle: str, base: str = BASE) -> list[Triple]:
    """Read Turtle with the prefixes of the base graph."""
    quads = parse(prefixes() + turtle, format=RdfFormat.TURTLE, base_iri=base)
    return [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]


@cache
def base_triples() -> tuple[Triple, ...]:
    """Return the triples of the right graph."""
    return tuple(triples((FOLDER / "base.ttl").read_text(encoding="utf-8")))


def changed(case: Case) -> list[Triple]:
    """Return the right graph with the change of a case."""
    return applied(case, base_triples(), triples)


@cache
def shapes() -> Shapes:
    """Return the shapes, compiled."""
    return compile_shapes(read_shapes(SHAPES))


def results(data: Iterable[Triple]) -> list[Result]:
    """Validate triples."""
    graph = Graph()
    for triple in data:
        graph.add(*triple)
    return validate(graph, shapes())


def rules(found: Iterable[Result]) -> frozenset[str]:
    """Return the local names of the shapes that found something."""
    return frozenset(one.source_shape[1:-1].removeprefix(NOS) for one in found)
