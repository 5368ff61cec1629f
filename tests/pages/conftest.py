"""One server for the session, one browser for each module: while it runs, no other test may use asyncio."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from browser_support import chromium, mark_removed, served, source
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the reference catalogue with some more records."""
    folder = tmp_path_factory.mktemp("served")
    with served(source(folder / "source"), folder / "out") as found:
        mark_removed(folder / "out", "datasets/gone")
        while status(f"{found}/datasets/gone") != 410:
            time.sleep(0.1)
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def status(url: str) -> int:
    """Give the status of an answer; 0 when there is none yet."""
    try:
        with urllib.request.urlopen(url) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:  # it does not listen yet
        return 0
