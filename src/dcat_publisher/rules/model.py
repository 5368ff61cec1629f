"""What a rule consists of."""

from __future__ import annotations

from dataclasses import dataclass

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import Message


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `message` and `help` are templates whose blanks the finding fills, `why` is for `explain`."""

    code: str
    name: str
    message: Message
    help: Message
    why: Message
    severity: Severity = Severity.ERROR
