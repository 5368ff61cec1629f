"""Scores as one HTML page with a chart: self-contained, readable without colours and by screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from dcat_publisher.insight.scores.assessment import Assessment, gains, mean, rating
from dcat_publisher.insight.scores.metrics import (
    BY_NAME,
    DIMENSION_LABELS,
    METRICS,
    Dimension,
    Scheme,
    maximum,
)
from dcat_publisher.insight.scores.output import WORDS
from dcat_publisher.insight.scores.scorecard import Scorecard, failure_text
from dcat_publisher.model.language import Words
from dcat_publisher.system.templates import templates

_WORDS: Final = Words(__file__).group("page")
_ROW, _LEFT, _SCALE = 34, 190, 4.0
"""Of the chart, in pixels: the height of a row, where the bars begin, and the length of a point."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """One dimension in the chart: points won of those there are."""

    label: str
    points: float
    top: int


@dataclass(frozen=True, slots=True)
class _Row:
    """One dataset: all its points, and those of each dimension."""

    title: str
    total: int
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Gain:
    """What a metric would give: its points, and how many datasets lack them."""

    label: str
    points: int
    number: int
    advice: str


@dataclass(frozen=True, slots=True)
class _Part:
    """What the page says of one scheme."""

    id: str
    name: str
    verdict: str
    told: str
    bars: list[_Bar]
    rows: list[_Row]
    todo: str
    gains: list[_Gain]
    notes: list[str]
    failures: list[tuple[str, list[str]]]

    @property
    def width(self) -> int:
        """The width of the chart in pixels."""
        return int(_LEFT + _SCALE * max(bar.top for bar in self.bars) + 80)


def as_page(card: Scorecard, tongue: str) -> str:
    """Write the page."""
    page = templates("dcat_publisher.insight.scores").get_template("scores.html")
    return page.render(
        language=tongue, name=card.name, word=partial(_word, _WORDS, tongue),
        common=partial(_word, WORDS, tongue), parts=[_part(card, scheme, tongue) for scheme in Scheme],
        row=_ROW, left=_LEFT, scale=_SCALE,
    ) + "\n"  # fmt: skip


def _word(words: Words, tongue: str, name: str) -> str:
    return words[name][tongue]


def _part(card: Scorecard, scheme: Scheme, tongue: str) -> _Part:
    entries, name = card.assessments[scheme], WORDS[scheme.value][tongue]
    whole, bars = mean(entries), [_bar(entries, dimension, scheme, tongue) for dimension in Dimension]
    return _Part(
        id=scheme.value, name=name, bars=bars,
        verdict=f"{whole:.0f} / {maximum(scheme)}: {rating(whole, scheme)[tongue]}",
        told=_WORDS["chart"][tongue].format(
            scheme=name, points=f"{whole:.0f}", maximum=maximum(scheme),
            parts=", ".join(f"{bar.label} {bar.points:.0f}/{bar.top}" for bar in bars),
        ),
        rows=[_row(card, assessment, tongue) for assessment in entries],
        todo=WORDS["gain"][tongue].rstrip(":"), gains=list(_gains(entries, scheme, tongue)),
        notes=list(_notes(entries, scheme, tongue)), failures=list(_failures(card, scheme, tongue)),
    )  # fmt: skip


def _bar(entries: list[Assessment], dimension: Dimension, scheme: Scheme, tongue: str) -> _Bar:
    label = DIMENSION_LABELS[dimension.value][tongue]
    return _Bar(label, mean(entries, dimension), maximum(scheme, dimension))


def _row(card: Scorecard, assessment: Assessment, tongue: str) -> _Row:
    points = tuple(assessment.total(dimension) for dimension in Dimension)
    return _Row(card.title(assessment.subject, tongue), assessment.total(), points)


def _gains(entries: list[Assessment], scheme: Scheme, tongue: str) -> Iterator[_Gain]:
    for name, subjects in gains(entries).items():
        metric = BY_NAME[name]
        yield _Gain(metric.label[tongue], metric.points(scheme), len(subjects), metric.advice[tongue])


def _notes(entries: list[Assessment], scheme: Scheme, tongue: str) -> Iterator[str]:
    """Yield which points could not be measured, and which nobody can get."""
    unmeasured = sum(assessment.unmeasured() for assessment in entries) / len(entries) if entries else 0
    if unmeasured:
        yield WORDS["unmeasured"][tongue].format(points=f"{unmeasured:.0f}")
    lost = sum(metric.points(scheme) for metric in METRICS if not metric.is_reachable(scheme))
    if lost:
        yield WORDS["unreachable"][tongue].format(points=lost)


def _failures(card: Scorecard, scheme: Scheme, tongue: str) -> Iterator[tuple[str, list[str]]]:
    for subject, failures in card.failures[scheme].items():
        if failures:
            yield card.title(subject, tongue), [failure_text(failure) for failure in failures]
