"""What a step of the rehearsal found, before it is known where the source of it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import Message
from dcat_publisher.model.place import Place


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that applies: its code, what fills its texts, and where (line and column, or the triple).

    `severity` is None where the rule's own counts; `dataset` is the one in whose graph the triple stands;
    `place` is one that is known already, in a file of its own.
    """

    code: str
    blanks: Mapping[str, str | Message] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None
    focus: str | None = None
    path: str | None = None
    value: str | None = None
    severity: Severity | None = None
    dataset: str | None = None
    place: Place | None = None
