"""What axe-core says of every kind of page, and what it cannot see: order, focus, languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.publish.pages.browser_support import (
    KINDS,
    OPEN_ALL,
    SMALL,
    SPACED,
    STATUSES,
    WIDER,
    Watched,
    axe,
    watched,
)
from tests.publish.pages.pages_support import LANGUAGES

pytestmark = pytest.mark.slow

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """
async (options) => (await axe.run(document, options)).violations.map((found) =>
    `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(", ")}`)
"""
# What can be given the focus and is not hidden, in the order of the document.
_FOCUSABLE = """
() => [...document.querySelectorAll("*")]
    .filter((item) => item.shadowRoot || item.matches(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"))
    .filter((item) => item.checkVisibility({visibilityProperty: true}))
    .map((item) => item.outerHTML.slice(0, 120))
"""
_FOCUSED = """
() => {
  const item = document.activeElement;
  const editor = item.shadowRoot && item.shadowRoot.activeElement.closest(".cm-editor");
  const style = getComputedStyle(editor || item);
  const box = item.getBoundingClientRect();
  return {
    html: item.outerHTML.slice(0, 120),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}
"""


@pytest.mark.parametrize(
    ("kind", "languages"),
    [
        *((kind, (LANGUAGES[number % len(LANGUAGES)],)) for number, kind in enumerate(KINDS)),
        *(pytest.param(kind, LANGUAGES, marks=pytest.mark.trial) for kind in KINDS),
    ],
)
def test_every_kind_of_page_can_be_used_by_everybody_and_on_a_phone(
    browser: Browser, address: str, kind: str, languages: tuple[str, ...]
) -> None:
    script = axe()
    options: dict[str, object] = {
        "runOnly": {"type": "tag", "values": _TAGS},
        "rules": {"target-size": {"enabled": True}},
    }
    contrast = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
    with watched(browser, address, locale=None) as site:
        for language in languages:
            site.page.set_extra_http_headers({"Accept-Language": language})
            assert site.open(KINDS[kind]) == STATUSES.get(kind, 200)
            assert site.page.get_attribute("html", "lang") == language
            site.page.evaluate(OPEN_ALL)
            site.page.evaluate(script)
            site.page.emulate_media(color_scheme="light")
            assert site.page.evaluate(_RUN, options) == []
            site.page.emulate_media(color_scheme="dark")
            assert site.page.evaluate(_RUN, contrast) == []
            nothing_sticks_out_on_a_phone(site)


def nothing_sticks_out_on_a_phone(site: Watched) -> None:
    """See whether a page fits into 320 px, with links and buttons that a finger can hit, and spaced text."""
    site.page.set_viewport_size({"width": 320, "height": 640})
    assert site.page.evaluate(WIDER) == []
    assert site.page.evaluate(SMALL) == []
    site.page.evaluate(SPACED)
    assert site.page.evaluate(WIDER) == []
    site.page.set_viewport_size({"width": 1280, "height": 720})


def test_axe_would_find_something(browser: Browser, address: str) -> None:
    script = axe()
    with watched(browser, address) as site:
        site.open("/catalog")
        site.page.evaluate("() => { document.querySelector('label').remove(); }")
        site.page.evaluate(script)
        found = site.page.evaluate(_RUN, {"runOnly": {"type": "tag", "values": _TAGS}})
        assert [line.partition(":")[0] for line in found] == ["label"]


@pytest.mark.parametrize("kind", ["catalogue", "dataset with files", "query", "result"])
def test_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    browser: Browser, address: str, kind: str
) -> None:
    with watched(browser, address) as site:
        site.open(KINDS[kind])
        expected = site.page.evaluate(_FOCUSABLE)
        assert len(expected) > 10
        for html in expected:
            site.page.keyboard.press("Tab")
            focused = site.page.evaluate(_FOCUSED)
            assert focused["html"] == html
            assert focused["outline"] >= 2, html
            assert focused["seen"], html


def test_skip_link_comes_first_and_leads_past_the_head(browser: Browser, address: str) -> None:
    with watched(browser, address) as site:
        site.open("/datasets/npr-somatikk")
        site.page.keyboard.press("Tab")
        assert site.page.evaluate("() => document.activeElement.className") == "skip"
        site.page.keyboard.press("Enter")
        site.page.keyboard.press("Tab")
        assert site.page.evaluate("() => document.activeElement.closest('main') !== null")


def test_search_by_keyboard_alone(browser: Browser, address: str) -> None:
    with watched(browser, address) as site:
        site.open("/catalog")
        _tab_to(site, "q")
        site.page.keyboard.type("somatikk")
        site.page.keyboard.press("Enter")
        site.page.wait_for_url("**/catalog?q=somatikk*")
        assert 0 < site.page.locator("#list > li").count() < 14


def _tab_to(site: Watched, id_: str) -> None:
    for _ in range(20):
        site.page.keyboard.press("Tab")
        if site.page.evaluate("() => document.activeElement.id") == id_:
            return
    raise AssertionError(f"#{id_} is not reached")
