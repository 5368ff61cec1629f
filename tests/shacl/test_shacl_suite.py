"""The W3C's own test suite for SHACL Core, all of it, whole reports compared.

`SHACL_CORE_SUITE` is the folder `core` of the W3C data-shapes test suite (https://github.com/w3c/data-shapes,
data-shapes-test-suite/tests/core). It is not part of this project.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlparse

import pytest
import rdflib
from rdflib.compare import isomorphic

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri_value
from dcat_publisher.shacl import (
    Result,
    compile_shapes,
    read_shapes,
    validate,
    validate_with_pyshacl,
    validation_report,
)
from dcat_publisher.shacl.lists import read_list
from dcat_publisher.shacl.names import sh
from dcat_publisher.shacl.pyshacl_engine import to_rdflib

SUITE = os.environ.get("SHACL_CORE_SUITE")
pytestmark = pytest.mark.skipif(SUITE is None, reason="SHACL_CORE_SUITE does not name the W3C suite's folder")

MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
TEST = "http://www.w3.org/ns/shacl-test#"
COMPARED = ("focusNode", "resultPath", "value", "sourceConstraintComponent", "sourceShape", "resultSeverity")

PYSHACL_IS_WRONG = {
    "property/uniqueLang-002": 'takes "1"^^xsd:boolean for true',
}


class Case(NamedTuple):
    """One entry of a manifest."""

    name: str
    manifest: Graph
    data: Path
    shapes: Path
    expected: str


def _path(term: str) -> Path:
    return Path(unquote(urlparse(iri_value(term)).path))


def _one(graph: Graph, node: str, predicate: str) -> str:
    return graph.objects(node, f"<{predicate}>")[0]


def _entries(graph: Graph) -> Iterator[str]:
    for manifest in graph.instances(f"<{MANIFEST}Manifest>"):
        for head in graph.objects(manifest, f"<{MANIFEST}entries>"):
            yield from read_list(graph, head, manifest, "mf:entries")


def _cases(file: Path, root: Path) -> Iterator[Case]:
    graph = read_shapes([file])
    for manifest in graph.instances(f"<{MANIFEST}Manifest>"):
        for included in graph.objects(manifest, f"<{MANIFEST}include>"):
            yield from _cases(_path(included), root)
    for entry in _entries(graph):
        action = _one(graph, entry, f"{MANIFEST}action")
        data = _path(_one(graph, action, f"{TEST}dataGraph"))
        shapes = _path(_one(graph, action, f"{TEST}shapesGraph"))
        name = str((file.parent / _path(entry).name).relative_to(root))
        yield Case(name, graph, data, shapes, _one(graph, entry, f"{MANIFEST}result"))


CASES = [] if SUITE is None else list(_cases(Path(SUITE).resolve() / "manifest.ttl", Path(SUITE).resolve()))


def _comparable(report: Graph, node: str) -> rdflib.Graph:
    """Return a report as RDF with what the W3C asks to compare: all but messages and details."""
    kept = Graph()
    kept.add(node, sh("conforms"), _one(report, node, sh("conforms")[1:-1]))
    for result in report.objects(node, sh("result")):
        kept.add(node, sh("result"), result)
        for name in COMPARED:
            for value in report.objects(result, sh(name)):
                kept.add(result, sh(name), value)
                if name == "resultPath":
                    _copy_path(report, value, kept)
    return to_rdflib(kept)


def _copy_path(report: Graph, node: str, kept: Graph) -> None:
    if node[0] == "_":
        for predicate, values in report.predicates(node).items():
            for value in values:
                kept.add(node, predicate, value)
                _copy_path(report, value, kept)


def _agrees(case: Case, results: list[Result]) -> bool:
    report = validation_report(results)
    return isomorphic(_comparable(case.manifest, case.expected), _comparable(report, "_:report0"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_report_is_the_expected_one(case: Case) -> None:
    results = validate(read_shapes([case.data]), compile_shapes(read_shapes([case.shapes])))
    assert _agrees(case, results), results


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_pyshacl_engine_gives_the_same(case: Case) -> None:
    results = validate_with_pyshacl(read_shapes([case.data]), read_shapes([case.shapes]))
    assert _agrees(case, results) is (case.name not in PYSHACL_IS_WRONG)


def test_every_case_of_the_folder_ran(capsys: pytest.CaptureFixture[str]) -> None:
    assert SUITE is not None
    folder = Path(SUITE)
    in_files = sum(len(read_shapes([file]).instances(f"<{TEST}Validate>")) for file in folder.rglob("*.ttl"))
    with capsys.disabled():
        print(f"\nW3C SHACL Core suite: {len(CASES)} of {in_files} cases ran, none skipped")
    assert len(CASES) == in_files > 0
