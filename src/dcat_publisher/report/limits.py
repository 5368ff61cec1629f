"""How many findings a report has: the gravest ones where a number is set, and the words for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Words
from dcat_publisher.report.model import Report

_WORDS: Final = Words(__file__).group("rdf")


def gravest(findings: Sequence[Finding], most: int | None) -> tuple[Sequence[Finding], Sequence[Finding]]:
    """Part findings into the gravest, at most so many, in their order, and those that are left out."""
    if most is None or len(findings) <= most:
        return findings, ()
    numbers = sorted(range(len(findings)), key=lambda number: -findings[number].severity)
    kept = frozenset(numbers[:most])
    parts: tuple[list[Finding], list[Finding]] = ([], [])
    for number, finding in enumerate(findings):
        parts[number not in kept].append(finding)
    return parts


def limits_words(report: Report) -> str:
    """Return the sentence that says how many findings were left out."""
    written, left_out = f"{len(report.findings):,}", f"{len(report.left_out):,}"
    return _WORDS["left_out"][report.language].format(written=written, left_out=left_out)
