"""Dates that nothing is to be said of on a day are left out before, and change nothing of what is said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcat_publisher.checking.clock import Dated, clock_findings, may_be_due
from dcat_publisher.model.namespaces import DCT, SCHEMA
from dcat_publisher.model.place import Place

DAY = date(2026, 6, 1)
CHANGED = {"old.yaml": "2024-01-01", "new.yaml": "2026-05-01"}
VALUES = ["", '"2027"', '"2026-06-01"', '"2026-06-02"', '"2024-02"', '"i fjor"', "<urn:x>", '"2025-05-31"']
ENTRIES = st.builds(
    Dated,
    st.just("<urn:a>"),
    st.sampled_from(["", DCT.issued, DCT.modified, SCHEMA.lastReviewed]),
    st.sampled_from(VALUES),
    st.builds(Place, st.sampled_from(["old.yaml", "new.yaml", "unknown.yaml"])),
)


@given(st.lists(ENTRIES, max_size=6))
def test_what_is_left_out_is_nothing_to_be_said_of(entries: list[Dated]) -> None:
    entries = [each if each.path else each._replace(value="") for each in entries]
    entries = [each for each in entries if each.value or not each.path]
    left = [
        each for each in entries
        if may_be_due(each.path, each.value, DAY.isoformat(), is_known=each.place.file in CHANGED)
    ]  # fmt: skip
    assert [*clock_findings(left, DAY, CHANGED)] == [*clock_findings(entries, DAY, CHANGED)]


@pytest.mark.parametrize(("path", "value"), [("", ""), (DCT.issued, '"2020-01-01"')])
def test_what_has_happened_is_not_asked_about(path: str, value: str) -> None:
    assert not may_be_due(path, value, DAY.isoformat(), is_known=False)
