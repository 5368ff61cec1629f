"""The page on scores: its table is what a run on the reference source gives, metric by metric."""

from __future__ import annotations

import re

import pytest

from dcat_publisher.insight.scores.assessment import mean
from dcat_publisher.insight.scores.metrics import METRICS, Metric, Scheme, maximum
from tests.insight.scores.scoring import reference
from tests.insight.written import ROOT

PAGE = (ROOT / "docs" / "score.md").read_text("utf-8")
ROW = re.compile(r"^\| `(\w+)` \| (\d+) \| (\d+) \| (\d+) / (\d+) \| (.*) ?\|$", re.MULTILINE)
ROWS = {name: (tuple(map(int, numbers)), why.strip()) for name, *numbers, why in ROW.findall(PAGE)}


def test_every_metric_has_a_row() -> None:
    assert list(ROWS) == [metric.name for metric in METRICS]


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_row_says_what_the_run_says(metric: Metric) -> None:
    entries = reference().assessments
    won = [sum(found.points(metric) > 0 for found in entries[scheme]) for scheme in Scheme]
    numbers, why = ROWS[metric.name]
    assert numbers == (metric.eu, metric.fdk, *won)
    everything = all(number == len(entries[Scheme.EU]) for number in won)
    assert bool(why) != everything, "a reason where points are missing, and only there"


def test_the_means_are_those_of_the_run() -> None:
    means = [f"{mean(reference().assessments[scheme]):.0f} of {maximum(scheme)}" for scheme in Scheme]
    assert f"On average that is {means[0]} points and {means[1]}, and 50 more" in PAGE
    unmeasured = {found.unmeasured() for scheme in Scheme for found in reference().assessments[scheme]}
    assert unmeasured == {50}
