"""Long reports are written finding by finding: no format but RDF holds the whole text in memory."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.place import Place
from dcat_publisher.report import FORMATS, Report, pieces_of, writer_of
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts
from dcat_publisher.vocabulary.profile import profile_named

IN_PIECES = sorted({"concise", "json", "github", "junit", "html", "gitlab", "sarif"})


def _report(number: int) -> Report:
    findings = [
        Finding("X001", Severity.ERROR, Place(f"a{n % 3}.ttl", n + 1), {"en": f"fault <{n}> & æ"})
        for n in range(number)
    ]
    return Report(
        findings, "en", Texts({f"a{n}.ttl": "" for n in range(3)}), RuleBook(profile_named()), Path()
    )


@pytest.mark.parametrize("name", IN_PIECES)
def test_pieces_are_the_whole_and_none_is_large(name: str) -> None:
    report = _report(300)
    pieces = list(pieces_of(name, report))
    assert "".join(pieces) == writer_of(name)(report)
    assert len(pieces) >= 300
    assert max(map(len, pieces)) < 6000
    assert set(IN_PIECES) < FORMATS.keys()


@pytest.mark.parametrize("number", [0, 1, 7])
def test_the_documents_are_well_formed(number: int) -> None:
    report = _report(number)
    assert len(json.loads("".join(pieces_of("gitlab", report)))) == number
    assert len(json.loads("".join(pieces_of("sarif", report)))["runs"][0]["results"]) == number
    suites = ElementTree.fromstring("".join(pieces_of("junit", report)))
    assert int(suites.get("tests", "")) == len(suites.findall("*/testcase")) == number
    assert [int(suite.get("tests", "")) for suite in suites] == [
        len(suite.findall("testcase")) for suite in suites
    ]
