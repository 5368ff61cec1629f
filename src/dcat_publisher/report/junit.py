"""Findings as JUnit XML, which every build server shows: one suite per file, one case per finding."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from dcat_publisher.checking.selection.fingerprints import relative
from dcat_publisher.model.finding import Finding
from dcat_publisher.report.model import Report, xml_text
from dcat_publisher.system.printable import one_line


def junit(report: Report) -> str:
    """Write a suite for each file checked; what fails the run is a failure, the rest is output."""
    return "".join(junit_pieces(report))


def junit_pieces(report: Report) -> Iterator[str]:
    """Yield the document piece by piece, a finding after the other."""
    by_file: dict[str, list[Finding]] = {relative(file, report.root): [] for file in report.files}
    for found in report.findings:
        by_file.setdefault(report.path(found), []).append(found)
    failures = sum(_fails(report, found) for found in report.findings)
    tests = sum(max(1, len(findings)) for findings in by_file.values())
    head = f'<testsuites name="dcat-publisher" tests="{tests}" failures="{failures}" errors="0">\n'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
    for file, findings in sorted(by_file.items()):
        yield from _suite(report, file, findings)
    yield "</testsuites>\n"


def _fails(report: Report, found: Finding) -> bool:
    return found.severity >= report.fail_on


def _suite(report: Report, file: str, findings: list[Finding]) -> Iterator[str]:
    failures = sum(_fails(report, found) for found in findings)
    counts = f'tests="{max(1, len(findings))}" failures="{failures}" errors="0" skipped="0"'
    yield f"  <testsuite name={_attribute(file)} {counts}>\n"
    if not findings:
        yield f"    <testcase name={_attribute('check')} classname={_attribute(file)}/>\n"
    yield from _cases(report, file, findings)
    yield "  </testsuite>\n"


def _cases(report: Report, file: str, findings: list[Finding]) -> Iterator[str]:
    for found in findings:
        keys = report.key_path(found)
        name = f"{found.code} {file}:{found.place.line}:{found.place.column}"
        head = f"    <testcase name={_attribute(name)} classname={_attribute(file)}>"
        body = _body(report, found, keys)
        if _fails(report, found):
            message = f"message={_attribute(report.said(found))} type={_attribute(found.code)}"
            yield f"{head}<failure {message}>{body}</failure></testcase>\n"
        else:
            yield f"{head}<system-out>{body}</system-out></testcase>\n"


def _body(report: Report, found: Finding, keys: str) -> str:
    lines = [f"{report.severity(found)}: {report.said(found)}"]
    if keys:
        lines.append(one_line(keys))
    if found.help is not None:
        lines.append(report.say(found.help))
    return escape(xml_text("\n".join(lines)))


def _attribute(text: str) -> str:
    return quoteattr(xml_text(text))
