"""How tests are dealt out to processes: whole files, and together what shares something costly.

Of pytest-xdist's own ways, `loadgroup` writes a group into the id of a test, which pytest 9.2 does not read:
each test was dealt out alone, three processes made what the tests of one module share, and all waited for the
one that deals.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/publish/pages/test_browser_": "Chromium",
    "tests/publish/variables/test_browser_": "Chromium",
    "tests/insight/harvest/test_harvest_catalogues.py": "Java",
    "tests/insight/harvest/test_harvest_mutations.py": "Java",
    "tests/insight/harvest/test_harvest_fetch.py": "Java",
    "tests/serve/test_clients.py": "Java",
    "tests/architecture/test_architecture.py": "parsed code",
    "tests/test_words": "parsed code",
    "tests/test_one_owner.py": "parsed code",
    "tests/test_rule_files.py": "parsed code",
}
"""What the files share whose names begin so."""

COSTLY = {"browser": "Chromium", "real_thing": "Java"}
"""Fixtures of which there is to be one at a time on a machine."""


def unit(file: str) -> str:
    """Return what is dealt out as one: a file, or what several share."""
    return next((shared for start, shared in TOGETHER.items() if file.startswith(start)), file)


class WholeFiles(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist has no types
    """Deals out whole files, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid.partition("::")[0])


def longest_first(items: list[pytest.Item]) -> None:
    """Put the units that take longest first, lest one be begun when the rest is done."""
    units: dict[str, list[pytest.Item]] = {}
    for item in items:
        units.setdefault(unit(item.nodeid.partition("::")[0]), []).append(item)
    items[:] = [item for tests in sorted(units.values(), key=_seconds, reverse=True) for item in tests]


def _seconds(tests: list[pytest.Item]) -> float:
    """Estimate how long tests take: a slow one a second, another some milliseconds."""
    return sum(1.0 if test.get_closest_marker("slow") else 0.02 for test in tests)


def not_together(items: list[pytest.Item]) -> list[str]:
    """Return the tests that take something costly in a file that is not listed as sharing it."""
    return [
        f"{item.nodeid} takes {fixture!r}: add its file to tests/whole_files.py, {shared!r}"
        for item in items
        for fixture, shared in COSTLY.items()
        if fixture in getattr(item, "fixturenames", ()) and unit(item.nodeid.partition("::")[0]) != shared
    ]
