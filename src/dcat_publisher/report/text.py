"""Findings for people: by rule, what is due in full, what nothing calls for as a note of one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from dcat_publisher.model.finding import Call, Finding, Severity, is_note
from dcat_publisher.model.language import Words
from dcat_publisher.report.lines import concise, full
from dcat_publisher.report.model import Report
from dcat_publisher.system.printable import in_place, one_line

_WORDS: Final = Words(__file__).group("text")
EXAMPLES: Final = 3
"""How many findings of a rule are shown in full; of errors the rest is one line each."""
_PLACES: Final = 3
"""How many places of a note are named."""
Groups = dict[str, list[Finding]]


def text(report: Report) -> str:
    """Write findings by rule, errors first, with an excerpt of the source; notes in a line for each rule."""
    return _text(report, full)


def lines(report: Report) -> str:
    """Write findings by rule, errors first, without an excerpt; notes in a line for each rule."""
    return _text(report, concise)


def _text(report: Report, write: Callable[[Report], str]) -> str:
    due = [found for found in report.findings if not is_note(found)]
    notes = [found for found in report.findings if is_note(found)]
    errors = by_rule(found for found in due if found.severity is Severity.ERROR)
    parts = [_errors(report, members, write) for members in errors.values()]
    alike: dict[str, list[Finding]] = {}
    for found in due:
        if found.severity is not Severity.ERROR:
            alike.setdefault(f"{found.code} {report.message_and_help(found)}", []).append(found)
    parts += [_warnings(report, members, write) for members in alike.values()]
    parts.append("".join(f"{line}\n" for line in _notes(report, notes)))
    return ("\n" if write is full else "").join(part for part in parts if part)


def by_rule(findings: Iterable[Finding]) -> Groups:
    """Return findings by the code of their rule, in the order in which the rules come up."""
    groups: Groups = {}
    for found in findings:
        groups.setdefault(found.code, []).append(found)
    return groups


def _errors(report: Report, members: Sequence[Finding], write: Callable[[Report], str]) -> str:
    """Write the errors of a rule: the first in full, all others in a line, and help that is new."""
    shown, rest = members[:EXAMPLES], list[Finding]()
    helps = {report.message_and_help(found).removeprefix(report.said(found)) for found in shown}
    for found in members[EXAMPLES:]:
        advice = report.message_and_help(found).removeprefix(report.said(found))
        rest.append(replace(found, help=None) if advice in helps else found)
        helps.add(advice)
    return write(replace(report, findings=shown)) + concise(replace(report, findings=rest))


def _warnings(report: Report, members: Sequence[Finding], write: Callable[[Report], str]) -> str:
    """Write warnings that say the same: the first in full, and the places of the others."""
    written = write(replace(report, findings=members[:1]))
    if len(members) == 1:
        return written
    places = _places(report, members[1:])
    more = _WORDS["more"][report.language].format(count=len(members) - 1, places=places)
    return f"{written}    {more}\n"


def _notes(report: Report, notes: Sequence[Finding]) -> Iterator[str]:
    """Yield a line for each rule of which there are notes, and one for what does not apply."""
    if not notes:
        return
    open_, moot = [
        [found for found in notes if (found.call is Call.MOOT) is is_moot] for is_moot in (False, True)
    ]
    groups = by_rule(open_)
    yield f"{_WORDS['notes'][report.language]}:" if groups else ""
    for members in groups.values():
        yield f"  {_note(report, members)}"
        if members[0].severity is Severity.INFO and members[0].help is not None:
            yield f"    {report.say(members[0].help)}"
    if moot:
        counts = (f"{code} ({len(members)})" for code, members in by_rule(moot).items())
        yield f"  {_WORDS['moot'][report.language].format(rules=', '.join(counts))}"


def _note(report: Report, members: Sequence[Finding]) -> str:
    first = members[0]
    return f"{report.said(first)} {one_line(first.code)}, {len(members)}: {_places(report, members)}"


def _places(report: Report, members: Sequence[Finding]) -> str:
    """Return the first places, and how many more there are."""
    named = list(dict.fromkeys(in_place(f"{one.place.file}:{one.place.line}") for one in members))
    shown = ", ".join(named[:_PLACES])
    if len(named) <= _PLACES:
        return shown
    return _WORDS["places"][report.language].format(places=shown, count=len(named) - _PLACES)


def in_brief(report: Report, how_to_see: str) -> str:
    """Return two lines on findings that are not shown: of which rules most are, and how to see all."""
    groups = by_rule(report.findings).items()
    most = sorted(groups, key=lambda group: (is_note(group[1][0]), -len(group[1]), group[0]))
    rules = ", ".join(f"{one_line(code)} ({len(members)})" for code, members in most[:_PLACES])
    return "\n".join(
        (
            _WORDS["most"][report.language].format(rules=rules),
            _WORDS["see"][report.language].format(command=how_to_see),
        )
    )


def statistics(report: Report) -> str:
    """Write a line for each rule that findings are of: how many, its code, how grave, what it says of one."""
    groups = sorted(by_rule(report.findings).items(), key=lambda group: (-len(group[1]), group[0]))
    rows = [(str(len(members)), one_line(code), members[0]) for code, members in groups]
    width = max((len(code) for _, code, _ in rows), default=0)
    wide = max(chain((len(count) for count, _, _ in rows), (1,)))
    return "".join(
        f"{count:>{wide}}  {code:{width}}  {report.severity(first)}: {report.said(first)}\n"
        for count, code, first in rows
    )
