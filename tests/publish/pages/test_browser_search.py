"""Search and filter: the same finds with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.publish.pages.browser_support import Watched, watched

pytestmark = pytest.mark.slow

# Words, theme, access: each leaves some and hides some, or says that there is none.
QUERIES = [
    ("  RUS  npr ", "", ""),
    ("kø", "", ""),
    ("<b>&amp;", "", ""),
    ("xyzzy", "", ""),
    ("rusmidler", "", ""),
    ("skader og sykdommer", "", ""),
    ("barna", "", "Betinget tilgang"),
    ("", "Sykehus", ""),
    ("", "", "Allmenn tilgang"),
    ("helse", "Helsetjenester", "Betinget tilgang"),
]


@pytest.mark.parametrize(("words", "theme", "rights"), QUERIES)
def test_script_finds_what_the_server_finds(
    browser: Browser, address: str, words: str, theme: str, rights: str
) -> None:
    with watched(browser, address, java_script_enabled=False) as site:
        site.open("/catalog")
        everything = titles(site)
        fill(site, words, theme, rights)
        with site.page.expect_navigation():  # to the end: the list may come after the status
            site.page.click("form.search button")
        assert "?" in site.page.url
        without = titles(site), status(site)
    with watched(browser, address) as site:
        site.open("/catalog")
        assert titles(site) == everything
        assert status(site) == ""
        with site.page.expect_response("**/search.nb.json"):
            fill(site, words, theme, rights)
        site.page.wait_for_function("() => document.getElementById('hits').textContent !== ''")
        assert "?" not in site.page.url
        assert (titles(site), status(site)) == without
        assert site.page.get_attribute("#hits", "role") == "status"  # a live region: read out as it changes
        site.page.click("#reset a")
        assert titles(site) == everything
    assert without[0] != everything
    assert set(without[0]) < set(everything)


def test_words_stay_in_the_form_and_nothing_of_them_is_markup(browser: Browser, address: str) -> None:
    with watched(browser, address, java_script_enabled=False) as site:
        site.open("/catalog?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&theme=javascript:x&in_series=%00")
        assert site.page.input_value("#q") == '"><script>alert(1)</script>'
        assert titles(site) == []


def test_without_the_file_the_form_still_works(browser: Browser, address: str) -> None:
    with watched(browser, address) as site:
        site.page.route("**/search.nb.json", lambda route: route.fulfill(status=503, body=""))
        site.open("/catalog")
        before = titles(site)
        with site.page.expect_response("**/search.nb.json"):
            site.page.fill("#q", "kuhr")
        assert site.until(lambda: any("503" in fault for fault in site.faults))
        assert titles(site) == before
        site.page.press("#q", "Enter")
        site.page.wait_for_url("**q=kuhr*")
        assert len(titles(site)) == 1
        site.faults = [fault for fault in site.faults if "503" not in fault]


def fill(site: Watched, words: str, theme: str, rights: str) -> None:
    """Put into the form what is looked for."""
    if words:
        site.page.fill("#q", words)
    for name, label in (("theme", theme), ("rights", rights)):
        if label:
            site.page.select_option(f"#{name}", label=label)


def titles(site: Watched) -> list[str]:
    return site.page.locator("#list h3").all_inner_texts()


def status(site: Watched) -> str:
    return site.page.locator("#hits").inner_text()
