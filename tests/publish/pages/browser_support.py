"""A built site that is served as users serve it, and a browser that looks at it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, sync_playwright

from tests.publish.pages.pages_support import ROOT

SECONDS: Final = 120
"""How long anything is waited for; a busy machine takes its time, and what never comes shows soon enough."""
AXE: Final = ROOT / ".programs/node_modules/axe-core/axe.min.js"
# One address of each kind of page.
KINDS: Final = {
    "catalogue": "/catalog",
    "search": "/catalog?q=npr",
    "no hits": "/catalog?q=xyzzy",
    "dataset": "/datasets/npr-somatikk",
    "dataset with files": "/datasets/ventetider",
    "series": "/series/npr",
    "service": "/services/statistikk-api",
    "agent": "/agents/helsedirektoratet",
    "contact": "/contact-points/helseregistre",
    "law": "/laws/npr-forskriften",
    "concept": "/concepts/data-theme/HEAL",
    "quality": "/quality",
    "not found": "/datasets/nothing",
    "gone": "/datasets/gone",
    "query": "/sparql",
    "result": "/sparql?query=SELECT%20*%20%7B%3Fthing%20a%20%3Fclass%7D%20LIMIT%205",
}
OPEN_ALL: Final = "() => document.querySelectorAll('details').forEach((item) => { item.open = true; })"
# What sticks out to the side, were it hidden or not.
WIDER: Final = """
() => document.documentElement.scrollWidth <= innerWidth ? []
    : [...document.querySelectorAll("body *")]
        .filter((item) => item.getBoundingClientRect().right > innerWidth)
        .map((item) => item.outerHTML.slice(0, 100))
"""
# Links and controls below 24 x 24 px, but for links in a sentence or a list (WCAG 2.2, 2.5.8: inline).
SMALL: Final = """
() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter((item) => item.checkVisibility() && getComputedStyle(item).display !== "inline")
    .filter((item) => !item.closest(".skip"))
    .filter((item) => item.getBoundingClientRect().height < 24 || item.getBoundingClientRect().width < 24)
    .map((item) => item.outerHTML.slice(0, 100))
"""
# The text spacing that a reader may set (WCAG 2.1, 1.4.12).
SPACED: Final = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* {line-height: 1.5 !important; letter-spacing: .12em !important;" +
      "word-spacing: .16em !important} p {margin-bottom: 2em !important}");
  document.adoptedStyleSheets = [sheet];
}
"""
STATUSES: Final = {"not found": 404, "gone": 410}


@dataclass
class Watched:
    """A page that is open, and what went wrong in it: errors, refusals by the policy, foreign requests."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))

    def open(self, path: str) -> int:
        """Go to a path of the site; give the status."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        return answer.status

    def follow(self, link: Locator, url: str) -> None:
        """Click a link and wait until what it leads to has begun to come.

        Not for `load`, which an SVG may have had before anybody waits for it.
        """
        with self.page.expect_navigation(url=url, wait_until="commit"):
            link.click()

    def until(self, condition: Callable[[], bool]) -> bool:
        """Wait until something holds, while the browser's messages come in; tell whether it came to."""
        end = time.monotonic() + SECONDS
        while not condition() and time.monotonic() < end:
            self.page.wait_for_timeout(20)
        return condition()

    def _console(self, message: ConsoleMessage) -> None:
        # The browser reports the page's own status as an error, too; that is asked about by itself.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.faults.append(f"request: {request.url}")


@contextmanager
def watched(browser: Browser, address: str, **options: object) -> Iterator[Watched]:
    """Open an empty page in a context of its own; whatever went wrong in it fails the test."""
    context = browser.new_context(**{"locale": "nb-NO", **options})  # type: ignore[arg-type]
    context.set_default_timeout(SECONDS * 1000)
    try:
        found = Watched(context.new_page(), address)
        yield found
        assert found.faults == []
    finally:
        context.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium; skips the test, saying so, where there is none."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed; tests/install-programs.sh installs it")
    with sync_playwright() as playwright:
        # No sandbox: as root Chromium does not start with one, and it is shown our own pages only.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def axe() -> str:
    """Return the script of axe-core; skips the test, saying so, where it is not installed."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed; tests/install-programs.sh installs it")
    return AXE.read_text("utf-8")


def source(folder: Path) -> Path:
    """Make the source: the reference catalogue, with what it has none of."""
    shutil.copytree(ROOT / "source", folder)
    shutil.copytree(Path(__file__).parent / "beside", folder, dirs_exist_ok=True)
    return folder


@contextmanager
def served(source: Path, out: Path) -> Iterator[str]:
    """Build and serve a source as a user does; give the address."""
    call = "import sys; from dcat_publisher.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", call, "serve", str(source), "--out", str(out), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        address = _address(process)
        until(f"{address}/health", 200)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=120)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        if (address := re.search(r"http://[^/ ]+/", line)) is not None:
            return address[0].rstrip("/")
    raise AssertionError("".join(lines))


def mark_removed(out: Path, path: str) -> None:
    """Say in the list of a site that something has been removed."""
    file = out / "site.json"
    about = json.loads(file.read_text("utf-8"))
    about["removed"] = [*about.get("removed", []), path]
    file.write_text(json.dumps(about), "utf-8")


def until(url: str, status: int) -> None:
    """Wait until an address answers with a status."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url) as answer:
                found = answer.status
        except urllib.error.HTTPError as error:
            with error:
                found = error.code
        except OSError:  # it does not listen yet
            found = 0
        if found == status:
            return
        time.sleep(0.1)
    raise AssertionError(f"{url} answers {found} instead of {status}")
