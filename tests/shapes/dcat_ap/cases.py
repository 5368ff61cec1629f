"""Reading the cases of DCAT-AP: DCAT-AP-NO's base graph with `base.patch` is right, each case changes it.

The form of a patch is that of `shapes.cases`. The first rule that a heading names is the one that it proves.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Result, validate
from dcat_publisher.vocabulary.profile import profile_named
from tests.shapes.cases import Case, Triple, base_triples, triples

FOLDER = Path(__file__).parent
DAP = "https://w3id.org/dcat-publisher/shapes/dcat-ap#"


def cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file, by its name without suffix."""
    text = (FOLDER / f"{name}.patch").read_text(encoding="utf-8")
    for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        lines = [line for line in body.splitlines() if line]
        assert all(line[:2] in ("A ", "D ") for line in lines), lines
        deleted, added = ("\n".join(line[2:] for line in lines if line[0] == kind) for kind in "DA")
        yield Case(title, frozenset(re.findall(r"[\w-]+", title)), deleted, added)


def proving() -> list[tuple[str, Case]]:
    """Return all cases that prove a rule, with the name of their file."""
    names = [path.stem for path in sorted(FOLDER.glob("*.patch")) if path.stem != "base"]
    return [(name, case) for name in names for case in cases(name)]


def apply(case: Case, there: Iterable[Triple]) -> list[Triple]:
    """Return a graph with the change of a case; what it deletes must be there, what it adds not."""
    before = list(there)
    deleted, added = triples(case.deleted), triples(case.added)
    assert set(deleted) <= set(before), f"{case.title}: deletes what is not there"
    assert not set(added) & set(before), f"{case.title}: adds what is there"
    return [triple for triple in before if triple not in deleted] + added


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
