"""A file of RDF: each result of the validation is a finding in every report and syntax, with its node."""

import html
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store, parse

from dcat_publisher.checking.validate_rdf import Validation, validate
from dcat_publisher.cli import main
from dcat_publisher.model.finding import Finding, Severity, in_order
from dcat_publisher.model.place import Place
from dcat_publisher.report import FORMATS as REPORTS
from dcat_publisher.report.sarif import MAX_RESULTS
from dcat_publisher.shacl import validate_with_pyshacl
from tests.report.rdf_reports import FORMATS, counted, files, report

Row = tuple[str, ...]


def rows(validation: Validation) -> Counter[Row]:
    """Results without the labels of blank nodes, for each syntax has labels of its own."""
    return Counter(
        tuple("_:" if (term or "").startswith("_:") else term or "" for term in result[:6])
        for result in validation.results
    )


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_report_has_every_result(suffix: str, tmp_path: Path) -> None:
    data, shapes = files(tmp_path, suffix)
    validation = validate(data, shapes=[shapes])
    reference = validate_with_pyshacl(validation.graph, validation.profile.graph)
    assert len(validation.results) == len(reference) == len(validation.findings) == 13
    for form in REPORTS:
        assert counted(form, report(data, shapes, form)) == 13, form


def test_every_syntax_has_the_same_results(tmp_path: Path) -> None:
    found = []
    for suffix in FORMATS:
        data, shapes = files(tmp_path, suffix)
        found.append(rows(validate(data, shapes=[shapes])))
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_finding_stands_on_a_line_about_its_node(suffix: str, tmp_path: Path) -> None:
    """By name, or by the name of what leads to it, for nodes without one."""
    data, shapes = files(tmp_path, suffix)
    validation = validate(data, shapes=[shapes])
    lines = data.read_text("utf-8").splitlines()
    for finding in validation.findings:
        name = (finding.node or "").rpartition("/")[2]
        assert name in ("alpha", "beta", "gamma", "elsewhere"), finding
        around = "\n".join(lines[: finding.place.line])
        assert name in around, finding
        if suffix in ("nt", "nq"):
            assert name in lines[finding.place.line - 1] or (finding.focus or "").startswith("_:")
    assert len({finding.place.line for finding in validation.findings}) > (suffix != "jsonld")


@pytest.mark.parametrize("form", ["concise", "full", "github", "gitlab", "junit", "html", "sarif"])
def test_every_report_names_the_node(form: str, tmp_path: Path) -> None:
    text = report(*files(tmp_path, "ttl"), form)
    for name in ("alpha", "beta", "gamma", "elsewhere"):
        assert re.search(rf"(?:http://example\.org/|\bex:){name}\b", text)


def test_the_severity_of_a_shape_is_copied(tmp_path: Path) -> None:
    data, shapes = files(tmp_path, "ttl")
    text = report(data, shapes, "turtle")
    severities = Counter(
        quad.object.value
        for quad in parse(text, format=RdfFormat.TURTLE)
        if quad.predicate.value == "http://www.w3.org/ns/shacl#resultSeverity"
    )
    expected = Counter(result.severity[1:-1] for result in validate(data, shapes=[shapes]).results)
    assert severities == expected
    assert severities["http://example.org/Advice"] == 3


def test_a_baseline_knows_the_findings_of_a_file_apart(tmp_path: Path) -> None:
    document = json.loads(report(*files(tmp_path, "ttl"), "json"))
    marks = {finding["fingerprint"] for finding in document["findings"] if finding["focus"][0] == "<"}
    assert len(marks) == sum(finding["focus"][0] == "<" for finding in document["findings"])
    assert not any("-" in mark for mark in marks - {m for m in marks if m.endswith("-2")})


def test_a_default_that_many_records_inherit_is_one_finding() -> None:
    """In YAML one line is one fault, whatever nodes it shows up on; in RDF each node counts."""
    place, words = Place("catalog.yaml", 7, 3, 7, 9), {"en": "Wrong."}
    many = [
        Finding("T201", Severity.ERROR, place, words, focus=f"<x:{number}>", path="<x:p>")
        for number in range(9)
    ]
    assert in_order(many) == many[:1]
    other = Finding("T201", Severity.ERROR, place, words, focus="<x:0>", path="<x:q>")
    assert in_order([*many, other]) == [many[0], other]
    nodes = [
        Finding("T201", Severity.ERROR, place, words, focus=f"<x:{number}>", node=f"x:{number}")
        for number in range(9)
    ]
    assert in_order(nodes) == nodes


def many(folder: Path, number: int) -> tuple[Path, Path]:
    """So many nodes that each lack something, a warning last."""
    data, shapes = folder / "many.nt", folder / "shapes.ttl"
    lines = [f"<http://e/{n:06}> <http://e/p> <http://e/o> .\n" for n in range(number)]
    data.write_text("".join(lines) + "<http://e/zz> <http://e/w> <http://e/o> .\n", "utf-8")
    shapes.write_text("""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <http://e/W> a sh:NodeShape ; sh:targetSubjectsOf <http://e/p> ; sh:severity sh:Warning ;
            sh:property <http://e/Q> .
        <http://e/Q> a sh:PropertyShape ; sh:path <http://e/q> ; sh:minCount 1 ; sh:severity sh:Warning .
        <http://e/E> a sh:PropertyShape ; sh:targetSubjectsOf <http://e/w> ; sh:path <http://e/q> ;
            sh:minCount 1 .""", "utf-8")  # fmt: skip
    return data, shapes


