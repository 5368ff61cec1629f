"""Findings as one HTML page for the steward and the director: self-contained, readable on paper."""

from __future__ import annotations

import html as markup
from collections import Counter
from collections.abc import Iterator

from dcat_publisher.check.selection.fingerprints import relative
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.report.html_style import STYLE, WORDS
from dcat_publisher.report.model import HELP, SEVERITY_NAMES, Report, summary


def html(report: Report) -> str:
    """Write the page: the outcome, a table of files, then each finding with its line and its help."""
    by_file: dict[str, list[Finding]] = {}
    for found in report.findings:
        by_file.setdefault(report.path(found), []).append(found)
    body = [
        *_outcome(report),
        *_table(report, by_file),
        *_details(report, by_file),
        *_waived(report),
        *_foot(report),
    ]
    title = _text(WORDS["title"][report.language])
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    return (
        f'<!doctype html>\n<html lang="{report.language}">\n<head>{head}\n<style>{STYLE}</style></head>\n'
        f"<body>\n<main>\n<h1>{title}</h1>\n{chr(10).join(body)}\n</main>\n</body>\n</html>\n"
    )


def _outcome(report: Report) -> Iterator[str]:
    failing = sum(found.severity >= report.fail_on for found in report.findings)
    verdict = "clean" if not report.findings else "failed" if failing else "passed"
    yield f'<p class="verdict {verdict}">{_text(WORDS[verdict][report.language])}</p>'
    files = WORDS["files"][report.language].format(count=len(report.files))
    yield f"<p>{_text(files)}: {_text(summary(report.findings, report.language, len(report.waived)))}.</p>"


def _table(report: Report, by_file: dict[str, list[Finding]]) -> Iterator[str]:
    if not by_file:
        return
    severities = sorted(Severity, reverse=True)
    names = "".join(
        f'<th scope="col">{_text(SEVERITY_NAMES[one][report.language])}</th>' for one in severities
    )
    yield f"<table><caption>{_text(WORDS['overview'][report.language])}</caption>"
    first = _text(WORDS["file"][report.language])
    yield f'<thead><tr><th scope="col">{first}</th>{names}</tr></thead><tbody>'
    for number, (file, findings) in enumerate(by_file.items(), 1):
        counts = Counter(found.severity for found in findings)
        cells = "".join(f"<td>{counts[one] or ''}</td>" for one in severities)
        yield f'<tr><th scope="row"><a href="#file-{number}">{_text(file)}</a></th>{cells}</tr>'
    yield "</tbody></table>"
    clean = {relative(file, report.root) for file in report.files} - by_file.keys()
    yield f"<p>{_text(WORDS['without'][report.language].format(count=len(clean)))}</p>"


def _details(report: Report, by_file: dict[str, list[Finding]]) -> Iterator[str]:
    for number, (file, findings) in enumerate(by_file.items(), 1):
        yield f'<section aria-labelledby="file-{number}"><h2 id="file-{number}">{_text(file)}</h2>'
        for found in findings:
            yield from _finding(report, found)
        yield "</section>"


def _finding(report: Report, found: Finding) -> Iterator[str]:
    name = found.severity.name.lower()
    label = f'<span class="severity {name}">{_text(report.severity(found))}</span>'
    yield f'<article class="{name}"><h3>{label} {_with_code(report.say(found.message))}</h3>'
    place = WORDS["place"][report.language].format(line=found.place.line, column=found.place.column)
    keys = report.key_path(found)
    where = f"{_text(place)}{f' · <code>{_text(keys)}</code>' if keys else ''} · {_rule(report, found)}"
    yield f'<p class="where">{where}</p>'
    line = report.texts[found.place.file].line(found.place.line)
    if line.strip():
        yield f"<pre><code>{_marked(line, found)}</code></pre>"
    if found.help is not None:
        label = _text(HELP[report.language].capitalize())
        yield f'<p class="help"><strong>{label}:</strong> {_with_code(report.say(found.help))}</p>'
    yield "</article>"


def _rule(report: Report, found: Finding) -> str:
    known = report.rules.get(found.code)
    code = f"<code>{_text(found.code)}</code>"
    clause = (
        "" if known is None or known.clause is None or not known.clause.startswith("http") else known.clause
    )
    return f'<a href="{_text(clause)}">{code}</a>' if clause else code


def _marked(line: str, found: Finding) -> str:
    place = found.place
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    return f"{_text(line[:start])}<mark>{_text(line[start:end])}</mark>{_text(line[end:])}"


def _waived(report: Report) -> Iterator[str]:
    if not report.waived:
        return
    yield f"<section><h2>{_text(WORDS['waived'][report.language])}</h2><ul>"
    for one in report.waived:
        place = f"{report.path(one.finding)}:{one.finding.place.line}"
        until = WORDS["until"][report.language].format(day=one.waiver.until.isoformat())
        said = report.say(one.finding.message)
        why = f"<em>{_text(one.waiver.reason)}</em> ({_text(until)})"
        yield f"<li><code>{_text(one.finding.code)}</code> {_text(place)}: {_text(said)} {why}</li>"
    yield "</ul></section>"


def _foot(report: Report) -> Iterator[str]:
    about = " ".join(report.about_profile.get(name, "") for name in ("title", "version", "issued")).strip()
    made = " · ".join(filter(None, (f"dcat-publisher {report.version}", about)))
    yield f"<footer><p>{_text(made)}</p></footer>"


def _with_code(text: str) -> str:
    """Show what stands between backquotes as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _text(text)
    return "".join(
        f"<code>{_text(one)}</code>" if number % 2 else _text(one) for number, one in enumerate(parts)
    )


def _text(text: str) -> str:
    return markup.escape(text)
