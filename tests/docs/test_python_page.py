"""The page on Python: what it shows runs, what it lists is there, and is all that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dcat_publisher
from dcat_publisher.shacl import Coverage, Result

PAGE = (Path(__file__).parents[2] / "docs" / "python.md").read_text("utf-8")
DATA = """@prefix dct: <http://purl.org/dc/terms/> .
<http://example.org/a> a <http://www.w3.org/ns/dcat#Dataset> .
<http://example.org/b> a <http://www.w3.org/ns/dcat#Dataset> ; dct:title "B" .
"""
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetClass <http://www.w3.org/ns/dcat#Dataset> ;
  sh:property [ sh:path <http://purl.org/dc/terms/title> ; sh:minCount 1 ; sh:message "No title."@en ] ,
    [ sh:path <http://purl.org/dc/terms/title> ; sh:nodeKind ex:Wrong ] .
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "catalogue.ttl").write_text(DATA, "utf-8")
    (tmp_path / "agents.jsonld").write_text('{"@context": {}, "@id": "http://example.org/c"}', "utf-8")
    (tmp_path / "shapes.ttl").write_text(SHAPES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_examples_run_and_say_what_they_should(capsys: pytest.CaptureFixture[str]) -> None:
    known: dict[str, object] = {}
    for code in re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        exec(code, known)
    lines = capsys.readouterr().out.splitlines()
    path = "<http://purl.org/dc/terms/title>"
    assert lines[0] == f"catalogue.ttl:2 <http://example.org/a> {path}: No title."
    assert lines[1].startswith(f"shapes.ttl 4 of the property {path} in <http://example.org/S> sh:nodeKind")
    assert lines[2] == "1 of 1 shapes met 2 nodes"
    assert lines[3].startswith("- 1 ")
    assert len(lines) == 4


def _first_cells(heading: str) -> list[str]:
    table = PAGE.split(f"| {heading} |")[1].split("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines()[2:]]
    return [name for cell in cells for name in re.findall(r"`(\w+)", cell)]


def test_what_the_tables_list_is_there() -> None:
    for name in _first_cells("of a validation"):
        assert name in ("conforms", "results", "findings", "report", "graph", "shapes", "coverage")
    listed = set(_first_cells("of a result"))
    assert set(Result._fields) | {"severity_iri", "message"} == listed
    assert {"met", "nodes", "shapes"} <= set(Coverage._fields)
    for name in _first_cells("exception"):
        assert hasattr(dcat_publisher, name)
