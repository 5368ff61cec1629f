"""What every format writes from: the findings that were chosen, and what is known about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dcat_publisher.checking.selection.fingerprints import fingerprints, relative
from dcat_publisher.checking.selection.waivers import Waived
from dcat_publisher.model.finding import SEVERITY_NAMES, Finding, Severity, is_note
from dcat_publisher.model.language import Message, Words, in_language
from dcat_publisher.model.terms import is_blank
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts
from dcat_publisher.system.printable import one_line

if TYPE_CHECKING:
    from dcat_publisher.rdf.node_names import NodeNames

_WORDS: Final = Words(__file__)


_COUNTED: Final = (
    (Severity.ERROR, "one_error", "errors"),
    (Severity.WARNING, "one_warning", "warnings"),
    (Severity.INFO, "one_note", "notes"),
)
_ABOUT: Final = Words(__file__).group("about")
# What XML 1.0 has no character for, and CR; said the other way round it takes 4 ms to compile, each time.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Naming:
    """What the nodes of RDF are called: those of the data, and those of the shapes that ran."""

    data: NodeNames
    shapes: NodeNames


@dataclass(frozen=True)
class Report:
    """The findings to report and all that a format may say of them.

    `root` is the folder that the file names in machine-readable formats are relative to; `files` are those
    that were checked, as places name them. `fail_on` is the severity from which a finding fails the run.
    `naming` is there for findings in RDF, which are about its nodes. `shapes` are the files with shapes that
    were given. `left_out` are the findings beyond the most that were asked for: counted, and not written;
    `by_rule` says that a text on RDF is to have a heading for each rule, `all_of_them` that it is to show
    each finding of it and not examples.
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
    naming: Naming | None = None
    shapes: Sequence[str] = ()
    left_out: Sequence[Finding] = ()
    all_of_them: bool = False
    by_rule: bool = False
    _relative: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def say(self, message: Message) -> str:
        """Return a text in the report's language, on one line."""
        return one_line(in_language(message, self.language))

    def severity(self, finding: Finding) -> str:
        """Return the severity in the report's language."""
        return SEVERITY_NAMES[finding.severity.name.lower()][self.language]

    def path(self, finding: Finding) -> str:
        """Return the file relative to `root` with forward slashes; as it is when it lies elsewhere."""
        file = finding.place.file
        if file not in self._relative:  # asking the file system costs more than all the rest of a finding
            self._relative[file] = relative(file, self.root)
        return self._relative[file]

    def key_path(self, finding: Finding) -> str:
        """Return the path of keys to the finding's place."""
        return self.texts[finding.place.file].key_path(finding.place)

    def said(self, finding: Finding) -> str:
        """Return the message in the report's language, and which profiles ask, where there are several.

        In RDF, also the node and the like that it is about.
        """
        asked = f" [{', '.join(map(one_line, finding.asked_by))}]" if finding.asked_by else ""
        message = f"{self.say(finding.message)}{asked}"
        told = ", ".join(
            text if key == "node" else f"{self.about_word(key)} {text}"
            for key, text in self.about(finding).items()
        )
        return f"{message} ({told})" if told else message

    def about(self, finding: Finding) -> dict[str, str]:
        """Return what a finding in RDF is about, as people read it: `node`, `path`, `value` and `shape`."""
        if not finding.node:
            return {}
        if self.naming is None or finding.focus is None:
            return {"node": one_line(finding.node)}
        data, shapes = self.naming.data, self.naming.shapes
        told = {
            "node": data.node(finding.focus),
            "path": None if finding.path is None else data.path(finding.path),
            "value": None if finding.value is None else data.term(finding.value),
            "shape": None if finding.shape is None else shapes.part(finding.shape),
        }
        return {key: one_line(text) for key, text in told.items() if text is not None}

    def own_term(self, term: str | None) -> str | None:
        """Return a term with the label that a blank node has in its file, and not in several together."""
        return term if term is None or self.naming is None else self.naming.data.own(term)

    def about_word(self, key: str) -> str:
        """Return the word for a part of what a finding is about."""
        return _ABOUT[key][self.language]

    def blank_nodes(self, finding: Finding) -> str:
        """Return what the nodes without a name are that a finding is about; their labels tell nobody."""
        about = self.about(finding) if self.naming is not None else {}
        terms = {"node": finding.focus, "value": finding.value}
        return ", ".join(about[key] for key, term in terms.items() if key in about and is_blank(term or " "))

    def counted(self) -> Counter[Severity]:
        """Return the number of findings by severity, written or left out."""
        return Counter(found.severity for found in (*self.findings, *self.left_out))

    def message_and_help(self, finding: Finding) -> str:
        """Return the message, and the help behind it."""
        advice = "" if finding.help is None else f" {self.say(finding.help)}"
        return f"{self.said(finding)}{advice}"

    def fingerprints(self) -> list[str]:
        """Return a fingerprint for each finding; equal ones are told apart by a number."""
        return fingerprints(self.findings, self.texts, self.root)


def xml_text(text: str) -> str:
    """Return a text with U+FFFD for the characters that XML 1.0 (2.2) cannot hold, and HTML should not."""
    return _NOT_XML.sub("\ufffd", text)


def summary(findings: Iterable[Finding], language: str, waived: int = 0, *, noted: bool = False) -> str:
    """Return the number of findings by severity, and of those that are waived.

    `noted` counts as notes what people are told of as a note, whatever its severity.
    """
    counts = Counter(Severity.INFO if noted and is_note(found) else found.severity for found in findings)
    text = ", ".join(
        _WORDS[one if counts[severity] == 1 else many][language].format(number=counts[severity])
        for severity, one, many in _COUNTED
    )
    return text if waived == 0 else f"{text}, {_WORDS['waived'][language].format(waived=waived)}"
