"""Findings as JSON for programs: the form is that of `data/findings.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.report.model import Report

SCHEMA_VERSION = 1


def json_report(report: Report) -> str:
    """Write all that is known of the findings as one JSON document."""
    marks = report.fingerprints()
    counts: dict[str, Json] = {
        severity.name.lower(): sum(found.severity is severity for found in report.findings)
        for severity in sorted(Severity, reverse=True)
    }
    findings: list[Json] = [
        _finding(report, found, mark) for found, mark in zip(report.findings, marks, strict=True)
    ]
    waived: list[Json] = [
        {
            **_finding(report, one.finding, None),
            "until": one.waiver.until.isoformat(),
            "reason": one.waiver.reason,
        }
        for one in report.waived
    ]
    tool: dict[str, Json] = {
        "name": "dcat-publisher",
        "version": report.version,
        "profile": dict(report.about_profile),
    }
    document: Json = {
        "schema_version": SCHEMA_VERSION,
        "tool": tool,
        "language": report.language,
        "summary": {**counts, "waived": len(report.waived), "files": len(report.files)},
        "findings": findings,
        "waived": waived,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(report: Report, found: Finding, mark: str | None) -> dict[str, Json]:
    place = found.place
    entry: dict[str, Json] = {
        "code": found.code,
        "severity": found.severity.name.lower(),
        "file": report.path(found),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "key_path": report.key_path(found),
        "message": report.say(found.message),
        "help": None if found.help is None else report.say(found.help),
        "clause": _clause(report, found),
        "focus": found.focus,
        "path": found.path,
        "value": found.value,
        "shape": found.shape,
    }
    return entry if mark is None else {**entry, "fingerprint": mark}


def _clause(report: Report, found: Finding) -> str | None:
    rule = report.rules.get(found.code)
    return None if rule is None else rule.clause


def codes_of(findings: Sequence[Finding]) -> list[str]:
    """Return the codes that occur, sorted."""
    return sorted({found.code for found in findings})
