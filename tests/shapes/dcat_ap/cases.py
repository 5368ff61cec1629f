"""Reading the cases of DCAT-AP: DCAT-AP-NO's base graph with `base.patch` is right, each case changes it.

The form of a patch is that of `patches`. The first rule that a heading names is the one that it proves.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Result, validate
from dcat_publisher.vocabulary.profile import profile_named
from tests.shapes.cases import base_triples, triples
from tests.shapes.patches import Case, Triple, applied, cases_in, proving_in

FOLDER = Path(__file__).parent
DAP = "https://w3id.org/dcat-publisher/shapes/dcat-ap#"


def cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file, by its name without suffix."""
    yield from cases_in(FOLDER / f"{name}.patch")


def proving() -> list[tuple[str, Case]]:
    """Return all cases that prove a rule, with the name of their file."""
    return proving_in(FOLDER, ("base",))


def apply(case: Case, there: Iterable[Triple]) -> list[Triple]:
    """Return a graph with the change of a case."""
    return applied(case, there, triples)


@cache
def right() -> tuple[Triple, ...]:
    """Return the triples of the graph that is right by DCAT-AP."""
    found: list[Triple] = list(base_triples())
    for case in cases("base"):
        found = apply(case, found)
    return tuple(found)


def results(data: Iterable[Triple], profile: str = "dcat-ap") -> list[Result]:
    """Validate triples against a profile."""
    return validate(Graph(data), profile_named(profile).shapes)


def rules(found: Iterable[Result]) -> frozenset[str]:
    """Return the local names of the shapes that found something."""
    return frozenset(one.source_shape[1:-1].rpartition("#")[2] for one in found)
