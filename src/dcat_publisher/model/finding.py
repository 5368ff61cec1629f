"""What was found: the rule, how grave it is, the place, and the words for the one who typed it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dcat_publisher.model.language import Message
from dcat_publisher.model.place import Place


class Severity(enum.IntEnum):
    """How grave a finding is; named after SHACL's three severities, in the words of build tools."""

    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to change in the source.

    `focus`, `path` and `value` are terms of the graph (see `terms`) where the finding is about a triple;
    `shape` and `component` name the SHACL shape and constraint component where a shape found it. `message`
    says what is wrong, `help` what to write instead.
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

    def about(self, focus: str, path: str) -> Finding:
        """Return the same finding, said of a focus node and a path."""
        return replace(self, focus=focus, path=path)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by place, then by code; of repetitions the first by focus node is kept."""
    unique: dict[tuple[Place, str, str], Finding] = {}
    for found in sorted(findings, key=_subject):
        unique.setdefault(identity(found), found)
    return [unique[key] for key in sorted(unique)]


def _subject(finding: Finding) -> tuple[str, str, str]:
    return finding.focus or "", finding.path or "", finding.value or ""


def identity(finding: Finding) -> tuple[Place, str, str]:
    """A default that many records inherit is one fault on one line, whatever node it shows up on."""
    return finding.place, finding.code, next(iter(finding.message.values()), "")


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity, or None when there is no finding."""
    return max((finding.severity for finding in findings), default=None)
