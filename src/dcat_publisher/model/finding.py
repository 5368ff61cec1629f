"""What was found: the rule, how grave it is, the place, and the words for the one who typed it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final

from dcat_publisher.model.language import Message, Words
from dcat_publisher.model.logins import without_logins
from dcat_publisher.model.place import Place


class Severity(enum.IntEnum):
    """How grave a finding is; named after SHACL's three severities, in the words of build tools."""

    INFO = 1
    WARNING = 2
    ERROR = 3


SEVERITY_NAMES: Final = Words(__file__).group("severity")
"""What people call each severity, by its name in small letters."""


class Call(enum.IntEnum):
    """How far the facts of a catalogue call for what a finding asks; severity is what the standard says.

    `MOOT` is a recommendation that the facts speak against, `OPEN` one that they say nothing of.
    """

    MOOT = 1
    OPEN = 2
    DUE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to change in the source.

    `focus`, `path` and `value` are terms of the graph (see `terms`) where the finding is about a triple;
    `shape` and `component` name the SHACL shape and constraint component where a shape found it. `message`
    says what is wrong, `help` what to write instead. `meant` is the one word that the word at the place was
    meant to be, where there is only one: what a fix writes there.

    `node` is set for findings in a file of RDF, which was not typed value by value: the node as its readers
    know it, for the place alone does not tell. `shape_severity` is the severity that the shape gives, a term.
    `call` is what people are told by; formats for machines say all findings alike. `asked_by` are the
    profiles that ask for it, where there are several in use; empty for what every profile needs.
    """

    code: str
    severity: Severity
    place: Place
    message: Message
    help: Message | None = None
    focus: str | None = None
    path: str | None = None
    value: str | None = None
    shape: str | None = None
    component: str | None = None
    node: str | None = None
    shape_severity: str | None = None
    meant: str | None = None
    asked_by: tuple[str, ...] = ()
    call: Call = Call.DUE

    def __post_init__(self) -> None:
        """Mask user names and passwords of addresses in the words, which go into public logs."""
        object.__setattr__(self, "message", _masked(self.message))
        object.__setattr__(self, "help", None if self.help is None else _masked(self.help))

    def about(self, focus: str, path: str) -> Finding:
        """Return the same finding, said of a focus node and a path."""
        return replace(self, focus=focus, path=path)


_VALUES: Final = attrgetter(*Finding.__slots__)
_WRITERS: Final = [Finding.__dict__[name].__set__ for name in Finding.__slots__]
"""What reads and writes the fields of a finding at once, and for a copy alone: it is frozen for all else."""


def remade(values: Iterable[object]) -> Finding:
    """Return a finding from the values of its fields, in order: it was made, and its words masked, before."""
    finding = object.__new__(Finding)
    for write, value in zip(_WRITERS, values, strict=True):
        write(finding, value)
    return finding


def changed(
    finding: Finding, *, place: Place | None = None, node: str | None = None,
    message: Message | None = None, help: Message | None = None,  # noqa: A002  the name of the field
) -> Finding:  # fmt: skip
    """Return a finding with other values of these fields, where one is given.

    For words that hold no address but those of the finding, which were masked when it was made: a file of RDF
    may have a million findings, and `replace` would take most of the time that they take.
    """
    copy = object.__new__(Finding)
    for write, value in zip(_WRITERS, _VALUES(finding), strict=True):
        write(copy, value)
    given = {"place": place, "node": node, "message": message, "help": help}
    for name, value in given.items():
        if value is not None:
            object.__setattr__(copy, name, value)
    return copy


def _masked(words: Message) -> Message:
    for text in words.values():  # a loop: a generator costs more than the look
        if "@" in text:
            return {tag: without_logins(text) for tag, text in words.items()}
    return words  # thousands of findings share theirs


Identity = tuple[Place, str, str, str, str, int]
"""What findings are told apart, and sorted, by."""
EMPTY = "R105"
"""The code of the rule on keys without a value: said only where no other rule says more of that key."""


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by place, then by code; of repetitions the first by focus node is kept.

    In a file of RDF nothing is a repetition: each result of a validation is a finding of its own. That a key
    has no value is left out where a rule says of the same key that it has to have one.
    """
    unique: dict[Identity, Finding] = {}
    for number, finding in enumerate(sorted(_without_vague(list(findings)), key=_subject), 1):
        unique.setdefault(identity(finding, 0 if finding.node is None else number), finding)
    return [unique[key] for key in sorted(unique)]


def _without_vague(findings: list[Finding]) -> list[Finding]:
    empty = {finding.place for finding in findings if finding.code == EMPTY}
    answered = {finding.place for finding in findings if finding.code != EMPTY and finding.place in empty}
    return [finding for finding in findings if finding.code != EMPTY or finding.place not in answered]


def _subject(finding: Finding) -> tuple[str, str, str]:
    return finding.focus or "", finding.path or "", finding.value or ""


def identity(finding: Finding, number: int = 0) -> Identity:
    """Return what makes a finding this one: place, rule, words, and the property that it is about.

    Not its node: a default that many records inherit is one fault on one line, whatever node it shows up on.
    `number` tells apart what is a fault each time, however alike.
    """
    words = next(iter(finding.message.values()), "")
    return finding.place, finding.code, words, finding.path or "", finding.shape or "", number


def is_note(finding: Finding) -> bool:
    """Return whether people are told of a finding as a note: nothing in the catalogue calls for it now."""
    return finding.severity is Severity.INFO or finding.call is not Call.DUE


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity, or None when there is no finding."""
    return max((finding.severity for finding in findings), default=None)


def asked_of(findings: Iterable[Finding], profile: str | None) -> list[Finding]:
    """Return the findings that hold for a profile: those that it asks for, and what every one needs."""
    return [each for each in findings if profile is None or not each.asked_by or profile in each.asked_by]
