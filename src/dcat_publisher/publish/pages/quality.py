"""What was found in the descriptions, on a page of its own: for those who keep them, not for the public.

Whoever looks for data has no use for a steward's advice; whoever keeps a description wants to see all of it,
rule by rule, the gravest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.finding import SEVERITY_NAMES, Finding, Severity, is_note
from dcat_publisher.model.language import FALLBACKS, Message
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.values import Text, Value
from dcat_publisher.publish.pages.wording import number_of, word

PATH: Final = "quality"
"""The path of the page below the base."""
_MOST_NOTES: Final = 50


@dataclass(frozen=True, slots=True)
class Note:
    """One finding: what it is about, what it says, what to write instead; in another language perhaps."""

    about: Value | None
    message: Text
    help: Text | None


@dataclass(frozen=True, slots=True)
class Rule:
    """The findings of one rule; `more` of them are not shown."""

    code: str
    severity: str
    count: str
    notes: tuple[Note, ...]
    more: int


def rules(reader: Reader, findings: Iterable[Finding]) -> list[Rule]:
    """Return the findings by rule, from the gravest on; a rule shows so many as a person would read."""
    by_code: dict[str, list[Finding]] = {}
    for each in findings:
        by_code.setdefault(each.code, []).append(each)
    ordered = sorted(by_code.items(), key=lambda item: (-max(map(_severity, item[1])), item[0]))
    return [_rule(reader, code, found) for code, found in ordered]


def counts(findings: Sequence[Finding], language: str) -> str:
    """Return in one sentence how much was found."""
    if not findings:
        return word("quality_none", language)
    numbers = {
        name: number_of(sum(_severity(each) is severity for each in findings), language)
        for name, severity in (
            ("errors", Severity.ERROR), ("warnings", Severity.WARNING), ("infos", Severity.INFO),
        )
    }  # fmt: skip
    return word("quality_counts", language).format(**numbers)


def _severity(finding: Finding) -> Severity:
    """Return how grave a finding is told to be, as `check` counts it: a recommendation is a note."""
    return Severity.INFO if is_note(finding) else finding.severity


def _rule(reader: Reader, code: str, found: Sequence[Finding]) -> Rule:
    grave = max(map(_severity, found))
    notes = tuple(_note(reader, each) for each in found[:_MOST_NOTES])
    severity = capitalized(SEVERITY_NAMES[grave.name.lower()][reader.language])
    return Rule(code, severity, number_of(len(found), reader.language), notes, len(found) - len(notes))


def _note(reader: Reader, finding: Finding) -> Note:
    advice = None if finding.help is None else _said(finding.help, reader.language)
    return Note(_about(reader, finding.focus), _said(finding.message, reader.language), advice)


def _about(reader: Reader, focus: str | None) -> Value | None:
    """Return a link to the page of what a finding is about; a nested thing is on its owner's page."""
    if focus is None:
        return None
    owner = focus if focus in reader.addresses else iri(focus[1:-1].partition("#")[0])
    href = reader.href(focus, PATH)
    return None if href is None else Value(reader.name(owner).text, reader.name(owner).language, href)


def _said(message: Message, language: str) -> Text:
    """Return a message with its language when that is not the page's: shapes speak no Nynorsk."""
    tags = (*FALLBACKS[language], *message)
    tag = next((tag for tag in tags if tag in message), language)
    return Text(message.get(tag, ""), None if tag == language else tag)
