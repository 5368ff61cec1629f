"""The rules of this program that are not shapes: code, severity, and the words for the data steward.

Each is a file, `catalog/CODE.toml`: `name`, `severity`, the `message`, `help` and `why` in nb, nn and en, an
`example` wrong and right, and under `facts` where and when the reason was read, when it is about a service of
somebody else.
A code is a letter and three digits: **Y** the YAML text, **R** the record (keys, references), **T** the term
(IRI, date, code), **V** a list of variables, **W** a waiver, **H** what is lost in a harvest: H0 the fetch,
H1 the check that refuses whole documents, H2 the splitting into datasets, H3 what the portal's parsers read,
H4 what a harvest changes, H5 other harvesters. Codes are for ever: never renumbered, never used again.
Rules that are SHACL shapes are named by the shape (`Dataset-title-required`) and take their words from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import Message, filled
from dcat_publisher.model.place import Place
from dcat_publisher.rules.catalog_files import RuleFiles
from dcat_publisher.rules.model import Rule

RULES: Mapping[str, Rule] = RuleFiles()


def finding(
    code: str,
    place: Place,
    *,
    suggestion: Message | None = None,
    meant: str | None = None,
    focus: str | None = None,
    path: str | None = None,
    **blanks: str | Message,
) -> Finding:
    """Make a finding of a rule; `blanks` fill its texts, `suggestion` goes before its help.

    `meant` is the one word that stands in the suggestion, for a fix to write.
    """
    rule = RULES[code]
    message, advice = filled(rule.message, **blanks), filled(rule.help, **blanks)
    if suggestion is not None:
        advice = {tag: f"{suggestion[tag]} {text}" for tag, text in advice.items()}
    return Finding(code, rule.severity, place, message, advice, focus, path, meant=meant)


__all__ = ["RULES", "Rule", "Severity", "finding"]
