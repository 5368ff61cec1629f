"""A long list of data sources in portions: all of it, once, by links, with and without a search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dcat_publisher.publish.pages import list_pages as portions
from dcat_publisher.serve.app import create_app
from tests.serve.nginx_support import needs_nginx, nginx_over
from tests.serve.site_support import write_reference_site
from tests.serve.test_nginx import Servers, compare

BASE = "https://data.helsedirektoratet.no/"
HTML = {"Accept": "text/html", "Accept-Language": "nb"}
SIZE, SOURCES, LAST = 4, 14, 4


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portions, "PORTION", SIZE)
        folder = tmp_path_factory.mktemp("portions") / "out"
        write_reference_site(folder, SIZE)
        yield folder


@pytest.fixture(scope="module")
def client(out: Path) -> FlaskClient:
    return create_app(out).test_client()


def shown(page: str) -> list[str]:
    """Return the names of the data sources in the list of a page."""
    list_ = page.partition('id="list"')[2].partition("</ul>")[0]
    return re.findall(r'<h3><a href="([^"]+)"', list_)


def link(page: str, relation: str) -> str | None:
    found = re.search(rf'<a href="([^"]*)" rel="{relation}"', page)
    return unescape(found[1]).partition("#")[0] if found is not None else None


def walk(client: FlaskClient, query: str) -> list[str]:
    """Return the portions that links of `next` lead to, having gone back from each."""
    pages: list[str] = []
    while True:
        answer = client.get(f"/catalog{query}", headers=HTML)
        assert answer.status_code == 200
        if pages:
            back = link(answer.text, "prev")
            assert back is not None
            assert client.get(f"/catalog{back}", headers=HTML).text == pages[-1]
        pages.append(answer.text)
        following = link(answer.text, "next")
        if following is None:
            return pages
        query = following


def test_all_of_the_list_once(client: FlaskClient) -> None:
    pages = walk(client, "")
    assert len(pages) == LAST
    every = [name for page in pages for name in shown(page)]
    assert len(every) == len(set(every)) == SOURCES
    assert "Viser 5–8 av 14 datakilder" in pages[1]
    assert '<h2 id="part-sources">14 datakilder</h2>' in pages[1]


def test_a_portion_has_its_own_address_title_and_languages(client: FlaskClient) -> None:
    first, second = walk(client, "")[:2]
    assert f'<link rel="canonical" href="{BASE}catalog">' in first
    assert f'<link rel="canonical" href="{BASE}catalog?page=2">' in second
    assert "– side 2 av 4</title>" in second
    assert 'hreflang="nn" href="catalog.nn.html?page=2"' in second
    assert "?page" not in re.sub(r"<nav id=.*?</nav>", "", first, flags=re.DOTALL)
    english = client.get("/catalog.en.html?page=2")
    assert english.headers["Content-Language"] == "en"
    assert "Showing 5–8 of 14 data sources" in english.text
    assert client.get("/catalog?page=2", headers=HTML).headers["Content-Location"] == "catalog.nb.html?page=2"
    assert "<!--" not in first + second


def test_what_is_found_comes_in_portions_too(client: FlaskClient) -> None:
    pages = walk(client, "?q=NPR&theme=")
    assert len(pages) == 3
    counts = {re.search(r"Viser \d+–\d+ av (\d+) treff", page)[1] for page in pages}  # type: ignore[index]
    every = [name for page in pages for name in shown(page)]
    assert counts == {str(len(every))}
    assert len(every) == len(set(every)) < SOURCES
    answer = client.get("/catalog?q=NPR&page=2", headers=HTML)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert f'<link rel="canonical" href="{BASE}catalog">' in answer.text
    assert 'href="catalog.en.html?q=NPR&amp;page=2"' in answer.text


@pytest.mark.parametrize(
    "query", ["page=5", "page=0", "page=x", "q=NPR&page=4", "q=NPR&page=-1", "page=01&q="]
)
def test_no_such_portion(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/catalog?{query}", headers=HTML)
    assert answer.status_code == 404
    assert client.get("/catalog?q=NPR&page=99999999999", headers=HTML).status_code == 404


def test_a_hostile_query_stays_text_in_the_links(client: FlaskClient) -> None:
    query = "q=%22%3E%3Cscript%3E&theme=%22%27%3E%3Cb%3E"
    page = client.get(f"/catalog?{query}", headers=HTML).text
    assert "<script>&" not in page
    assert '"><script>"' not in page
    assert "<b>" not in page
    # Half a pair of surrogates cannot be sent, but percent-encoded nonsense can.
    assert client.get("/catalog?q=%ff%fe&page=1", headers=HTML).status_code == 200


def test_links_for_a_long_list() -> None:
    found = portions.steps({"q": "a b"}, 50, 100)
    assert [step.number for step in found] == [1, 48, 49, 50, 51, 52, 100]
    assert [step.number for step in found if step.gap] == [48, 100]
    assert found[0].href == "?q=a+b"
    assert found[-1].href == "?q=a+b&page=100"
    assert portions.steps({}, 1, 1) == []


@pytest.mark.slow
@needs_nginx
def test_nginx_has_the_same_portions(out: Path, tmp_path: Path) -> None:
    with nginx_over(out, tmp_path) as port:
        servers = Servers(port, create_app(out).test_client(), out)
        for path in ("/", "/catalog", "/catalog.html", "/catalog.nn.html", "/catalog.ttl", "/datasets/kuhr"):
            for query in ("page=1", "page=2", "a=b&page=4", "page=5", "page=0", "page=x", "page=", "pages=2"):
                for accept in ("text/html", "text/turtle", "text/html;q=0.5, application/ld+json"):
                    for language in ("nn", "en", "de"):
                        asked = {"Accept": accept, "Accept-Language": language}
                        compare(servers, "GET", f"{path}?{query}", asked)
