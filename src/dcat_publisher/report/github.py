"""Findings as annotations of GitHub Actions, and as the summary of a job.

Actions shows about ten annotations of each level in a step, so the summary holds them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import Words
from dcat_publisher.report.model import Report, summary
from dcat_publisher.system.printable import one_line

_WORDS: Final = Words(__file__).group("github")

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.INFO: "🔵"}
# A summary of a step may have 1 MiB; a row has about 300 bytes.
_MOST_ROWS = 2000
# What Markdown, or GitHub beyond it, reads as more than a character; of a colon and a full stop only those
# that make an address or a small picture.
_ACTIVE = re.compile(r"[\\`*_\[\]<>#!|~&@$]|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE)


def github(report: Report) -> str:
    """Write one workflow command for each finding."""
    return "".join(github_pieces(report))


def github_pieces(report: Report) -> Iterator[str]:
    """Yield the workflow commands."""
    return (f"{_command(report, found)}\n" for found in report.findings)


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
    return f"::{_LEVELS[found.severity]} {shown}::{_data(report.said(found) + advice)}"


def _data(text: str) -> str:
    """Escape the text of a workflow command: the three characters that the runner reads."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command, where the separators count too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def job_summary(report: Report) -> str:
    """Write the findings as Markdown, for the file that GITHUB_STEP_SUMMARY names."""
    language = report.language
    counts = summary(report.findings, language, len(report.waived))
    lines = [f"### {_WORDS['title'][language]}", "", counts, ""]
    if not report.findings:
        lines += [_WORDS["clean"][language], ""]
        return "\n".join(lines)
    heads = (_WORDS[key][language] for key in ("place", "rule", "what"))
    lines += [f"| | {' | '.join(heads)} |", "|---|---|---|---|"]
    lines += list(_rows(report))
    if len(report.findings) > _MOST_ROWS:
        lines += ["", _WORDS["more"][language].format(count=len(report.findings) - _MOST_ROWS)]
    return "\n".join([*lines, ""])


def _rows(report: Report) -> Iterator[str]:
    for found in report.findings[:_MOST_ROWS]:
        place = _code(f"{report.path(found)}:{found.place.line}")
        keys = report.key_path(found)
        where = f"{place}<br>{_code(keys)}" if keys else place
        said = _cell(report.said(found))
        advice = "" if found.help is None else f"<br>{_cell(report.say(found.help))}"
        severity = f"{_MARKS[found.severity]} {report.severity(found)}"
        yield f"| {severity} | {where} | {_code(found.code)} | {said}{advice} |"


def _cell(text: str) -> str:
    """Let a text stand in a table as it is: no column, link, picture, mention or other markup of its own.

    Character references are text to Markdown, whatever they stand for (GFM 0.29, 6.2), and GitHub looks for
    mentions in the text that comes of them, so a space without width parts the sign from the name.
    """
    return _ACTIVE.sub(lambda match: f"&#{ord(match[0])};{'&#8203;' if match[0] == '@' else ''}", text)


def _code(text: str) -> str:
    """Show a text as code; a code span of Markdown would end at a backquote, and a cell at a bar."""
    return f"<code>{_cell(one_line(text))}</code>"
