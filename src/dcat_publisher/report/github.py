"""Findings as annotations of GitHub Actions, and as the summary of a job.

Actions shows about ten annotations of each level in a step, so the summary holds them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.report.model import Report, one_line, summary

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.INFO: "🔵"}
# A summary of a step may have 1 MiB; a row has about 300 bytes.
_MOST_ROWS = 2000
_TITLE = {"nb": "Kontroll av katalogen", "nn": "Kontroll av katalogen", "en": "Check of the catalogue"}
_CLEAN = {"nb": "Ingenting å rette.", "nn": "Ingenting å rette.", "en": "Nothing to correct."}
_HEAD = {
    "nb": ("Sted", "Regel", "Hva som er galt, og hva som skal stå"),
    "nn": ("Stad", "Regel", "Kva som er gale, og kva som skal stå"),
    "en": ("Place", "Rule", "What is wrong, and what to write"),
}
_MORE = {"nb": "og {count} til", "nn": "og {count} til", "en": "and {count} more"}


def github(report: Report) -> str:
    """Write one workflow command for each finding."""
    return "".join(f"{_command(report, found)}\n" for found in report.findings)


def _command(report: Report, found: Finding) -> str:
    place = found.place
    properties = {"file": report.path(found), "line": str(place.line), "col": str(place.column)}
    if (
        place.end_line == place.line
    ):  # columns of a span over several lines are not shown, and hide the annotation
        properties |= {"endLine": str(place.end_line), "endColumn": str(place.end_column)}
    else:
        properties |= {"endLine": str(place.end_line)}
        del properties["col"]
    properties["title"] = found.code
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    advice = "" if found.help is None else f"\n{report.say(found.help)}"
    return f"::{_LEVELS[found.severity]} {shown}::{_data(report.say(found.message) + advice)}"


def _data(text: str) -> str:
    """Escape the text of a workflow command: the three characters that the runner reads."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command, where the separators count too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def job_summary(report: Report) -> str:
    """Write the findings as Markdown, for the file that GITHUB_STEP_SUMMARY names."""
    language = report.language
    lines = [f"### {_TITLE[language]}", "", summary(report.findings, language, len(report.waived)), ""]
    if not report.findings:
        lines += [_CLEAN[language], ""]
        return "\n".join(lines)
    lines += [f"| | {' | '.join(_HEAD[language])} |", "|---|---|---|---|"]
    lines += list(_rows(report))
    if len(report.findings) > _MOST_ROWS:
        lines += ["", _MORE[language].format(count=len(report.findings) - _MOST_ROWS)]
    return "\n".join([*lines, ""])


def _rows(report: Report) -> Iterator[str]:
    for found in report.findings[:_MOST_ROWS]:
        place = f"`{report.path(found)}:{found.place.line}`"
        keys = one_line(report.key_path(found))
        where = f"{place}<br>`{keys}`" if keys else place
        said = _cell(report.say(found.message))
        advice = "" if found.help is None else f"<br>{_cell(report.say(found.help))}"
        severity = f"{_MARKS[found.severity]} {report.severity(found)}"
        yield f"| {severity} | {where} | `{found.code}` | {said}{advice} |"


def _cell(text: str) -> str:
    """Let a text stand in a table: no column, no markup of its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
