"""Hostile text from YAML to the page in the browser: it is shown as text or refused, and no script runs."""

from __future__ import annotations

import http.client
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Route

from dcat_publisher.cli import main  # noqa: F401  the program is there before a server of it is started
from tests.project import check
from tests.publish.pages.browser_support import Watched, served, watched
from tests.publish.pages.pages_support import ROOT

pytestmark = pytest.mark.slow

# Name of the dataset -> text that stands in every field of it that takes text.
TEXTS: Final = {
    "script": "<script>window.ran = 1; alert(1)</script>",
    "end-of-script": "</script><script>window.ran = 1</script>",
    "end-of-title": "</title></textarea></style><img src=x onerror='window.ran = 1'>",
    "attribute": "\"><svg onload='window.ran = 1'> ' onfocus='window.ran = 1' autofocus x='",
    "comment": "--> <!-- data sources --> <![CDATA[ <script>window.ran = 1</script> ]]>",
    "template": "{{ 7 * 7 }} {% raw %} ${window.ran = 1} `window.ran = 1`",
    "header": "a\r\nX-Evil: 1\r\n\r\n<script>window.ran = 1</script>",
    "bidi": "\u200f\u05d0\u05d1\u05d2 (abc) \u200e[x]",
    "invisible": "zero\u200bwidth\u2060joined\ufeff\u00ad",
    "long-word": "x" * 5000,
    "separators": "line\u2028separator\u2029paragraph",
    "entities": "&lt;script&gt;window.ran = 1&lt;/script&gt; &#60;b&#62;",
    "link": "http://x.example/\"onclick='window.ran=1' javascript:window.ran=1 data:text/html,<script>",
    "astral": "🧬" * 300 + "\U000e0041",
}
LONG: Final = "Register over alt " * 60_000  # 1 MB
REFUSED: Final = {
    "javascript:alert(1)": "landingPage",
    "JAVASCRIPT:alert(1)": "landingPage",
    "data:text/html,<script>alert(1)</script>": "landingPage",
    "https://example.no/a b": "landingPage",
    "https://example.no/\r\nX-Evil: 1": "landingPage",
    'https://example.no/"onclick="alert(1)': "landingPage",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    source = Path(shutil.copytree(ROOT / "source", folder / "source"))
    for name, text in TEXTS.items():
        (source / "datasets" / f"{name}.yaml").write_text(record(text), "utf-8")
    (source / "datasets" / "megabyte.yaml").write_text(record("Tekst", title=LONG), "utf-8")
    with served(source, folder / "out") as found:
        yield found


def record(text: str, **more: str) -> str:
    """Write a dataset with one text in every field."""
    fields = ("title", "description", "keyword", "alternative")
    about = {name: {"nb": text} for name in fields} | {"identifier": text, "version": text}
    way = {"title": {"nb": text}, "description": {"nb": text}, "accessURL": "https://example.no/data"}
    common = {"type": "Dataset", "theme": "HEAL", "accessRights": "PUBLIC", "contactPoint": "helseregistre"}
    return yaml.safe_dump({**common, **about, "distribution": way, **more}, allow_unicode=True)


@pytest.mark.parametrize("name", [*TEXTS, "megabyte"])
def test_text_is_shown_and_nothing_runs(browser: Browser, address: str, name: str) -> None:
    """Without the policy: the escaping alone suffices."""
    with watched(browser, address, viewport={"width": 320, "height": 640}, bypass_csp=True) as site:
        assert site.open(f"/datasets/{name}") == 200
        assert site.page.evaluate("() => window.ran") is None
        assert site.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert site.page.locator("main :is(svg, img, script, [onfocus], [onload])").count() == 0
        assert site.page.locator("h1").count() == 1
        text = TEXTS.get(name, LONG).split("\r")[0]
        heading = site.page.evaluate("() => document.querySelector('h1').textContent")
        assert heading.startswith(" ".join(text.split(" "))[:250])
        assert site.page.locator("h2").last.is_visible()
        about = site.page.locator("script[type='application/ld+json']").text_content()
        assert json.loads(str(about))["name"].startswith(text[:250])


def test_list_of_all_is_intact(browser: Browser, address: str) -> None:
    for policy in (True, False):
        options = {"viewport": {"width": 320, "height": 640}, "bypass_csp": not policy}
        with watched(browser, address, **options) as site:
            site.open("/catalog")
            assert site.page.locator("#list > li").count() == 14 + len(TEXTS) + 1
            with site.page.expect_response("**/search.nb.json"):
                site.page.fill("#q", "window.ran")
            site.page.wait_for_function("() => document.getElementById('hits').textContent !== ''")
            shown = site.page.locator("#list > li").count()
            assert shown == sum("window.ran" in text for text in TEXTS.values())
            assert site.page.evaluate("() => window.ran") is None
            assert site.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
            site.open("/picture.nb.svg")
            assert site.page.evaluate("() => window.ran") is None


def test_policy_alone_lets_no_script_run(browser: Browser, address: str) -> None:
    """Put the worst into the page as if nothing had escaped it."""
    worst = (
        "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
        "<a id=bad href='javascript:window.ran = 1'>x</a>"
    )

    def spoil(route: Route) -> None:
        answer = route.fetch()
        assert "<h1" in answer.text()
        route.fulfill(response=answer, body=answer.text().replace("<h1", f"{worst}<h1", 1))

    for path in ("/datasets/script", "/catalog", "/datasets/nothing", "/sparql"):
        with watched(browser, address) as site:
            site.page.route(f"**{path}", spoil)
            site.open(path)
            site.page.locator("#bad").click()
            assert site.page.evaluate("() => window.ran") is None
            assert site.until(lambda: refused(site) >= 2), site.faults
            assert site.page.evaluate("() => window.ran") is None
            site.faults = []


def refused(site: Watched) -> int:
    return sum("Content Security Policy" in fault for fault in site.faults)


@pytest.mark.parametrize("name", [*TEXTS, "megabyte"])
def test_headers_are_intact(address: str, name: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    for suffix in ("", ".ttl", ".nb.html", ".schema.jsonld"):
        connection.request("GET", f"/datasets/{name}{suffix}", headers={"Accept": "text/html, */*;q=0.1"})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200
        assert answer.getheader("X-Evil") is None
        assert sum(len(value) for _, value in answer.getheaders()) < 8000
        assert len(body) == int(str(answer.getheader("Content-Length")))
    connection.close()


@pytest.mark.parametrize("iri", REFUSED)
def test_what_is_no_address_is_refused(tmp_path: Path, iri: str) -> None:
    source = Path(shutil.copytree(ROOT / "source", tmp_path / "source"))
    (source / "datasets" / "bad.yaml").write_text(record("Tekst", **{REFUSED[iri]: iri}), "utf-8")
    done = check(source)
    assert done.code == 1, done.out
    assert "bad.yaml" in done.out


def test_characters_that_mislead_are_refused(tmp_path: Path) -> None:
    source = Path(shutil.copytree(ROOT / "source", tmp_path / "source"))
    characters = "\x00\x08\x1b\x7f\u202e\u202d\u2066\ufdd0"
    for number, character in enumerate(characters):
        text = record("Tekst").replace("Tekst", f"T{character}")
        (source / "datasets" / f"bad{number}.yaml").write_bytes(text.encode())
    done = check(source)
    assert done.code == 1
    assert [number for number in range(len(characters)) if f"bad{number}.yaml" not in done.out] == []
