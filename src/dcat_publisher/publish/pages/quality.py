"""What was found in a description: one sentence for all readers, and the details for its stewards.

Whoever looks for data wants to know whether the description can be trusted, not how to correct its YAML;
whoever keeps it wants each finding where the thing is shown. So the sentence counts, and the details are
folded away. They stand open where there is an error: then the page may mislead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import FALLBACKS, Message, in_language
from dcat_publisher.publish.pages.reader import Text
from dcat_publisher.publish.pages.wording import SEVERITIES, word


@dataclass(frozen=True, slots=True)
class Note:
    """One finding on the description; its texts may be in another language than the page."""

    severity: str
    code: str
    message: Text
    help: Text | None


@dataclass(frozen=True, slots=True)
class Quality:
    """The sentence, the findings from the gravest on, and whether these stand open."""

    sentence: str
    notes: tuple[Note, ...]
    open: bool


def quality(findings: Sequence[Finding], language: str) -> Quality:
    """Return what to say of a description that was checked."""
    grave = sum(finding.severity is Severity.ERROR for finding in findings)
    key = "quality_errors" if grave else "quality_good" if findings else "no_findings"
    sentence = word(key, language).format(errors=grave, advice=len(findings) - grave)
    in_order = sorted(findings, key=lambda item: -item.severity)
    return Quality(sentence, tuple(_note(finding, language) for finding in in_order), bool(grave))


def _note(finding: Finding, language: str) -> Note:
    advice = None if finding.help is None else _said(finding.help, language)
    severity = in_language(SEVERITIES[finding.severity], language)
    return Note(severity, finding.code, _said(finding.message, language), advice)


def _said(message: Message, language: str) -> Text:
    """Return a message with its language when that is not the page's: shapes speak no Nynorsk."""
    tags = (*FALLBACKS[language], *message)
    tag = next((tag for tag in tags if tag in message), language)
    return Text(message.get(tag, ""), None if tag == language else tag)


def findings_by_node(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    """Return the findings on each node; those on a nested node are its owner's."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.focus is not None:
            owner, _, fragment = finding.focus.partition("#")
            found.setdefault(f"{owner}>" if fragment else owner, []).append(finding)
    return found
