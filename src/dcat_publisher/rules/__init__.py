"""The rules of this program that are not shapes: code, gravity, and the words for the data steward.

A code is a letter and three digits: **Y** the YAML text, **R** the record (keys, references), **T** the term
(IRI, date, code), **H** what is lost in a harvest. Codes are for ever: never renumbered, never used again.
Rules that are SHACL shapes are named by the shape (`Dataset-title-required`) and take their words from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import Message
from dcat_publisher.model.place import Place
from dcat_publisher.rules.harvest import HARVEST_RULES
from dcat_publisher.rules.model import Rule
from dcat_publisher.rules.record import RECORD_RULES
from dcat_publisher.rules.term import TERM_RULES
from dcat_publisher.rules.text import TEXT_RULES
from dcat_publisher.rules.waiver import WAIVER_RULES

RULES: dict[str, Rule] = {
    rule.code: rule for rule in (*TEXT_RULES, *RECORD_RULES, *TERM_RULES, *WAIVER_RULES, *HARVEST_RULES)
}


def finding(
    code: str,
    place: Place,
    *,
    suggestion: Message | None = None,
    focus: str | None = None,
    path: str | None = None,
    **blanks: str | Message,
) -> Finding:
    """Make a finding of a rule; `blanks` fill its texts, `suggestion` goes before its help."""
    rule = RULES[code]
    message = {tag: _filled(text, tag, blanks) for tag, text in rule.message.items()}
    advice = {tag: _filled(text, tag, blanks) for tag, text in rule.help.items()}
    if suggestion is not None:
        advice = {tag: f"{suggestion[tag]} {text}" for tag, text in advice.items()}
    return Finding(code, rule.severity, place, message, advice, focus, path)


def _filled(template: str, tag: str, blanks: Mapping[str, str | Message]) -> str:
    return template.format(
        **{name: text if isinstance(text, str) else text[tag] for name, text in blanks.items()}
    )


__all__ = ["RULES", "Rule", "Severity", "finding"]
