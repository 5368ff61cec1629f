"""What a rule consists of."""

from __future__ import annotations

from dataclasses import dataclass

from dcat_publisher.model.finding import Message, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `message` and `help` are templates whose blanks the finding fills, `why` is for `explain`."""

    code: str
    name: str
    message: Message
    help: Message
    why: Message
    severity: Severity = Severity.ERROR


def words(nb: str, nn: str, en: str) -> Message:
    """Return one text in the three languages of the program."""
    return {"nb": nb, "nn": nn, "en": en}
