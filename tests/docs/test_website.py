"""The documentation as a site, built as `make docs` does: pages are near, links alive, all of it is found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

import click
import pytest

from dcat_publisher.cli import COMMANDS, main
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named
from docs.website.committed import committed_pages
from docs.website.editions import LANGUAGES, Edition
from docs.website.site import build_site
from tests.project import ROOT

SITE: Final = "https://docs.example.org/"


class _Page(HTMLParser):
    """The links, anchors and loaded files of a page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.loaded: list[str] = []
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := given.get(name))}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        is_loaded = tag == "link" and given.get("rel") in ("stylesheet", "icon", "preconnect")
        self.loaded += filter(None, [given.get("src"), given.get("href") if is_loaded else None])


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Page]:
    """Return address within the site -> page."""
    files = {file.parent.relative_to(site).as_posix(): file for file in site.rglob("index.html")}
    return {"" if name == "." else f"{name}/": _Page(file) for name, file in files.items()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once."""
    out = tmp_path_factory.mktemp("docs") / "site"
    build_site(out)
    return out


@pytest.mark.parametrize("name", ["api.md", "commands.md"])
def test_generated_pages_are_fresh(name: str) -> None:
    """`python -m docs.website pages` writes them; the one of the API also holds what is promised."""
    assert (ROOT / "docs" / name).read_text("utf-8") == committed_pages()[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_is_in_the_navigation(language: str) -> None:
    edition = Edition(language)
    assert sorted(edition.sources) == sorted(edition.navigation)


def test_each_page_is_reached_in_three_clicks(pages: dict[str, _Page]) -> None:
    reached, last = {""}, {""}
    for _ in range(3):
        linked = {target for page in last for target, _ in _inner(page, pages[page])}
        last = linked & set(pages) - reached
        reached |= last
    assert len(pages) > 50
    assert set(pages) - reached == set()


def test_links_lead_to_a_page_and_to_a_place_on_it(site: Path, pages: dict[str, _Page]) -> None:
    broken = [
        (page, target, anchor)
        for page, parsed in pages.items()
        for target, anchor in _inner(page, parsed)
        if not _leads(site, pages, target, anchor)
    ]
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, _Page]) -> None:
    assert [file for page in pages.values() for file in page.loaded if urlsplit(file).netloc] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_option_rule_and_key_is_found(site: Path, language: str) -> None:
    index = json.loads((site / LANGUAGES[language] / "search.json").read_text("utf-8"))
    text = " ".join(f"{item['title']} {re.sub('<[^>]+>', '', item['text'])}" for item in index["items"])
    words = set(re.findall(r"[\w:-]+", text))
    context = Vocabulary((packaged("vocab"),)).context
    keys = {definitions[0].name for definitions in context.by_property.values()}
    codes = {rule.code for rule in RuleBook(profile_named())}
    assert {*COMMANDS, *_options(), *codes} - words == set()
    assert keys - words == set()


def _options() -> Iterator[str]:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        below = command.commands.values() if isinstance(command, click.Group) else ()
        for option in (each for one in (command, *below) for each in one.params):
            yield from (flag for flag in option.opts if flag.startswith("--"))


def _inner(page: str, parsed: _Page) -> Iterator[tuple[str, str]]:
    """Yield the links of a page that stay on the site: address and anchor."""
    for link in parsed.links:
        whole = urlsplit(urljoin(SITE + page, link))
        if whole.netloc == urlsplit(SITE).netloc and whole.scheme == "https":
            yield unquote(whole.path[1:]), unquote(whole.fragment)


def _leads(site: Path, pages: dict[str, _Page], target: str, anchor: str) -> bool:
    if target in pages:
        return not anchor or anchor in pages[target].anchors
    return (site / target).is_file()
