"""Findings as one HTML page for the steward and the director: self-contained, readable on paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from markupsafe import Markup

from dcat_publisher.checking.selection.fingerprints import relative
from dcat_publisher.model.finding import SEVERITY_NAMES, Finding, Severity
from dcat_publisher.model.language import Words
from dcat_publisher.report.model import Report, summary, xml_text
from dcat_publisher.system.templates import templates

_WORDS: Final = Words(__file__).group("html")


def html(report: Report) -> str:
    """Write the page: the outcome, a table of files, then each finding with its line and its help."""
    return "".join(html_pieces(report))


def html_pieces(report: Report) -> Iterator[str]:
    """Yield the page piece by piece, as its template is filled."""
    by_file: dict[str, list[Finding]] = {}
    for found in report.findings:
        by_file.setdefault(report.path(found), []).append(found)
    page = templates("dcat_publisher.report", _written).get_template("report.html")
    yield from page.generate(
        report=report, by_file=by_file, word=partial(_word, report.language), verdict=_verdict(report),
        counts=summary(report.findings, report.language, len(report.waived)),
        severities=sorted(Severity, reverse=True), severity_name=partial(_severity_name, report.language),
        clean=len({relative(file, report.root) for file in report.files} - by_file.keys()),
        clauses=_clauses(report), marked=_marked, made=_made(report),
    )  # fmt: skip
    yield "\n"


def _written(value: object) -> object:
    """Return a value as HTML can hold it: text without the control characters that XML has not."""
    if isinstance(value, Markup):
        return Markup(xml_text(value))
    return xml_text(value) if isinstance(value, str) else value


def _word(language: str, name: str) -> str:
    return _WORDS[name][language]


def _severity_name(language: str, severity: Severity) -> str:
    return SEVERITY_NAMES[severity.name.lower()][language]


def _verdict(report: Report) -> str:
    failing = any(found.severity >= report.fail_on for found in report.findings)
    return "clean" if not report.findings else "failed" if failing else "passed"


def _clauses(report: Report) -> dict[str, str]:
    """Return the addresses of the clauses that rules rest on, by code; not all have one."""
    rules = {found.code: report.rules.get(found.code) for found in report.findings}
    clauses = {code: rule.clause for code, rule in rules.items() if rule is not None}
    return {code: clause for code, clause in clauses.items() if clause and clause.startswith("http")}


def _marked(line: str, found: Finding) -> tuple[int, int]:
    """Return from where to where in its first line a finding is, counted from 0."""
    place = found.place
    return place.column - 1, place.end_column - 1 if place.end_line == place.line else len(line)


def _made(report: Report) -> str:
    about = " ".join(report.about_profile.get(name, "") for name in ("title", "version", "issued")).strip()
    return " · ".join(filter(None, (f"dcat-publisher {report.version}", about, *report.shapes)))
