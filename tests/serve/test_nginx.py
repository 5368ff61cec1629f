"""The generated configuration in a real nginx, against the application: same status, type and bytes."""

from __future__ import annotations

import gzip
import http.client
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dcat_publisher.publish.feed import page
from dcat_publisher.publish.manifest import entries
from dcat_publisher.publish.nginx_choice import OFFERS
from dcat_publisher.serve.app import create_app
from tests.serve.nginx_support import needs_nginx, nginx_over
from tests.serve.site_support import write_reference_site

pytestmark = [pytest.mark.slow, needs_nginx]
Answer = tuple[int, dict[str, str], bytes]


class Servers:
    """The same folder behind nginx and behind the application."""

    def __init__(self, port: int, client: FlaskClient, out: Path) -> None:
        self.out = out
        self._port = port
        self._client = client

    def nginx(self, method: str, path: str, headers: dict[str, str]) -> Answer:
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)) as connection:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            found: dict[str, str] = {}
            for name, value in answer.getheaders():
                found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
            return answer.status, found, answer.read()

    def application(self, method: str, path: str, headers: dict[str, str]) -> Answer:
        answer = self._client.open(path, method=method, headers=headers)
        return (
            answer.status_code,
            {name.lower(): value for name, value in answer.headers.items()},
            answer.data,
        )


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("nginx")
    out = folder / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "MOST_ACTIVITIES", 4)
        write_reference_site(out, members_per_page=4)
    with nginx_over(out, folder) as port:
        yield Servers(port, create_app(out).test_client(), out)


ACCEPTS = (Path(__file__).parent / "accept-headers.txt").read_text("utf-8").splitlines()
LANGUAGES = [
    None,
    "nb",
    "nn",
    "en",
    "nn-NO, nb;q=0.9",
    "en-GB,en;q=0.9",
    "de, en;q=0.2",
    "no",
    "de",
    "nn, nb",
    "nb;q=0.1, en;q=0.2",
]
COMPARED = (
    "content-type",
    "content-location",
    "content-language",
    "content-profile",
    "content-security-policy",
    "cache-control",
    "access-control-allow-origin",
    "x-content-type-options",
)


def compare(servers: Servers, method: str, path: str, headers: dict[str, str]) -> Answer:
    found, expected = servers.nginx(method, path, headers), servers.application(method, path, headers)
    assert found[0] == expected[0], (method, path, headers)
    if expected[0] == 200:
        assert found[2] == expected[2], (method, path, headers)
        for name in COMPARED:
            assert found[1].get(name) == expected[1].get(name), (name, path, headers)
        for name, separator in (("vary", ","), ("link", ", <")):
            both = [
                {part.strip() for part in headers.get(name, "").split(separator)}
                for headers in (found[1], expected[1])
            ]
            assert both[0] == both[1], (name, path, headers)
    return found


@pytest.mark.parametrize("path", ["/", "/catalog", "/datasets/kuhr", "/concepts/data-theme/HEAL"])
def test_media_types(servers: Servers, path: str) -> None:
    for accept in ACCEPTS:
        for method in ("GET", "HEAD"):
            compare(servers, method, path, {"Accept": accept, "Accept-Language": "nb"})
    compare(servers, "GET", path, {})
    compare(servers, "GET", path, {"Accept": ""})


def test_headers_made_up_by_chance(servers: Servers) -> None:
    chance = random.Random(20261124)
    ranges = [
        *(offer.media_type for offer in OFFERS),
        "*/*",
        "text/*",
        "application/*",
        "image/png",
        "text/plain",
    ]
    for _ in range(300):
        wanted = chance.sample(ranges, chance.randint(1, 6))
        weights = ["", *(f";q={chance.choice(['0', '1', '1.0', '0.5', '0.50'])}" for _ in range(2))]
        weights += [f"; q=0.{chance.randint(0, 999):03}", f";q=0.{chance.randint(0, 99)}"]
        accept = ", ".join(f"{name}{chance.choice(weights)}" for name in wanted)
        compare(servers, "GET", "/datasets/kuhr", {"Accept": accept, "Accept-Language": "nb"})


def test_languages(servers: Servers) -> None:
    for language in LANGUAGES:
        headers = {"Accept": "text/html"} | ({} if language is None else {"Accept-Language": language})
        for path in ("/", "/datasets/kuhr", "/datasets/kuhr.html", "/datasets/kuhr.nn.html"):
            compare(servers, "GET", path, headers)


