"""A call of `check` on RDF: the same in every run, and what it asks for is honoured, refused or said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P . ex:P sh:path ex:name ; sh:minCount 1 .
"""
RELATIVE = "@prefix ex: <http://example.org/> .\n<#a> a ex:C .\n<b> ex:has [ a ex:C ] .\n"
ENDS = {
    "turtle": RELATIVE,
    "n-triples": "<http://example.org/x> <http://example.org/has> <http://example.org/a> .\n"
    "<http://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/C> .\n",
    "json-ld": '{"@context": {"ex": "http://example.org/"},\n"@id": "ex:a",\n"@type": "ex:C"}',
    "rdf-xml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\nxmlns:ex="http://example.org/">'
    '\n<ex:C rdf:about="http://example.org/a"/></rdf:RDF>',
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / ".git").mkdir()
    (tmp_path / "here" / "s.ttl").write_text(SHAPES, "utf-8")
    (tmp_path / "here" / "data.ttl").write_text(RELATIVE, "utf-8")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def check(*words: str, given: str | None = None, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["check", *words, "--lang", lang], input=given)


def _marks(result: Result) -> list[str]:
    return [finding["fingerprint"] for finding in json.loads(result.stdout)["findings"]]


def test_standard_input_begins_where_the_call_is_made(folder: Path) -> None:
    words = ("-", "--shapes", "s.ttl", "--output-format", "json")
    once, again = check(*words, given=RELATIVE), check(*words, given=RELATIVE)
    assert len(_marks(once)) == 2
    assert _marks(once) == _marks(again)
    assert f"begin at {folder.as_uri()}/" in once.stderr
    assert [finding["line"] for finding in json.loads(once.stdout)["findings"]] == [2, 3]
    absolute = check(*words, given=RELATIVE.replace("<#a>", "ex:a").replace("<b>", "ex:b"))
    assert "begin at" not in absolute.stderr


def test_fingerprints_are_those_of_other_machines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("data.ttl", "--shapes", "s.ttl", "--output-format", "json")
    once = _marks(check(*words))
    moved = folder.rename(folder.with_name("elsewhere"))
    monkeypatch.chdir(moved)
    assert _marks(check(*words)) == once


@pytest.mark.parametrize("form", ENDS)
@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_end_with_cr_or_lf_or_both(form: str, end: str, folder: Path) -> None:
    file = (
        folder / f"ends.{ {'turtle': 'ttl', 'n-triples': 'nt', 'json-ld': 'json', 'rdf-xml': 'rdf'}[form] }"
    )
    file.write_bytes(ENDS[form].replace("\n", end).encode())
    result = check(file.name, "--shapes", "s.ttl", "--output-format", "full")
    line = {"turtle": 2, "n-triples": 2, "json-ld": 2, "rdf-xml": 3}[form]
    assert f"{file.name}:{line}:" in result.stdout, result.output
    typed = ENDS[form].split("\n")[line - 1]
    assert f"{line} | {typed}\n" in result.stdout


CALLS = {
    # What has no effect with RDF -> the exit code, and what is said in English, Bokmål and Nynorsk.
    ("data.ttl", "--strict-shapes"): (2, "goes with --shapes", "hører sammen med", "høyrer saman med"),
    ("",): (2, "the name is empty", "navnet er tomt", "namnet er tomt"),
    ("data.ttl", "--shapes", ""): (2, "the name is empty", "navnet er tomt", "namnet er tomt"),
    ("data.ttl", "--shapes", "s.ttl", "-o", ""): (2, "the name is empty", "navnet", "namnet"),
    ("data.ttl", "--shapes", "s.ttl", "--select", ""): (2, "the name is empty", "navnet", "namnet"),
    ("data.ttl", "--shapes", "s.ttl", "--baseline", ""): (2, "the name is empty", "navnet", "namnet"),
    ("data.ttl", "--shapes", "s.ttl", "--ignore", "P"): (0, "hide all findings (2)", "skjuler", "skjuler"),
    ("data.ttl", "--shapes", "s.ttl", "--select", "MinLength"): (0, "hide all findings (2)", "funn", "funn"),
    ("data.ttl", "--shapes", "s.ttl", "-o", "new/deep/f.txt"): (
        1, "made the folder new/deep", "laget mappen", "laga mappa",
    ),
}  # fmt: skip


@pytest.mark.parametrize("words", CALLS)
def test_what_has_no_effect_is_refused_or_said(words: tuple[str, ...]) -> None:
    code, *said = CALLS[words]
    for language, text in zip(("en", "nb", "nn"), said, strict=True):
        result = check(*words, lang=language)
        assert (result.exit_code, result.stderr.count(text)) == (code, 1), result.output
        if "-o" in words and code == 1:
            Path("new/deep/f.txt").unlink()
            Path("new/deep").rmdir()


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_shapes_and_inputs_are_spoken_of_in_the_language_asked_for(lang: str, folder: Path) -> None:
    (folder / "remote.json").write_text('{"@context": "https://schema.org/", "name": "x"}', "utf-8")
    (folder / "term.ttl").write_text("<x:a> <x:b> <<( <x:c> <x:d> <x:e> )>> .", "utf-8")
    (folder / "cut.ttl.gz").write_bytes(b"\x1f\x8b\x08\x00nothing")
    words = {
        "remote.json": {"nb": "ingenting hentes", "nn": "ingenting blir henta", "en": "nothing is fetched"},
        "term.ttl": {"nb": "en trippelterm", "nn": "ein trippelterm", "en": "a triple term"},
        "cut.ttl.gz": {"nb": "og skadet", "nn": "og skadd", "en": "and damaged"},
    }
    for file, said in words.items():
        result = check(file, "--shapes", "s.ttl", lang=lang)
        assert said[lang] in result.output, result.output


CATALOGUE = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<http://e/c> a dcat:Catalog ; dct:title "C"@en ; dcat:dataset <http://e/d> .
<http://e/d> a dcat:Dataset ; dct:title "D"@en ; dct:description "D"@en .
"""
READERS = {
    "check": ("data.odd", "--profile", "dcat-ap", "--exit-zero"),
    "score": ("data.odd",),
    "rehearse": ("data.odd",),
    "diff": ("data.odd", "data.odd", "--exit-code"),
    "query": ("ASK { <http://e/d> ?p 'D'@en }", "--data", "data.odd"),
}


@pytest.mark.parametrize("command", READERS)
def test_each_command_that_reads_rdf_is_told_its_format(command: str, folder: Path) -> None:
    (folder / "data.odd").write_text(CATALOGUE, "utf-8")
    words = [command, *READERS[command]]
    for form, code in (("ttl", 0), ("text/turtle", 0), ("TriG", 0), ("klingon", 2), ("", 2)):
        result = CliRunner().invoke(main, [*words, "--input-format", form])
        assert result.exit_code == code, (form, result.output)
    wrong = CliRunner().invoke(main, [*words, "--input-format", "rdf-xml"])
    assert wrong.exit_code != 0 or command == "check", wrong.output


@pytest.mark.parametrize(
    "words",
    [("diff", "", "s.ttl"), ("score", ""), ("rehearse", ""), ("query", ""), ("query", "ASK", "--data", "")],
)  # fmt: skip
def test_an_empty_name_is_no_folder(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, list(words))
    assert (result.exit_code, "--help" in result.stderr) == (2, True), result.output


def test_two_cannot_read_standard_input() -> None:
    result = CliRunner().invoke(main, ["query", "-", "--data", "-"], input="ASK {}")
    assert (result.exit_code, "standard inn" in result.stderr) == (2, True), result.output
