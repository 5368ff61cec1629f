"""The rules of this program that are not shapes: code, gravity, and the words for the data steward.

A code is a letter and three digits: **Y** the YAML text, **R** the record (keys, references), **T** the term (IRI,
date, code). Codes are for ever: never renumbered, never used again. Rules that are SHACL shapes are named by the
shape (`Dataset-title-required`) and take their words from it.
"""

from __future__ import annotations

from dcat_publisher.findings import Finding, Message, Severity
from dcat_publisher.place import Place
from dcat_publisher.rules.model import Rule
from dcat_publisher.rules.record import RECORD_RULES
from dcat_publisher.rules.term import TERM_RULES
from dcat_publisher.rules.text import TEXT_RULES

RULES: dict[str, Rule] = {rule.code: rule for rule in (*TEXT_RULES, *RECORD_RULES, *TERM_RULES)}


def finding(
    code: str,
    place: Place,
    *,
    suggestion: Message | None = None,
    focus: str | None = None,
    path: str | None = None,
    **words: str,
) -> Finding:
    """Make a finding of a rule; `words` fill the blanks of its texts, `suggestion` goes before its help."""
    rule = RULES[code]
    message = {tag: text.format(**words) for tag, text in rule.message.items()}
    advice = {tag: text.format(**words) for tag, text in rule.help.items()}
    if suggestion is not None:
        advice = {tag: f"{suggestion[tag]} {text}".strip() for tag, text in advice.items()}
    return Finding(code, rule.severity, place, message, advice, focus, path)


__all__ = ["RULES", "Rule", "Severity", "finding"]
