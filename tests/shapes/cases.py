"""Reading the cases: `base.ttl` is right, each patch changes it so that the rules of its heading speak.

A patch is RDF Patch with the prefixes of `base.ttl`: `D` deletes, `A` adds, objects are listed as in Turtle.

    # Dataset-title-required          the rule that it proves, then the others that the same fault breaks
    D <older> dct:title "Eldre datasett"@nb .

`*.patch` named by a shapes file prove its rules one by one; `more.patch` has further faults, `right.patch`
what must pass (its headings say what, and after a colon which rules speak none the less).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import RdfFormat, parse

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import Result, Shapes, compile_shapes, read_shapes, validate

FOLDER = Path(__file__).parent
SHAPES = sorted((FOLDER.parent.parent / "shapes" / "dcat-ap-no").glob("*.ttl"))
NOS = "https://w3id.org/dcat-publisher/shapes/dcat-ap-no#"
BASE = "https://example.org/"
Triple = tuple[str, str, str]


class Case(NamedTuple):
    """One patch: what the heading says, the rules that it breaks, the lines."""

    title: str
    rules: frozenset[str]
    deleted: str
    added: str


def cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file, by its name without suffix."""
    text = (FOLDER / f"{name}.patch").read_text(encoding="utf-8")
    for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        named = title.partition(":")[2] if name == "right" else title
        lines = [line for line in body.splitlines() if line and not line.startswith("##")]
        assert all(line[:2] in ("A ", "D ") for line in lines), lines
        yield Case(
            title,
            frozenset(re.findall(r"[\w-]+", named)),
            "\n".join(line[2:] for line in lines if line[0] == "D"),
            "\n".join(line[2:] for line in lines if line[0] == "A"),
        )


def proving() -> list[tuple[str, Case]]:
    """Return all cases that prove a rule, with the name of their file."""
    names = [path.stem for path in sorted(FOLDER.glob("*.patch")) if path.stem not in ("more", "right")]
    return [(name, case) for name in names for case in cases(name)]


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
    """Return the right graph with the change of a case; what it deletes must be there."""
    there = base_triples()
    deleted, added = triples(case.deleted), triples(case.added)
    assert set(deleted) <= set(there), f"{case.title}: deletes what is not there"
    assert not set(added) & set(there), f"{case.title}: adds what is there"
    return [triple for triple in there if triple not in deleted] + added


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
