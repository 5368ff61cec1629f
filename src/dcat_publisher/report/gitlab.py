"""Findings as a GitLab code quality report: shown in the merge request, on the line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import indent

from dcat_publisher.checking.selection.fingerprints import iter_fingerprints
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.report.model import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(report: Report) -> str:
    """Write the list of findings with the fields that GitLab reads."""
    return "".join(gitlab_pieces(report))


def gitlab_pieces(report: Report) -> Iterator[str]:
    """Yield the list piece by piece, a finding after the other."""
    separator, end = "[\n", "[]\n"
    marks = iter_fingerprints(report.findings, report.texts, report.root)
    for found, mark in zip(report.findings, marks, strict=True):
        yield separator + indent(json.dumps(_row(report, found, mark), ensure_ascii=False, indent=2), "  ")
        separator, end = ",\n", "\n]\n"
    yield end


def _row(report: Report, found: Finding, mark: str) -> Json:
    return {
        "description": f"{found.code}: {report.message_and_help(found)}",
        "check_name": found.code,
        "fingerprint": mark,
        "severity": _SEVERITIES[found.severity],
        "location": {
            "path": report.path(found),
            "lines": {"begin": found.place.line, "end": found.place.end_line},
        },
    }
