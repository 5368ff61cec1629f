"""What every format writes from: the findings that were chosen, and what is known about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dcat_publisher.check.selection.fingerprints import fingerprints, relative
from dcat_publisher.check.selection.waivers import Waived
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import Message, in_language, words
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts

SEVERITY_NAMES: dict[Severity, Message] = {
    Severity.ERROR: words("feil", "feil", "error"),
    Severity.WARNING: words("advarsel", "åtvaring", "warning"),
    Severity.INFO: words("merknad", "merknad", "info"),
}
HELP = words("hjelp", "hjelp", "help")
_COUNTS = words(
    "{errors} feil, {warnings} advarsler, {notes} merknader",
    "{errors} feil, {warnings} åtvaringar, {notes} merknader",
    "{errors} errors, {warnings} warnings, {notes} notes",
)
_WAIVED = words("{waived} unntatt", "{waived} unnatekne", "{waived} waived")


@dataclass(frozen=True)
class Report:
    """The findings to report and all that a format may say of them.

    `root` is the folder that the file names in machine-readable formats are relative to; `files` are those
    that were checked, as places name them. `fail_on` is the severity from which a finding fails the run.
    """

    findings: Sequence[Finding]
    language: str
    texts: Texts
    rules: RuleBook
    root: Path
    files: Sequence[str] = ()
    waived: Sequence[Waived] = ()
    fail_on: Severity = Severity.ERROR
    colour: bool = False
    version: str = ""
    about_profile: dict[str, str] = field(default_factory=dict)

    def say(self, message: Message) -> str:
        """Return a text in the report's language, on one line."""
        return one_line(in_language(message, self.language))

    def severity(self, finding: Finding) -> str:
        """Return the severity in the report's language."""
        return SEVERITY_NAMES[finding.severity][self.language]

    def path(self, finding: Finding) -> str:
        """Return the file relative to `root` with forward slashes; as it is when it lies elsewhere."""
        return relative(finding.place.file, self.root)

    def key_path(self, finding: Finding) -> str:
        """Return the path of keys to the finding's place."""
        return self.texts[finding.place.file].key_path(finding.place)

    def message_and_help(self, finding: Finding) -> str:
        """Return the message, and the help behind it."""
        advice = "" if finding.help is None else f" {self.say(finding.help)}"
        return f"{self.say(finding.message)}{advice}"

    def fingerprints(self) -> list[str]:
        """Return a fingerprint for each finding; equal ones are told apart by a number."""
        return fingerprints(self.findings, self.texts, self.root)


def one_line(text: str) -> str:
    """Fold a text to one line; what a source file holds may not break a log or move a terminal's cursor."""
    return "".join(character if character.isprintable() else " " for character in " ".join(text.split()))


def summary(findings: Iterable[Finding], language: str, waived: int = 0) -> str:
    """Return the number of findings by severity, and of those that are waived."""
    counts = Counter(found.severity for found in findings)
    text = _COUNTS[language].format(
        errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING], notes=counts[Severity.INFO]
    )
    return text if waived == 0 else f"{text}, {_WAIVED[language].format(waived=waived)}"
