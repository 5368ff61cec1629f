"""What a rule consists of."""

from __future__ import annotations

from dataclasses import dataclass

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import Message


@dataclass(frozen=True, slots=True)
class Example:
    """YAML that gives a finding of a rule, and the same put right; the former may be empty.

    `file` is the file that they are as a whole, None for lines of a dataset. `runs` is False where no line
    of YAML can show it, as with a file that is not UTF-8.
    """

    wrong: str
    right: str
    file: str | None = None
    runs: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `message` and `help` are templates whose blanks the finding fills, `why` is for `explain`.

    The reason of a rule about a harvester ends with the services that it was read from, and the months: such
    facts age.
    """

    code: str
    name: str
    message: Message
    help: Message
    why: Message
    severity: Severity = Severity.ERROR
    example: Example | None = None