def test_the_feed_and_how_long_its_pages_may_be_kept(servers: Servers) -> None:
    files = [f"/{item['path']}" for key, item in entries(servers.out) if key == "feed"]
    closed = [path for path in files if path.startswith("/feed/")]
    assert len(closed) == 4
    for path in (*files, "/feed", "/feed/", f"/feed/{'0' * 20}.trig", f"{closed[0]}x", "/feed/nei.trig"):
        status, headers, _ = compare(servers, "GET", path, {})
        assert status == (200 if path in (*files, "/feed") else 404)
        if status == 200:
            kept = "public, max-age=604800, immutable" if path in closed else "public, no-cache"
            assert headers["cache-control"] == kept
            assert servers.nginx("GET", path, {"If-None-Match": headers["etag"]})[0] == 304
            type_ = "application/atom+xml" if path.endswith("atom") else "application/trig"
            assert headers["content-type"].startswith(type_)


PATHS = (Path(__file__).parent / "paths.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", PATHS)
def test_paths(servers: Servers, path: str) -> None:
    for accept in ("*/*", "text/html", "application/json"):
        compare(servers, "GET", path, {"Accept": accept})


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_methods(servers: Servers, method: str) -> None:
    for path in ("/", "/datasets/kuhr", "/datasets/kuhr.ttl"):
        _, headers, _ = compare(servers, method, path, {})
        assert set(headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
        assert headers["access-control-allow-origin"] == "*"


def test_a_script_may_ask_before_it_sends_headers(servers: Servers) -> None:
    """A preflight (Fetch, section 3.3): without its answer no script could send Accept-Profile."""
    asked = {"Origin": "https://example.org", "Access-Control-Request-Headers": "accept-profile"}
    found, expected = (one("OPTIONS", "/catalog", asked) for one in (servers.nginx, servers.application))
    assert found[0] == expected[0] == 204
    for name in ("methods", "headers", "origin"):
        field = f"access-control-allow-{name}"
        assert found[1][field] == expected[1][field]
    assert "Accept-Profile" in found[1]["access-control-allow-headers"]
    assert found[1]["access-control-max-age"] == expected[1]["access-control-max-age"]


@pytest.mark.parametrize(
    ("method", "path", "accept", "status"),
    [
        ("GET", "/datasets/none", "*/*", 404),
        ("GET", "/datasets/none?page=1", "text/plain", 404),
        ("GET", "/datasets/kuhr", "image/png", 406),
        ("GET", "/", "image/png", 406),
        ("POST", "/catalog?x=y", "*/*", 405),
        ("GET", "/site.json", "*/*", 404),
    ],
)
def test_refusals_are_alike(servers: Servers, method: str, path: str, accept: str, status: int) -> None:
    found, expected = (one(method, path, {"Accept": accept}) for one in (servers.nginx, servers.application))
    assert found[0] == expected[0] == status
    for name in (*COMPARED[-3:], "content-language", "content-type"):
        assert found[1].get(name) == expected[1].get(name), name
    if status == 406:
        for name in ("link", "vary"):
            both = [{part.strip() for part in one[1][name].split(",")} for one in (found, expected)]
            assert both[0] == both[1]
    assert found[2].decode().startswith(expected[2].decode().partition(". ")[0])
    assert "?" not in found[2].decode()


def test_parameters_are_spelt_as_they_are_there(servers: Servers) -> None:
    for query in ("PAGE=1", "Page=1&page=2", "_MEDIATYPE=text/html", "_Profile=schema"):
        compare(servers, "GET", f"/catalog?{query}", {})


def test_each_vary_is_said_once(servers: Servers) -> None:
    for path in ("/catalog", "/catalog.ttl", "/catalog.html", "/context", "/sitemap.xml"):
        for coding in ("gzip", "identity"):
            _, headers, _ = servers.nginx("GET", path, {"Accept-Encoding": coding})
            fields = headers["vary"].split(", ")
            assert len(fields) == len(set(fields))
            assert "Accept-Encoding" in fields


def test_health_is_never_kept(servers: Servers) -> None:
    found, expected = servers.nginx("GET", "/health", {}), servers.application("GET", "/health", {})
    assert found[1]["cache-control"] == expected[1]["cache-control"] == "no-store"
    assert b'"ok"' in found[2]


SCHEMA, USUAL = "https://schema.org/", "https://data.norge.no/specification/dcat-ap-no"
ACCEPT_PROFILES = [
    f"<{SCHEMA}>",
    f"<{USUAL}>",
    f"<{SCHEMA}>, <{USUAL}>",
    f"<{USUAL}>, <{SCHEMA}>",
    f"<{SCHEMA}>;q=0.5, <{USUAL}>",
    f"<{USUAL}>;q=0.25,<{SCHEMA}>;q=0.3",
    f"<{SCHEMA}>;q=0",
    f"<https://example.org/x>, <{SCHEMA}>;q=0.1",
    "<https://example.org/x>",
    SCHEMA,
    "garbage<<>;;",
]
PROFILE_QUERIES = [
    "_profile=schema",
    "_profile=dcat-ap-no",
    f"_profile={SCHEMA}",
    "_profile=https%3A%2F%2Fschema.org%2F",
    f"_profile={USUAL}",
    "_profile=unknown",
    "_profile=schema&_mediatype=application/json",
    "_profile=schema&_mediatype=text/turtle",
]
PROFILE_ACCEPTS = [
    "*/*", "application/ld+json", "application/json", "text/turtle", "text/html", "application/*;q=0.5",
    "application/json, application/ld+json;q=0.9", "text/turtle, application/ld+json;q=0.1", "image/png",
]  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/datasets/kuhr", "/concepts/data-theme/HEAL"])
def test_profiles(servers: Servers, path: str) -> None:
    for accept in PROFILE_ACCEPTS:
        for profile in ACCEPT_PROFILES:
            compare(servers, "GET", path, {"Accept": accept, "Accept-Profile": profile})
        for query in PROFILE_QUERIES:
            compare(servers, "GET", f"{path}?{query}", {"Accept": accept, "Accept-Profile": f"<{USUAL}>"})


def test_all_representations_are_listed(servers: Servers) -> None:
    for query in ("_profile=alt", "_profile=all&x=1"):
        _, headers, body = compare(servers, "GET", f"/datasets/kuhr?{query}", {})
        assert headers["content-type"] == "text/plain; charset=utf-8"
        assert b"kuhr.ttl  text/turtle" in body
        assert 'rel="cite-as"' in headers["link"]
    compare(servers, "GET", "/datasets/none?_profile=alt", {})


@pytest.mark.parametrize(
    "path", ["/", "/catalog", "/catalog.ttl", "/catalog.rdf", "/catalog.html", "/datasets/kuhr"]
)
def test_pages(servers: Servers, path: str) -> None:
    for query in (
        "page=1",
        "page=2",
        "x=y&page=4",
        "page=5",
        "page=0",
        "page=x",
        "page=",
        "page=%31",
        "pages=1",
    ):
        for accept in ("*/*", "text/html", "application/ld+json", "application/json", "text/n3", "image/png"):
            compare(servers, "GET", f"{path}?{query}", {"Accept": accept})
        compare(servers, "GET", f"{path}?{query}&_profile=schema", {})


def test_copies_are_confirmed(servers: Servers) -> None:
    for accept in ("text/turtle", "text/html", "application/ld+json"):
        _, headers, _ = servers.nginx("GET", "/datasets/kuhr", {"Accept": accept})
        for name, value in (
            ("If-None-Match", headers["etag"]),
            ("If-Modified-Since", headers["last-modified"]),
        ):
            status, _, body = servers.nginx("GET", "/datasets/kuhr", {"Accept": accept, name: value})
            assert (status, body) == (304, b"")
            assert (
                servers.application("GET", "/datasets/kuhr", {"Accept": accept, "If-None-Match": '"x"'})[0]
                == 200
            )


def test_coding_for_who_asks(servers: Servers) -> None:
    for accept in ("text/turtle", "application/json", "text/html"):
        plain = compare(servers, "GET", "/datasets/kuhr", {"Accept": accept})
        assert "content-encoding" not in plain[1]
        _, headers, body = servers.nginx(
            "GET", "/datasets/kuhr", {"Accept": accept, "Accept-Encoding": "gzip"}
        )
        assert headers["content-encoding"] == "gzip"
        assert gzip.decompress(body) == plain[2]


def test_refusals_say_what_there_is(servers: Servers) -> None:
    _, headers, body = servers.nginx("GET", "/datasets/kuhr", {"Accept": "image/png"})
    assert headers["content-type"].startswith("text/plain")
    assert b"kuhr.ttl  text/turtle" in body
    assert b"/datasets/none" in servers.nginx("GET", "/datasets/none", {})[2]
