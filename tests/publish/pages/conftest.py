"""One server for the session, one browser for each module: while it runs, no other test may use asyncio."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.publish.pages.browser_support import chromium, mark_removed, served, source, until


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the reference catalogue with some more records."""
    folder = tmp_path_factory.mktemp("served")
    with served(source(folder / "source"), folder / "out") as found:
        mark_removed(folder / "out", "datasets/gone")
        until(f"{found}/datasets/gone", 410)
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found
