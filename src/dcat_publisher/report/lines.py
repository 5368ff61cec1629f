"""Findings as lines for people: `concise` for logs, `full` with the source as it was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import Message, Words
from dcat_publisher.report.grouping import Group, groups
from dcat_publisher.report.model import Report
from dcat_publisher.system.printable import in_place, one_line

_WORDS: Final = Words(__file__)

_WIDEST = 110
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def concise(report: Report) -> str:
    """Write each finding as `file:line:column CODE severity: message`, with its help on a line of its own."""
    return "".join(concise_pieces(report))


def concise_pieces(report: Report) -> Iterator[str]:
    """Yield the lines of `concise`."""
    if report.by_rule:
        yield from (f"{line}\n" for group in groups(report) for line in _concise_group(report, group))
    else:
        yield from (f"{line}\n" for found in report.findings for line in _concise(report, found))


def _concise(report: Report, found: Finding) -> Iterator[str]:
    where = in_place(str(found.place))
    yield f"{where} {one_line(found.code)} {report.severity(found)}: {report.said(found)}"
    if found.help is not None:
        yield f"    {_WORDS['help'][report.language]}: {report.say(found.help)}"


def _concise_group(report: Report, group: Group) -> Iterator[str]:
    """Yield the lines of one rule; its help stands once, below the first finding that it is for."""
    yield one_line(group.head(report))
    helped: Message | None = None
    for found in group.shown:
        yield from _concise(report, found if found.help != helped else replace(found, help=None))
        helped = found.help
    rest = group.rest(report)
    if rest is not None:
        yield f"    {one_line(rest)}"


def full(report: Report) -> str:
    """Write each finding with the line it is on, a caret under the value, its path of keys and its help."""
    if report.by_rule:
        return "\n".join("\n".join(_full_group(report, group)) for group in groups(report))
    return "\n".join("".join(f"{line}\n" for line in _full(report, found)) for found in report.findings)


def _full_group(report: Report, group: Group) -> Iterator[str]:
    """Yield the blocks of one rule: its head, the findings, and what is said of the rest."""
    yield f"{_paint(report, one_line(group.head(report)), '1;4')}\n"
    for found in group.shown:
        yield "".join(f"{line}\n" for line in _full(report, found))
    rest = group.rest(report)
    if rest is not None:
        yield f"{_paint(report, one_line(rest), '1')}\n"


def _full(report: Report, found: Finding) -> Iterator[str]:
    severity = _paint(report, report.severity(found), f"1;{_COLOURS[found.severity]}")
    code = _paint(report, one_line(found.code), "1")
    where = _paint(report, in_place(str(found.place)), "1")
    yield f"{where} {code} {severity}: {report.say(found.message)}"
    yield from _excerpt(report, found)
    for key, text in report.about(found).items():
        yield f"      {_paint(report, '=', '34')} {report.about_word(key)}: {text}"
    keys = report.key_path(found)
    if keys:
        yield f"      {_paint(report, '=', '34')} {one_line(keys)}"
    if found.help is not None:
        label = _paint(report, _WORDS["help"][report.language], "1;32")
        yield f"      {_paint(report, '=', '34')} {label}: {report.say(found.help)}"


def _excerpt(report: Report, found: Finding) -> Iterator[str]:
    """Yield the line before, the line itself and the caret under the value."""
    place, text = found.place, report.texts[found.place.file]
    if place.line > len(text.lines) or not text.content:
        return
    for number in range(max(1, place.line - 1), place.line + 1):
        line = text.line(number)
        shown, column = _window(line, place.column if number == place.line else 1)
        if number == place.line or line.strip():
            bar = _paint(report, f"{number:5} |", "34")
            yield f"{bar} {shown}".rstrip()
    end = place.end_column if place.end_line == place.line else len(text.line(place.line)) + 1
    marked = text.line(place.line)[place.column - 1 : end - 1]
    length = max(1, min(_width(marked), _WIDEST - column))
    blank = " " * _width(shown[: column - 1])
    caret = _paint(report, "^" * length, f"1;{_COLOURS[found.severity]}")
    yield f"{_paint(report, '      |', '34')} {blank}{caret}"


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of a line that fits and shows a column, and where the column is in it."""
    start = 0 if column <= _WIDEST - 20 else column - 40
    shown = in_place(line[start : start + _WIDEST])
    before, after = ("…" if start else ""), ("…" if start + _WIDEST < len(line) else "")
    return f"{before}{shown}{after}", column - start + len(before)


def _width(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def _paint(report: Report, text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if report.colour else text