@pytest.mark.usefixtures("english")
def test_sarif_has_no_more_results_than_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_RESULTS == 25_000, "what GitHub takes of one upload"
    monkeypatch.setattr("dcat_publisher.report.sarif.MAX_RESULTS", 1200)
    data, shapes = many(tmp_path, 1200 + 7)
    file = tmp_path / "found.sarif"
    arguments = ["check", str(data), "--shapes", str(shapes), "--output-format", "sarif", "-o", str(file)]
    result = CliRunner().invoke(main, arguments)
    assert "1,200 gravest results are written, 8 are left out" in result.stderr
    (run,) = json.loads(file.read_text("utf-8"))["runs"]
    assert len(run["results"]) == 1200
    assert sum(one["level"] == "error" for one in run["results"]) == 1
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "8 are left out" in told["message"]["text"]


def test_sarif_with_room_says_nothing(tmp_path: Path) -> None:
    (run,) = json.loads(report(*files(tmp_path, "ttl"), "sarif"))["runs"]
    assert "invocations" not in run


def test_the_w3c_report_is_one_graph_for_all_results(tmp_path: Path) -> None:
    store = Store()
    store.load(report(*files(tmp_path, "ttl"), "turtle").encode(), format=RdfFormat.TURTLE)
    assert store.query("ASK { ?r <http://www.w3.org/ns/shacl#conforms> false }")


@pytest.mark.usefixtures("english")
def test_a_baseline_of_a_file_is_written_and_obeyed(tmp_path: Path) -> None:
    data, shapes = files(tmp_path, "ttl")
    known = tmp_path / "known.json"
    arguments = ["check", str(data), "--shapes", str(shapes), "--baseline", str(known), "--lang", "en"]
    written = CliRunner().invoke(main, [*arguments, "--write-baseline"])
    assert written.exit_code == 0
    assert "13 findings" in written.stderr
    assert CliRunner().invoke(main, arguments).exit_code == 0
    with data.open("a", encoding="utf-8") as file:
        file.write("\n<http://example.org/new> a <http://example.org/D> .\n")
    news = CliRunner().invoke(main, [*arguments, "--lang", "en"])
    assert news.exit_code == 1
    assert "ex:new" in news.stdout
    assert news.stdout.count(" error: ") == 1


@pytest.mark.parametrize("option", [["--watch"], ["--fix"], ["--diff"], ["--changed-since", "HEAD"]])
def test_an_option_for_folders_is_refused_with_a_file(option: list[str], tmp_path: Path) -> None:
    data, _ = files(tmp_path, "ttl")
    result = CliRunner().invoke(main, ["check", str(data), *option])
    assert result.exit_code == 2
    assert option[0] in result.stderr


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "rdf", "nt"])
@pytest.mark.parametrize("form", REPORTS)
def test_every_report_names_node_property_value_and_shape(form: str, suffix: str, tmp_path: Path) -> None:
    text = html.unescape(report(*files(tmp_path, suffix), form))
    for name in ("alpha", "title", "A title that is much too long", "Title"):
        assert name in text
    assert re.search(r"\w*:title\b|example\.org/title\b", text)


@pytest.mark.parametrize("form", ["concise", "full", "github", "gitlab", "junit", "html", "sarif", "turtle"])
@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf"])
def test_a_node_without_a_name_is_told_by_the_way_to_it(form: str, suffix: str, tmp_path: Path) -> None:
    text = html.unescape(report(*files(tmp_path, suffix), form))
    way = r"(?:ex:|http://example\.org/)alpha → (?:ex:|http://example\.org/)part"
    assert re.search(way, text)
    assert "conform to _:" not in text


def test_text_shows_ten_of_each_rule_and_all_when_asked(tmp_path: Path) -> None:
    data, shapes = many(tmp_path, 25)
    few = CliRunner().invoke(main, ["check", str(data), "--shapes", str(shapes), "--lang", "en"])
    assert few.stdout.count(" warning: ") == 10
    assert "Q (http://e/q): 25\n" in few.stdout
    assert "and 15 more of Q (http://e/q) (25 in all); --full shows each" in few.stdout
    assert few.stdout.index(" error: ") < few.stdout.index(" warning: ")
    assert "1 error, 25 warnings" in few.stderr
    every = CliRunner().invoke(main, ["check", str(data), "--shapes", str(shapes), "--lang", "en", "--full"])
    assert every.stdout.count(" warning: ") == 25
    assert "more of" not in every.stdout


@pytest.mark.parametrize("form", REPORTS)
def test_no_more_findings_are_written_than_asked_for_and_all_are_counted(form: str, tmp_path: Path) -> None:
    data, shapes = many(tmp_path, 25)
    arguments = ["check", str(data), "--shapes", str(shapes), "--lang", "en", "--output-format", form]
    result = CliRunner().invoke(main, [*arguments, "--max-findings", "3"])
    assert result.exit_code == 1
    assert counted(form, result.stdout) == 3
    assert "the 3 gravest findings are written, 23 are left out (--max-findings)" in result.stderr
    assert "1 error, 25 warnings" in result.stderr
    if form == "json":
        summary = json.loads(result.stdout)["summary"]
        assert (summary["error"], summary["warning"], summary["left_out"]) == (1, 25, 23)


def test_a_report_names_the_shapes_that_ran_and_no_other_profile(tmp_path: Path) -> None:
    data, shapes = files(tmp_path, "ttl")
    tool = json.loads(report(data, shapes, "json"))["tool"]
    assert tool["profile"] == {}
    assert tool["shapes"] == [str(shapes)]
    both = json.loads(report(data, shapes, "json", "--profile", "dcat-ap"))["tool"]
    assert (both["profile"]["name"], both["shapes"]) == ("dcat-ap", [str(shapes)])
    assert "DCAT-AP-NO" not in report(data, shapes, "html")
