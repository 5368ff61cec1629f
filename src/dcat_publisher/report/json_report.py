"""Findings as JSON for programs: the form is that of `findings.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from dcat_publisher.checking.selection.fingerprints import iter_fingerprints
from dcat_publisher.checking.selection.waivers import Waived
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.report.model import Report

SCHEMA_VERSION = 1
_END = "\n}"
SCHEMA_FILE = Path(__file__).with_name("findings.schema.json")


def json_report(report: Report) -> str:
    """Write all that is known of the findings as one JSON document."""
    return "".join(json_pieces(report))


def json_pieces(report: Report) -> Iterator[str]:
    """Yield the document piece by piece, a finding on each line: there may be a million of them."""
    head = json.dumps(_head(report), ensure_ascii=False, indent=2)
    yield f"{head[: -len(_END)]},\n  \"findings\": ["
    marks = iter_fingerprints(report.findings, report.texts, report.root)
    findings = (_finding(report, found, mark) for found, mark in zip(report.findings, marks, strict=True))
    yield from _lines(findings)
    yield '],\n  "waived": ['
    yield from _lines(_waived(report, one) for one in report.waived)
    yield "]\n}\n"


def _lines(entries: Iterable[dict[str, Json]]) -> Iterator[str]:
    separator, end = "\n    ", ""
    for entry in entries:
        yield f"{separator}{json.dumps(entry, ensure_ascii=False)}"
        separator, end = ",\n    ", "\n  "
    yield end


def _waived(report: Report, one: Waived) -> dict[str, Json]:
    settled = {"until": one.waiver.until.isoformat(), "reason": one.waiver.reason}
    return {**_finding(report, one.finding, None), **settled}


def _head(report: Report) -> dict[str, Json]:
    """Return what the document says beside the findings."""
    number = report.counted()
    counts: dict[str, Json] = {
        severity.name.lower(): number[severity] for severity in sorted(Severity, reverse=True)
    }
    if report.left_out:
        counts["left_out"] = len(report.left_out)
    tool: dict[str, Json] = {
        "name": "dcat-publisher",
        "version": report.version,
        "profile": dict(report.about_profile),
        **({"shapes": list(report.shapes)} if report.shapes else {}),
    }
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool,
        "language": report.language,
        "summary": {**counts, "waived": len(report.waived), "files": len(report.files)},
    }


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
        "focus": report.own_term(found.focus),
        "path": found.path,
        "value": report.own_term(found.value),
        "shape": found.shape,
    }
    if found.asked_by:
        entry["profiles"] = list(found.asked_by)
    if found.node is not None:
        entry |= {"component": found.component, "shape_severity": found.shape_severity}
        entry["about"] = dict(report.about(found))
    return entry if mark is None else {**entry, "fingerprint": mark}


def _clause(report: Report, found: Finding) -> str | None:
    rule = report.rules.get(found.code)
    return None if rule is None else rule.clause
