"""Findings as SARIF 2.1.0 (OASIS Standard, errata 01), the form that code-scanning services take."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from dcat_publisher.checking.selection.fingerprints import iter_fingerprints
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import Message, Words
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import uri_of
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.report.model import Report

_WORDS: Final = Words(__file__).group("sarif")
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO"}
"""What a run calls its language where that is not our tag."""
_ROOT = "SRCROOT"
MAX_RESULTS = 25_000
"""The most results of one run: GitHub refuses a log with more as a whole."""

# SARIF 2.1.0, 3.27.15: a fingerprint is named and versioned by whoever computes it.
_FINGERPRINT = "dcatPublisherFinding/v1"


def sarif(report: Report) -> str:
    """Write the findings as a SARIF log; waived ones are there too, as suppressed (3.35)."""
    return "".join(sarif_pieces(report))


def sarif_pieces(report: Report) -> Iterator[str]:
    """Yield the log piece by piece; of its results there are no more than MAX_RESULTS."""
    kept = _gravest(report)
    every = [*report.findings, *(one.finding for one in report.waived)]
    codes = sorted({found.code for found in every})
    index = {code: number for number, code in enumerate(codes)}
    first = {found.code: found for found in reversed(every)}
    marks = iter_fingerprints(report.findings, report.texts, report.root)
    results: list[Json] = [
        {**_result(report, found, index[found.code]), "partialFingerprints": {_FINGERPRINT: mark}}
        for number, (found, mark) in enumerate(zip(report.findings, marks, strict=True))
        if kept is None or number in kept
    ]
    for one in report.waived[: max(MAX_RESULTS - len(results), 0)]:
        suppression: Json = {
            "kind": "inSource",
            "status": "accepted",
            "justification": _justification(one.waiver.reason, one.waiver.until.isoformat()),
        }
        results.append(
            {**_result(report, one.finding, index[one.finding.code]), "suppressions": [suppression]}
        )
    driver: Json = {
        "name": "dcat-publisher",
        "semanticVersion": report.version,
        "rules": [_rule(report, code, first[code]) for code in codes],
    }
    run: Json = {
        "tool": {"driver": driver},
        "language": _LANGUAGES.get(report.language, report.language),
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": results,
        **_notices(left_out(report), report.language),
        **({"properties": {"shapes": list(report.shapes)}} if report.shapes else {}),
    }
    log: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield from json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(log)
    yield "\n"


def left_out(report: Report) -> int:
    """Return how many findings are too many for one log, and are not in it."""
    return max(len(report.findings) + len(report.waived) - MAX_RESULTS, 0)


def notice(number: int, language: str) -> str:
    """Return the sentence that says how many findings were left out."""
    return _WORDS["left_out"][language].format(most=f"{MAX_RESULTS:,}", number=f"{number:,}")


def _gravest(report: Report) -> frozenset[int] | None:
    """Return the positions of the findings that are written, None for all of them."""
    if len(report.findings) <= MAX_RESULTS:
        return None
    positions = sorted(range(len(report.findings)), key=lambda number: -report.findings[number].severity)
    return frozenset(positions[:MAX_RESULTS])


def _notices(number: int, language: str) -> dict[str, Json]:
    """Return the invocation that tells of what was left out (3.20.21), where something was."""
    if not number:
        return {}
    told: Json = {
        "descriptor": {"id": "results-left-out"}, "level": "warning",
        "message": {"text": notice(number, language)},
    }  # fmt: skip
    return {"invocations": [{"executionSuccessful": True, "toolExecutionNotifications": [told]}]}


def _justification(reason: str, until: str) -> str:
    return f"{reason} (until {until})"


def _result(report: Report, found: Finding, index: int) -> dict[str, Json]:
    result: dict[str, Json] = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": report.message_and_help(found)},
        "locations": [_location(report, found)],
    }
    if found.asked_by:
        result["properties"] = {"profiles": list(found.asked_by)}
    if found.node is not None:
        focus, value = report.own_term(found.focus), report.own_term(found.value)
        terms = {"focus": focus, "path": found.path, "value": value, "shape": found.shape}
        result["properties"] = {name: term for name, term in terms.items() if term is not None}
    return result


def _location(report: Report, found: Finding) -> Json:
    physical: dict[str, Json] = {
        "artifactLocation": _artifact(report.path(found)),
        "region": _region(found.place),
    }
    name = report.key_path(found) or report.about(found).get("node")
    kind = "member" if found.node is None else "resource"
    logical: list[Json] = [{"fullyQualifiedName": name, "kind": kind}] if name else []
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def _artifact(path: str) -> dict[str, Json]:
    """Return where a document is; an address is absolute, and so has no base (3.4.4)."""
    return {"uri": path} if "://" in path else {"uri": quote(os.fsencode(path)), "uriBaseId": _ROOT}


def _region(place: Place) -> Json:
    """Return a span; both count from 1 and both ends are exclusive (3.30)."""
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _rule(report: Report, code: str, first: Finding) -> Json:
    known = report.rules.get(code)
    if known is None:  # a shape without a name: its component is its code, and it explains nothing
        return {"id": code, "defaultConfiguration": {"level": _LEVELS[first.severity]}}
    rule: dict[str, Json] = {
        "id": code,
        "shortDescription": {"text": _text(report, known.name) or code},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
    }
    what, why = _text(report, known.what), _text(report, known.why)
    instead = _text(report, known.instead)
    if what:
        rule["fullDescription"] = {"text": what}
    paragraphs = [text for text in (what, why, instead) if text]
    if paragraphs:
        markdown = "\n\n".join([f"**{code}**", *paragraphs, *([f"<{known.clause}>"] if known.clause else [])])
        rule["help"] = {"text": "\n\n".join(paragraphs), "markdown": markdown}
    if known.clause:
        rule["helpUri"] = uri_of(known.clause)
    return rule


def _text(report: Report, message: Message) -> str:
    return report.say(message) if message else ""
