"""The search over all variables in a browser, from plain files: nothing of ours answers it."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from tests.local_server import LocalServer
from tests.project import run
from tests.publish.pages.browser_support import chromium, watched
from tests.publish.variables.test_published_variables import ROWS, source_with


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.mark.slow
def test_search_finds_by_each_language_from_plain_files(tmp_path: Path) -> None:
    assert run("build", source_with(ROWS, tmp_path), "--out", tmp_path / "out").code == 0
    server = LocalServer(partial(_Quiet, directory=str(tmp_path / "out")))  # type: ignore[arg-type]
    try:
        with chromium() as browser, watched(browser, server.root.rstrip("/")) as site:
            site.open("/variables.nb.html")
            found = site.page.locator("#list li")
            for typed in ("kjonn", "sex", "KJØNN"):
                site.page.fill("#q", typed)
                assert site.until(lambda: found.all_inner_texts() == ["Kjønn (kjønn), NPR - Somatikk"])
                assert site.page.inner_text("#hits") == "1 variabel"
            site.page.keyboard.press("Tab")
            site.page.keyboard.press("Enter")
            site.page.wait_for_url("**/datasets/npr-somatikk.variables.nb.html#*")
            assert site.page.inner_text(":target th") == "kjønn"
    finally:
        server.close()
