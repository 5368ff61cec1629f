"""Findings as a GitLab code quality report: shown in the merge request, on the line."""

from __future__ import annotations

import json

from dcat_publisher.model.finding import Severity
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.report.model import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(report: Report) -> str:
    """Write the list of findings with the fields that GitLab reads."""
    rows: list[Json] = [
        {
            "description": f"{found.code}: {report.message_and_help(found)}",
            "check_name": found.code,
            "fingerprint": mark,
            "severity": _SEVERITIES[found.severity],
            "location": {
                "path": report.path(found),
                "lines": {"begin": found.place.line, "end": found.place.end_line},
            },
        }
        for found, mark in zip(report.findings, report.fingerprints(), strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
