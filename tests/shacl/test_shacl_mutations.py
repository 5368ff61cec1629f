"""The same results as pySHACL on spoilt records, with shapes that catalogues are really checked with.

A record is copied many times under other IRIs; each copy is spoilt in one to three places; all copies are
validated at once, so that pySHACL, which is slow to begin, can be asked about hundreds of mutations in one
run. The shapes are the project's profiles and, where `DCAT_AP_NO_2_SHAPES` names the file, the official
shapes of DCAT-AP-NO 2 (in https://github.com/Informasjonsforvaltning/dcat-ap-no, folder shacl), which are not
part of this project.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.terms import TYPE
from dcat_publisher.shacl import compile_shapes, read_shapes, validate, validate_with_pyshacl
from tests.shacl.shacl_support import keys

HERE = Path(__file__).parent
PROFILES = {
    folder.name: sorted(folder.glob("*.ttl")) for folder in sorted((HERE.parents[1] / "shapes").glob("*/"))
}
OFFICIAL = os.environ.get("DCAT_AP_NO_2_SHAPES")
if OFFICIAL is not None:
    PROFILES["official DCAT-AP-NO 2"] = [Path(OFFICIAL)]

RECORD = read_shapes([HERE / "record.ttl"])
OBJECTS = sorted({value for _, _, value in RECORD})
CLASSES = sorted({value for _, predicate, value in RECORD if predicate == TYPE})

Mutation = Callable[[random.Random, list[Triple], int], None]


def _drop(_: random.Random, triples: list[Triple], position: int) -> None:
    del triples[position]


def _double(draw: random.Random, triples: list[Triple], position: int) -> None:
    subject, predicate, _ = triples[position]
    triples.append((subject, predicate, draw.choice(OBJECTS)))


def _retype(draw: random.Random, triples: list[Triple], position: int) -> None:
    subject = triples[position][0]
    types = [index for index, triple in enumerate(triples) if triple[:2] == (subject, TYPE)]
    if types:
        triples[draw.choice(types)] = (subject, TYPE, draw.choice(CLASSES))


def _relabel(draw: random.Random, triples: list[Triple], position: int) -> None:
    subject, predicate, _ = triples[position]
    triples[position] = (
        subject,
        predicate,
        draw.choice(['"yesterday"', "<http://example.org/x>", "_:x", *OBJECTS]),
    )


def _relanguage(draw: random.Random, triples: list[Triple], position: int) -> None:
    subject, predicate, value = triples[position]
    suffix = draw.choice(["", "@nb", "@en", "@nn", "^^<http://www.w3.org/2001/XMLSchema#integer>"])
    if value[0] == '"':
        triples[position] = (subject, predicate, value[: value.rindex('"') + 1] + suffix)


MUTATIONS: tuple[Mutation, ...] = (_drop, _double, _retype, _relabel, _relanguage)


def _spoilt(draw: random.Random, copies: int) -> Graph:
    graph = Graph()
    for copy in range(copies):
        triples = list(RECORD)
        for _ in range(draw.randint(1, 3)):
            draw.choice(MUTATIONS)(draw, triples, draw.randrange(len(triples)))
        for triple in triples:
            subject, predicate, value = (_renamed(term, copy) for term in triple)
            graph.add(subject, predicate, value)
    return graph


def _renamed(term: str, copy: int) -> str:
    return term.replace("<http://example.org/0/", f"<http://example.org/{copy}/")


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    ("seed", "copies"), [(0, 20), *(pytest.param(seed, 100, marks=pytest.mark.trial) for seed in range(5))]
)
def test_same_results_as_pyshacl_on_spoilt_records(profile: str, seed: int, copies: int) -> None:
    if not PROFILES[profile]:
        pytest.skip(f"the profile {profile} has no shapes")
    graph, shapes = _spoilt(random.Random(seed), copies), read_shapes(PROFILES[profile])
    results = validate(graph, compile_shapes(shapes))
    assert keys(results) == keys(validate_with_pyshacl(graph, shapes))
    assert len(results) > copies
