"""The commands on large folders and on RDF files, as a user calls them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from bench.generate import generate
from dcat_publisher.checking.validate_rdf import RdfSyntaxError, validate
from dcat_publisher.publish.manifest import write_draft
from dcat_publisher.rdf.read import read_rdf
from dcat_publisher.system.scratch import PREFIX
from tests.checking.scale.generated_folders import LINES, tree, write

PROGRAM = str(Path(sys.executable).with_name("dcat-publisher"))
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <urn:s#> .
s:Thing sh:targetSubjectsOf s:p ; sh:property s:title .
s:title sh:path s:title ; sh:minCount 1 ; sh:message "A title is missing."@en .
"""
TRIPLES = '<urn:a> <urn:s#title> "A" .\n<urn:b> <urn:s#p> "x" .\n<urn:a> <urn:s#p> "y" .\n'


def run(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        [PROGRAM, *map(str, words)], capture_output=True, text=True, check=False, env=environment
    )


def large(folder: Path, number: int) -> Path:
    source = folder / "source"
    source.mkdir()
    write(source, 1)
    for index in range(number):
        line = LINES[index % 5]
        (source / f"m{index:04}.yaml").write_text(
            f"type: Dataset\ntitle: {{nb: M {index}}}\n{line}\n", "utf-8"
        )
    return source


def test_jobs_and_cache_change_nothing_that_is_reported(tmp_path: Path) -> None:
    source = large(tmp_path, 220)
    words = ("check", source, "--lang", "en", "--full", "--jobs")
    alone = run(*words, "1", "--no-cache", folder=tmp_path)
    assert alone.returncode == 1
    assert len(alone.stdout.splitlines()) > 400
    for _ in range(2):
        pooled = run(*words, "2", folder=tmp_path)
        assert (pooled.stdout, pooled.returncode) == (alone.stdout, 1)


def test_a_build_that_is_interrupted_leaves_the_last_good_output(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    generate(600, source)  # without faults: of a catalogue with faults nothing is written
    out.mkdir()
    write_draft(out, {}, {})
    before = tree(out)
    words = [PROGRAM, "build", str(source), "--out", str(out), "--no-pages", "--jobs", "2"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    while process.poll() is None and not any(tmp_path.glob(f"{PREFIX}*/site/*/*")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode == 130
    assert tree(out) == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_file_is_checked_against_shapes_with_the_line_of_each_result(tmp_path: Path) -> None:
    (data := tmp_path / "data.nt").write_text(TRIPLES, "utf-8")
    (shapes := tmp_path / "shapes.ttl").write_text(SHAPES, "utf-8")
    done = run(
        "check", data, "--shapes", shapes, "--output-format", "concise", "--lang", "en", folder=tmp_path
    )
    about = "(urn:b, property urn:s#title, shape s:title)"
    assert done.stdout.splitlines() == [f"{data}:2:1 title error: A title is missing. {about}"]
    assert done.returncode == 1


@pytest.mark.parametrize("suffix", ["nt", "ttl"])
def test_what_is_not_rdf_is_one_finding_on_its_line(tmp_path: Path, suffix: str) -> None:
    (data := tmp_path / f"data.{suffix}").write_text('<urn:a> <urn:b> "c" .\n<urn:a> b "c" .\n', "utf-8")
    done = run("check", data, "--output-format", "concise", "--lang", "en", folder=tmp_path)
    assert f"{data}:2:" in done.stdout
    assert "rdf-syntax error" in done.stdout
    assert done.returncode == 1


def test_validate_from_python(tmp_path: Path) -> None:
    (data := tmp_path / "data.nt").write_text(TRIPLES, "utf-8")
    (shapes := tmp_path / "shapes.ttl").write_text(SHAPES, "utf-8")
    found = validate(data, shapes=[shapes])
    assert not found.conforms
    assert [result.focus for result in found.results] == ["<urn:b>"]
    assert [each.place.line for each in found.findings] == [2]
    assert len(found.report) > 5
    assert validate(found.graph, shapes=[shapes]).results == found.results


ODD = (
    '"t"@nb-NO', '"s"^^<http://www.w3.org/2001/XMLSchema#string>', r'"\u00e9\t"', '"a\tb"', "_:b.1",
    "<http://a%20/%zz>", "<http://é.no/ø>", "<http:///x>", "<//x>", "<http://a/x#y#z>", '"é😀"', "<a b>", "x",
)  # fmt: skip


@pytest.mark.parametrize("term", ODD)
@pytest.mark.parametrize("end", [" .", ".", " . # c", ""])
def test_ntriples_are_read_as_pyoxigraph_reads_them(tmp_path: Path, term: str, end: str) -> None:
    text = f"{TRIPLES}<urn:a> <urn:s#p> {term}{end}\n"
    (file := tmp_path / "data.nt").write_text(text, "utf-8")
    try:
        quads = list(parse(text, format=RdfFormat.N_TRIPLES))
    except SyntaxError:
        with pytest.raises(RdfSyntaxError):
            read_rdf(file)
    else:
        # A tag keeps its case with us, as it is compared without case anyway (RDF 1.1, 3.3).
        expected = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}
        read = {(*triple[:2], triple[2].replace("@nb-NO", "@nb-no")) for triple in read_rdf(file)}
        assert read == expected
