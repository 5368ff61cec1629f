"""Findings as JSON for programs: the form is that of `findings.schema.json`."""

from __future__ import annotations

import json
from pathlib import Path

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.report.model import Report

SCHEMA_VERSION = 1
SCHEMA_FILE = Path(__file__).with_name("findings.schema.json")


def json_report(report: Report) -> str:
    """Write all that is known of the findings as one JSON document."""
    marks = report.fingerprints()
    number = report.counted()
    counts: dict[str, Json] = {
        severity.name.lower(): number[severity] for severity in sorted(Severity, reverse=True)
    }
    if report.left_out:
        counts["left_out"] = len(report.left_out)
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
        **({"shapes": list(report.shapes)} if report.shapes else {}),
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
    if found.node is not None:
        entry |= {"component": found.component, "shape_severity": found.shape_severity}
        entry["about"] = dict(report.about(found))
    return entry if mark is None else {**entry, "fingerprint": mark}


def _clause(report: Report, found: Finding) -> str | None:
    rule = report.rules.get(found.code)
    return None if rule is None else rule.clause
