"""`validate` from Python: whatever holds RDF is taken, results know where they are, errors are two."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib

from dcat_publisher import ConfigurationError, RdfSyntaxError, validate
from dcat_publisher.model.graph import Graph

TURTLE = """@prefix dct: <http://purl.org/dc/terms/> . @prefix ex: <http://example.org/> .
ex:a a ex:C ; dct:creator [ a ex:D ] .

ex:b a ex:C ; dct:title "B"@nb-NO ; dct:creator [ a ex:D ; ex:name "Ola" ] .
"""
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
@prefix dct: <http://purl.org/dc/terms/> .
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path dct:title ; sh:minCount 1 ;
  sh:severity ex:Grave ; sh:message "Tittel mangler"@nb , "No title"@en ] .
ex:T a sh:NodeShape ; sh:targetClass ex:D ; sh:property [ sh:path ex:name ; sh:minCount 1 ] .
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "data.ttl").write_text(TURTLE, "utf-8")
    (tmp_path / "data.ttl.gz").write_bytes(gzip.compress(TURTLE.encode()))
    (tmp_path / "data.txt").write_text(TURTLE, "utf-8")
    (tmp_path / "shapes.ttl").write_text(SHAPES, "utf-8")
    graph = rdflib.Graph().parse(data=TURTLE, format="turtle")
    graph.serialize(tmp_path / "data.xml", format="pretty-xml", encoding="utf-8")
    graph.serialize(tmp_path / "data.json", format="json-ld", encoding="utf-8")
    return tmp_path


def _store(folder: Path) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=str(folder / "data.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return store


def _dataset(_: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.graph(rdflib.URIRef("http://example.org/g")).parse(data=TURTLE, format="turtle")
    return dataset


KINDS: dict[str, Callable[[Path], Any]] = {
    "path": lambda folder: folder / "data.ttl",
    "name": lambda folder: str(folder / "data.ttl"),
    "packed": lambda folder: folder / "data.ttl.gz",
    "RDF/XML": lambda folder: folder / "data.xml",
    "JSON-LD": lambda folder: folder / "data.json",
    "bytes": lambda _: TURTLE.encode(),
    "rdflib": lambda _: rdflib.Graph().parse(data=TURTLE, format="turtle"),
    "rdflib with names": _dataset,
    "pyoxigraph": _store,
    "pyoxigraph quads": lambda folder: pyoxigraph.Dataset(_store(folder)),
    "ours": lambda _: Graph([
        ("<http://example.org/a>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://example.org/C>"),
        ("_:x", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://example.org/D>"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_holds_rdf_is_validated(kind: str, files: Path) -> None:
    validation = validate(KINDS[kind](files), shapes=files / "shapes.ttl")
    by_shape = [(result.focus, result.message("nb")) for result in validation.results if "a>" in result.focus]
    assert by_shape == [("<http://example.org/a>", "Tittel mangler")]
    assert len(validation.results) == 2
    assert (validation.coverage.shapes, validation.coverage.met) == (2, 2)


def test_a_result_knows_file_line_severity_and_words(files: Path) -> None:
    (result,) = [one for one in validate(files / "data.ttl", shapes=str(files / "shapes.ttl")).results
                 if one.path == "<http://purl.org/dc/terms/title>"]  # fmt: skip
    assert (result.file, result.line) == ((files / "data.ttl").as_posix(), 2)
    assert result.severity_iri == "http://example.org/Grave"
    assert (result.message("nb"), result.message("en"), result.message("de")) == (
        "Tittel mangler", "No title", "No title",
    )  # fmt: skip


def test_several_files_are_one_graph_and_blank_nodes_stay_apart(tmp_path: Path, files: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / f"{name}.ttl").write_text(
            f"@prefix ex: <http://example.org/> .\n\n_:b0 a ex:D . ex:{name} ex:has _:b0, [ a ex:D ] .",
            "utf-8",
        )
    validation = validate([tmp_path / "x.ttl", str(tmp_path / "y.ttl")], shapes=[files / "shapes.ttl"])
    assert len(validation.results) == 4
    named = {Path(result.file or "").name for result in validation.results}
    assert named == {"x.ttl", "y.ttl"}
    assert {finding.place.line for finding in validation.findings} == {3}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"data": []}, "empty"),
        ({"shapes": []}, "empty"),
        ({"data": "missing.ttl"}, "missing.ttl"),
        ({"data": "data.txt"}, "suffix"),
        ({"data": 7}, "int"),
        ({"data": {"a": 1}}, "dict"),
        ({"shapes": "missing.ttl"}, "missing.ttl"),
        ({"shapes": "data.txt"}, "suffix"),
        ({"profile": "nobody's"}, "nobody's"),
        ({"data": b"x", "input_format": "klingon"}, "klingon"),
        ({"data": b"\x1f\x8bnothing"}, "gzip"),
    ],
)
def test_wrong_calls_are_configuration_errors(
    given: dict[str, Any], words: str, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files)
    call = {"data": "data.ttl", "shapes": "shapes.ttl", **given}
    with pytest.raises(ConfigurationError, match=words):
        validate(call.pop("data"), **call)


@pytest.mark.parametrize("name", ["turtle", "ttl", ".TTL", "text/turtle", "application/x-turtle"])
def test_a_format_goes_by_several_names(name: str, files: Path) -> None:
    assert len(validate(files / "data.txt", shapes=files / "shapes.ttl", input_format=name).results) == 2


def test_what_is_not_well_formed_says_where(files: Path) -> None:
    with pytest.raises(RdfSyntaxError) as caught:
        validate(b"@prefix ex: <http://example.org/> .\nex:a ex:b ; .", shapes=files / "shapes.ttl")
    assert (caught.value.name, caught.value.line) == ("-", 2)


def test_shapes_with_faults_are_left_out_or_refused(files: Path) -> None:
    with (files / "shapes.ttl").open("a", encoding="utf-8") as stream:
        stream.write("ex:Broken a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind ex:Wrong .\n")
    validation = validate(files / "data.ttl", shapes=files / "shapes.ttl")
    (fault,) = validation.shapes.faults
    assert (fault.shape, fault.line) == ("<http://example.org/Broken>", 6)
    assert len(validation.results) == 2
    with pytest.raises(ConfigurationError, match="Broken"):
        validate(files / "data.ttl", shapes=files / "shapes.ttl", strict_shapes=True)
