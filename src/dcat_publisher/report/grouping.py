"""Findings of RDF by rule: one shape may have a hundred thousand results, and people read the first ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Words
from dcat_publisher.report.model import Report

_WORDS: Final = Words(__file__).group("rdf")
EXAMPLES: Final = 10
"""How many findings of a rule a text shows, unless it is asked for all."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule on one property, in order of their places."""

    findings: Sequence[Finding]
    shown: Sequence[Finding]

    def head(self, report: Report) -> str:
        """Return the rule and the number of its findings."""
        return _WORDS["group"][report.language].format(rule=self._rule(report), count=self._count())

    def rest(self, report: Report) -> str | None:
        """Return what is said of those that are not shown; None where all are."""
        more = len(self.findings) - len(self.shown)
        words = _WORDS["more"][report.language]
        rule = self._rule(report)
        return words.format(more=f"{more:,}", rule=rule, count=self._count()) if more else None

    def _count(self) -> str:
        return f"{len(self.findings):,}"

    def _rule(self, report: Report) -> str:
        first = self.findings[0]
        path = report.about(first).get("path")
        return first.code if path is None else f"{first.code} ({path})"


def groups(report: Report) -> Iterator[Group]:
    """Yield the groups: the gravest first, of equally grave ones the largest."""
    by_rule: dict[tuple[str, str | None], list[Finding]] = {}
    for found in report.findings:
        by_rule.setdefault((found.code, found.path), []).append(found)
    ordered = sorted(by_rule.values(), key=lambda each: (-each[0].severity, -len(each)))
    for findings in ordered:
        yield Group(findings, findings if report.all_of_them else findings[:EXAMPLES])
