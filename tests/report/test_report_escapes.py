"""Names and texts that others chose stay texts: in the summary of a job, annotations, XML and HTML."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.place import Place
from dcat_publisher.report import Report, writer_of
from dcat_publisher.report.github import job_summary
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts
from dcat_publisher.vocabulary.profile import profile_named

NASTY = [
    "![x](https://evil.example/p.png)", "[click](javascript:x)", "@octocat please", "a | b | c", "`code` | `",
    "<img src=x>", "https://evil.example/ www.evil.example", "**bold** _it_ ~~no~~ $x$ :bomb: #1", "\\| \\",
    "&#124; &lt;", "line\none\r\n::error::two", "<!-- x", "\x1b[31m \x00 \x0b \ud800 \ufffe \u202e",
]  # fmt: skip


def report_of(text: str) -> Report:
    """A report in which all that others choose is one text: file, rule, message, help and node."""
    finding = Finding(
        text, Severity.ERROR, Place(f"{text}.ttl"), {"en": text}, {"en": text}, focus="<x:a>", node=text
    )
    rules = RuleBook(profile_named())
    return Report([finding], "en", Texts({f"{text}.ttl": text}), rules, Path.cwd())


@pytest.mark.parametrize("text", NASTY)
def test_the_summary_of_a_job_shows_no_markup(text: str) -> None:
    rows = [line for line in job_summary(report_of(text)).splitlines() if line.startswith("| 🔴")]
    (row,) = rows
    assert row.count("|") == 5
    shown = re.sub(r"&#\d+;|<br>|</?code>", "", row.strip("| "))
    for active in "`*_[]<>#!~@$\\":
        assert active not in shown.replace("|", ""), active
    assert re.search(r"(?i)https?://|www\.|:bomb:", row) is None


def test_a_reference_stands_for_the_character_itself() -> None:
    row = job_summary(report_of("a | *b* [c](d)")).splitlines()[6]
    assert "a | *b* [c](d)" in html.unescape(row)


@pytest.mark.parametrize("text", NASTY)
def test_an_annotation_is_one_command(text: str) -> None:
    written = writer_of("github")(report_of(text))
    assert written.count("\n") == 1
    properties = written.removeprefix("::error ").partition("::")[0]
    assert [one.partition("=")[0] for one in properties.split(",")] == [
        "file", "line", "col", "endLine", "endColumn", "title",
    ]  # fmt: skip
    assert not re.search("[\r\n:]", properties)


@pytest.mark.parametrize("text", NASTY)
def test_junit_is_xml_whatever_was_typed(text: str) -> None:
    root = ElementTree.fromstring(writer_of("junit")(report_of(text)).encode())
    assert root.get("failures") == "1"


@pytest.mark.parametrize("text", NASTY)
def test_html_has_no_control_characters_and_no_markup_of_others(text: str) -> None:
    page = writer_of("html")(report_of(text))
    assert re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", page) is None
    assert "<img" not in page
    assert "<!-- x" not in page


@pytest.mark.parametrize("form", ["concise", "full"])
@pytest.mark.parametrize("text", NASTY)
def test_no_line_of_text_begins_with_what_others_typed(form: str, text: str) -> None:
    written = writer_of(form)(report_of(text))
    assert "\n::" not in written
    assert "\x1b" not in written
    assert "\u202e" not in written


def test_a_name_that_is_no_text_is_an_address_all_the_same() -> None:
    """On Linux the name of a file is bytes; those that are not UTF-8 are half characters in Python."""
    report = report_of("x")
    report = replace(report, findings=[replace(report.findings[0], place=Place("\udcff æ.yaml"))])
    result = json.loads(writer_of("sarif")(report))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%FF%20%C3%A6.yaml"
