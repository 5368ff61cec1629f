"""Reading the cases of HealthDCAT-AP: `base.ttl` is right, each patch breaks the rules of its heading.

The form of a patch is that of `patches`. The first rule that a heading names is the one that it proves;
it is a rule of this profile, the others may be of DCAT-AP. `right.patch` has what must pass.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Result, validate
from dcat_publisher.vocabulary.profile import profile_named
from tests.shapes.cases import BASE
from tests.shapes.patches import Case, Triple, applied, cases_in, proving_in

FOLDER = Path(__file__).parent
HDA = "https://w3id.org/dcat-publisher/shapes/healthdcat-ap#"


def cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file, by its name without suffix."""
    yield from cases_in(FOLDER / f"{name}.patch")


def proving() -> list[tuple[str, Case]]:
    """Return all cases that prove a rule, with the name of their file."""
    return proving_in(FOLDER, ("right",))


@cache
def _base() -> str:
    return (FOLDER / "base.ttl").read_text(encoding="utf-8")


@cache
def _prefixes() -> str:
    return "".join(line for line in _base().splitlines(keepends=True) if line.startswith("@prefix"))


def triples(turtle: str) -> list[Triple]:
    """Read Turtle with the prefixes of the base graph."""
    quads = parse(_prefixes() + turtle, format=RdfFormat.TURTLE, base_iri=BASE)
    return [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]


@cache
def right() -> tuple[Triple, ...]:
    """Return the triples of the right graph."""
    return tuple(triples(_base()))


def changed(case: Case) -> list[Triple]:
    """Return the right graph with the change of a case."""
    return applied(case, right(), triples)


def results(data: Iterable[Triple]) -> list[Result]:
    """Validate triples against the profile."""
    return validate(Graph(data), profile_named("healthdcat-ap").shapes)


def fired(found: Iterable[Result]) -> frozenset[str]:
    """Return the local names of the shapes that found something."""
    return frozenset(one.source_shape[1:-1].rpartition("#")[2] for one in found)
