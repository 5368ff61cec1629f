"""Scores for the tests: a catalogue in Turtle, assessed."""

from __future__ import annotations

from functools import cache

from dcat_publisher.insight.scores.measure import Lists
from dcat_publisher.insight.scores.scorecard import Scorecard, score
from tests.insight.written import VOCABULARY, read, source

LISTS = Lists(VOCABULARY.codes)


@cache
def reference() -> Scorecard:
    """Score the reference catalogue, without asking addresses."""
    return score("source", source(), LISTS, {})


def scored(turtle: str, statuses: dict[str, int] | None = None) -> Scorecard:
    """Score a catalogue that is written after HEAD."""
    return score("https://example.no/catalog.ttl", read(turtle), LISTS, statuses or {})
