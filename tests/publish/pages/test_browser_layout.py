"""How the pages lie on narrow screens, under zoom and on paper; what they fetch, and what moves."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.publish.pages.browser_support import KINDS, WIDER, Watched, watched

pytestmark = pytest.mark.slow

_LARGE_TEXT: Final = "() => { document.documentElement.style.fontSize = '200%'; }"
_WORD_AND_ROOM: Final = """
() => {
  const heading = document.querySelector("h1"), range = document.createRange();
  range.selectNodeContents(heading);
  return [range.getBoundingClientRect().width, heading.parentElement.getBoundingClientRect().width];
}
"""


def test_the_name_of_an_agency_is_on_one_line_on_the_narrowest_phone(browser: Browser, address: str) -> None:
    with watched(browser, address, viewport={"width": 320, "height": 640}) as site:
        assert site.open("/agents/helsedirektoratet") == 200
        word, room = site.page.evaluate(_WORD_AND_ROOM)
        assert word <= 0.9 * room  # wider letters than those of this machine fit too


@pytest.mark.parametrize("kind", ["catalogue", "dataset", "dataset with files", "not found", "result"])
def test_zoom_and_large_text(browser: Browser, address: str, kind: str) -> None:
    # A window of 1280 px at 200 % has 640 px to lay out.
    with watched(browser, address, viewport={"width": 640, "height": 450}, device_scale_factor=2) as site:
        site.open(KINDS[kind])
        assert site.page.evaluate(WIDER) == []
        site.page.evaluate(_LARGE_TEXT)
        assert site.page.evaluate(WIDER) == []


@pytest.mark.parametrize("kind", ["catalogue", "dataset with files", "series"])
def test_paper_has_the_texts_and_the_addresses(browser: Browser, address: str, kind: str) -> None:
    with watched(browser, address, color_scheme="dark") as site:
        site.open(KINDS[kind])
        site.page.emulate_media(media="print")
        hidden = site.page.evaluate(
            "() => [...document.querySelectorAll('main h1, main h2, main h3, main p, main dt, main dd')]"
            ".filter((item) => !item.checkVisibility() && !item.closest('details, [hidden]'))"
            ".map((item) => item.className || item.outerHTML)"
        )
        assert set(hidden) <= {"jump"}  # the link to a part further down, of no use on paper
        for name in (".skip", "header nav", "form.search"):
            shown = site.page.locator(name)
            assert not shown.count() or not shown.first.is_visible(), name
        unreadable = site.page.evaluate(
            "() => [...document.querySelectorAll('main a[href^=http]')]"
            ".filter((item) => item.textContent !== item.href)"
            ".filter((item) => !getComputedStyle(item, '::after').content.includes(item.href))"
            ".map((item) => item.outerHTML)"
        )
        assert unreadable == []
        ground = site.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb(255, 255, 255)"
        assert site.page.pdf(format="A4").startswith(b"%PDF-")


@pytest.mark.parametrize("kind", ["catalogue", "dataset", "query"])
def test_nothing_moves(browser: Browser, address: str, kind: str) -> None:
    with watched(browser, address, reduced_motion="reduce") as site:
        site.open(KINDS[kind])
        moving = site.page.evaluate(
            "() => [...document.querySelectorAll('*')].map((item) => getComputedStyle(item))"
            ".filter((style) => style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0"
            " || style.scrollBehavior !== 'auto').length + document.getAnimations().length"
        )
        assert moving == 0


def test_picture_links_and_colours(browser: Browser, address: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        with watched(browser, address, color_scheme=scheme) as site:
            site.open("/catalog")
            assert site.page.locator("figure img").get_attribute("alt")
            site.follow(site.page.locator("figcaption a"), "**/picture.nb.svg")
            link = site.page.locator("a", has_text="Norsk pasientregister").first
            link.wait_for()  # it stands behind the style
            colours.add(ground_of(site))
            site.follow(link, "**/series/npr.nb.html")
    assert len(colours) == 2


def ground_of(site: Watched) -> str:
    return str(site.page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor"))
