"""A rule about the harvester, with the service it is read from and the month: such facts age."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import Message
from dcat_publisher.rules.model import Rule

HARVESTER: Final = "fdk-harvester, 2026-08"
OLD_HARVESTER: Final = "fdk-dataset-harvester, 2025-10"
PARSER: Final = "fdk-parser-service, 2026-07"
OLD_PARSER: Final = "fdk-rdf-parser 2.9.0, 2025"
REASONER: Final = "fdk-reasoning-service, 2026-03"


def dated(
    code: str, name: str, facts: str, message: Message, help_: Message, why: Message,
    severity: Severity = Severity.ERROR,
) -> Rule:  # fmt: skip
    """Make a rule whose reason ends with where and when it was read."""
    return Rule(code, name, message, help_, {tag: f"{text} ({facts})" for tag, text in why.items()}, severity)
