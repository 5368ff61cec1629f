"""Findings to text: one line each, for people, editors and build logs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dcat_publisher.findings import Finding, Message, Severity, in_language
from dcat_publisher.rules.model import words

SEVERITY_NAMES: dict[Severity, Message] = {
    Severity.ERROR: words("feil", "feil", "error"),
    Severity.WARNING: words("advarsel", "åtvaring", "warning"),
    Severity.INFO: words("merknad", "merknad", "info"),
}
_COUNTS = words(
    "{errors} feil, {warnings} advarsler, {notes} merknader",
    "{errors} feil, {warnings} åtvaringar, {notes} merknader",
    "{errors} errors, {warnings} warnings, {notes} notes",
)
_HELP = words("hjelp", "hjelp", "help")


def concise(findings: Iterable[Finding], language: str) -> Iterator[str]:
    """Give each finding as `file:line:column CODE severity: message`, with its help on a line of its own."""
    for found in findings:
        severity = in_language(SEVERITY_NAMES[found.severity], language)
        yield f"{found.place} {found.code} {severity}: {_one_line(in_language(found.message, language))}"
        if found.help is not None:
            yield f"    {_HELP[language]}: {_one_line(in_language(found.help, language))}"


def _one_line(text: str) -> str:
    """Fold a text to one line; what a source file holds may not break a log or move a terminal's cursor."""
    return "".join(character if character.isprintable() else " " for character in " ".join(text.split()))


def summary(findings: Iterable[Finding], language: str) -> str:
    """Give the number of findings by severity."""
    counts = Counter(found.severity for found in findings)
    return _COUNTS[language].format(
        errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING], notes=counts[Severity.INFO]
    )
