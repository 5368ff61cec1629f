"""Waivers: findings that are put up with until a day, for a reason; comments in the source, or settings.

A comment `# dcat-publisher: ignore CODE until 2027-01-01 reason` holds for its own line, or, alone on a
line, for the next line that is not a comment. One without a code, a date or a reason waives nothing, and
says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Words
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Text, Texts, scalars
from dcat_publisher.vocabulary.suggestions import did_you_mean_this

_WORDS: Final = Words(__file__)


MARK = "dcat-publisher:"
_COMMENT = re.compile(rf"(?:^|(?<=\s))#\s*{MARK}\s*ignore\b[ \t]*(?P<terms>.*?)\s*$")
_TERMS = re.compile(
    r"(?P<codes>[A-Za-z][\w-]*(?:\s*,\s*[A-Za-z][\w-]*)*)?(?:\s*\buntil\s+(?P<day>\S+))?\s*(?P<reason>.*)"
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver of one code; `line` is the line it holds for in its file, None for all lines of `files`."""

    code: str
    until: date
    reason: str
    place: Place
    line: int | None = None
    files: tuple[str, ...] = ()

    def covers(self, found: Finding, file: str) -> bool:
        """Return whether a finding is one that is waived; `file` is its file relative to the project."""
        if found.code != self.code:
            return False
        if self.line is not None:
            return found.place.file == self.place.file and found.place.line == self.line
        return not self.files or any(fnmatch(file, pattern) for pattern in self.files)


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that is not reported, and the waiver that says why."""

    finding: Finding
    waiver: Waiver


def waivers_in(files: Iterable[str], texts: Texts, today: date) -> tuple[list[Waiver], list[Finding]]:
    """Return the waivers in the comments of files, and the findings about those that are not complete."""
    waivers: list[Waiver] = []
    faults: list[Finding] = []
    for file in files:
        if texts.mentions(file, MARK):
            for place, line, terms in _comments(texts[file]):
                found = _read(terms, place, line, today)
                if isinstance(found, Finding):
                    faults.append(found)
                else:
                    waivers += found
    return waivers, faults


def _comments(text: Text) -> Iterator[tuple[Place, int, str]]:
    """Yield each waiving comment: its place, the line it holds for, and what it says."""
    for number, _ in enumerate(text.lines, 1):
        line = text.line(number)
        match = _COMMENT.search(line) if MARK in line else None
        if match is None or _inside_text(text, number, match.start() + 1):
            continue
        place = Place(text.file, number, match.start() + 1, number, len(line) + 1)
        alone = line.lstrip().startswith("#")
        yield place, _next_line(text, number) if alone else number, match["terms"]


def _inside_text(text: Text, line: int, column: int) -> bool:
    """Return whether a place is inside a value, where # is a character like any other."""
    spans = (node.place for node in scalars(text.root))
    return any(
        (span.line, span.column) <= (line, column) < (span.end_line, span.end_column) for span in spans
    )


def _next_line(text: Text, number: int) -> int:
    number += 1
    while number < len(text.lines) and text.line(number).lstrip()[:1] in ("#", ""):
        number += 1
    return number


def _read(terms: str, place: Place, line: int, today: date) -> list[Waiver] | Finding:
    match = _TERMS.fullmatch(terms)
    codes, day, reason = (
        (match["codes"], match["day"], match["reason"]) if match is not None else (None, None, "")
    )
    if codes is not None and day is None and codes.endswith("until"):
        codes = codes.removesuffix("until").rstrip(" ,")
    example = today.replace(year=today.year + 1, month=1, day=1)
    until = _day(day)
    missing = "no_code" if not codes else "no_day" if until is None else "no_reason" if not reason else None
    if missing is not None or until is None:
        return finding(
            "W001", place, missing=_WORDS[missing or "no_day"], rule=codes or "T201", day=example.isoformat()
        )
    return [Waiver(code.strip(), until, reason, place, line) for code in (codes or "").split(",")]


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def apply(
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    today: date,
    rules: RuleBook,
    name_of: dict[str, str],
) -> tuple[list[Finding], list[Waived]]:
    """Part findings into those to report and those waived; the former with what is wrong with the waivers.

    `name_of` gives the name of each file relative to the project. A waiver holds to the end of its last day.
    """
    left: list[Finding] = []
    waived: list[Waived] = []
    used: set[Waiver] = set()
    for found in findings:
        holder = next((one for one in waivers if one.covers(found, name_of[found.place.file])), None)
        if holder is None:
            left.append(found)
            continue
        used.add(holder)
        if holder.until < today:
            left.append(found)
        else:
            waived.append(Waived(found, holder))
    left += [fault for one in waivers if (fault := _fault(one, one in used, today, rules)) is not None]
    return left, waived


def _fault(waiver: Waiver, used: bool, today: date, rules: RuleBook) -> Finding | None:
    if rules.get(waiver.code) is None:
        near = rules.near(waiver.code)
        suggestion = did_you_mean_this(near[0]) if near else None
        return finding("W004", waiver.place, rule=waiver.code, suggestion=suggestion)
    if not used:
        return finding("W003", waiver.place, rule=waiver.code)
    if waiver.until < today:
        day = waiver.until.isoformat()
        return finding("W002", waiver.place, rule=waiver.code, day=day, reason=waiver.reason.rstrip("."))
    return None
