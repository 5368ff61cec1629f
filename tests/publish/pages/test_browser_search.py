"""Search and filter: the same finds with and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.publish.pages.browser_support import Watched, watched

pytestmark = pytest.mark.slow

# Words, theme, access: each leaves some and hides some, or says that there is none.
QUERIES = [
    ("  RUS  npr ", "", ""),
    ("kø", "", ""),
    ("<xyz>&amp;", "", ""),
    ("venteliste xyzzy", "", ""),
    ("Helsedirektoratet", "", ""),
    ("§", "", ""),
    ("xyzzy", "", ""),
    ("rusmidler", "", ""),
    ("skader og sykdommer", "", ""),
    ("barna", "", "Betinget tilgang"),
    ("", "Sykehus", ""),
    ("", "", "Allmenn tilgang"),
    ("helse", "Helsetjenester", "Betinget tilgang"),
]


def test_script_finds_what_the_server_finds(browser: Browser, address: str) -> None:
    with watched(browser, address, java_script_enabled=False) as site:
        site.open("/catalog")
        everything = titles(site)
        by_server = [asked_of_the_server(site, *query) for query in QUERIES]
    for found, said in by_server:
        assert found != everything
        assert said.startswith("Treff: ") == bool(found)
    with watched(browser, address) as site:
        site.open("/catalog")
        assert (titles(site), status(site)) == (everything, "")
        assert site.page.get_attribute("#hits", "role") == "status"  # a live region: read out as it changes
        by_script = [asked_of_the_script(site, *query) for query in QUERIES]
        assert "?" not in site.page.url
        site.page.click("#reset a")
        assert titles(site) == everything
    assert by_script == by_server


def asked_of_the_server(site: Watched, words: str, theme: str, rights: str) -> tuple[list[str], str]:
    site.open("/catalog")
    fill(site, words, theme, rights)
    with site.page.expect_navigation():  # to the end: the list may come after the status
        site.page.click("form.search button")
    assert "?" in site.page.url
    return titles(site), status(site)


def asked_of_the_script(site: Watched, words: str, theme: str, rights: str) -> tuple[list[str], str]:
    site.page.evaluate("() => { document.getElementById('hits').textContent = ''; }")
    site.page.evaluate("() => document.querySelector('form.search').reset()")
    fill(site, words, theme, rights)
    site.page.wait_for_function("() => document.getElementById('hits').textContent !== ''")
    return titles(site), status(site)


def test_what_the_address_asks_for_is_found_where_the_server_has_files_only(
    browser: Browser, address: str
) -> None:
    with watched(browser, address) as site:
        plain = f"{address}/catalog"
        site.page.route("**/*q=venteliste", lambda route: route.fulfill(response=route.fetch(url=plain)))
        site.open("/catalog?q=venteliste")
        site.page.wait_for_function("() => document.getElementById('hits').textContent !== ''")
        assert titles(site) == ["NPR - Venteliste"]


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
            option = site.page.locator(f"#{name} option", has_text=re.compile(f"^{label} \\("))
            site.page.select_option(f"#{name}", value=option.get_attribute("value") or "")


def titles(site: Watched) -> list[str]:
    return site.page.locator("#list h3").all_inner_texts()


def status(site: Watched) -> str:
    return site.page.locator("#hits").inner_text()


def test_the_editor_of_queries_completes_declares_and_asks(browser: Browser, address: str) -> None:
    with watched(browser, address) as site:
        site.open("/sparql")
        site.page.locator(".cm-content").click()
        site.page.keyboard.press("Control+a")
        site.page.keyboard.press("Delete")
        site.page.keyboard.type("SELECT ?d WHERE { ?d foaf:homep")
        site.page.locator(".cm-tooltip-autocomplete li[aria-selected]").click()
        declared = "PREFIX foaf: <http://xmlns.com/foaf/0.1/>\nSELECT ?d WHERE { ?d foaf:homepage}"
        assert site.until(lambda: site.page.input_value("#query") == declared)
        site.page.keyboard.type(" ?h ")
        with site.page.expect_navigation():
            site.page.keyboard.press("Control+Enter")
        assert site.page.locator("table a").first.get_attribute("href") is not None
    with watched(browser, address, java_script_enabled=False) as site:
        site.open("/sparql")
        assert site.page.locator("#query").is_visible()
        assert not site.page.locator(".cm-content").count()
