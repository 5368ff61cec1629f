"""The endpoint as a table: request -> status, headers, body."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from tests.serve.web_support import MEDIA_TYPES, body_of

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
IRI_PATHS = {
    "/": "catalog",
    "/catalog": "catalog",
    "/datasets/a": "datasets/a",
    "/datasets/%C3%A5-b": "datasets/å-b",
}


@pytest.mark.parametrize(("path", "record"), IRI_PATHS.items())
@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "ttl"),
        ("*/*", "ttl"),
        (BROWSER, "html"),
        *((media, suffix) for suffix, media in MEDIA_TYPES.items()),
    ],
)
def test_a_path_answers_what_is_asked_for(
    client: FlaskClient, path: str, record: str, accept: str | None, suffix: str
) -> None:
    answer = client.get(path, headers={} if accept is None else {"Accept": accept})
    assert answer.status_code == 200
    assert answer.mimetype == MEDIA_TYPES[suffix]
    assert answer.data == body_of(record, suffix)
    assert answer.headers["Vary"] == "Accept, Accept-Encoding, Accept-Language, Accept-Profile"
    assert answer.headers["Content-Location"].endswith(f".{suffix}")
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_a_suffix_settles_the_format(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"/datasets/a.{suffix}", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.mimetype) == (200, MEDIA_TYPES[suffix])
    assert "Content-Location" not in answer.headers
    assert "Accept" not in [part.strip() for part in answer.headers["Vary"].split(",")]


@pytest.mark.parametrize(
    ("media_type", "suffix"),
    [
        ("application/json", "jsonld"),
        ("application/trig", "ttl"),
        ("text/n3", "ttl"),
        ("application/n-quads", "nt"),
    ],
)
def test_wider_types_of_the_same_bytes(client: FlaskClient, media_type: str, suffix: str) -> None:
    answer = client.get("/datasets/a", headers={"Accept": media_type})
    assert (answer.mimetype, answer.data) == (media_type, body_of("datasets/a", suffix))
    assert answer.headers["ETag"] != client.get(f"/datasets/a.{suffix}").headers["ETag"]


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        ("/datasets/a", None, "html"),
        ("/datasets/a", "nb", "html"),
        ("/datasets/a", "nn-NO", "nn.html"),
        ("/datasets/a", "en-GB,en;q=0.9", "en.html"),
        ("/datasets/a.html", "en", "en.html"),
        ("/datasets/a.nn.html", "en", "nn.html"),
    ],
)
def test_language_of_pages(client: FlaskClient, path: str, language: str | None, name: str) -> None:
    headers = {"Accept": "text/html"} | ({} if language is None else {"Accept-Language": language})
    answer = client.get(path, headers=headers)
    assert answer.data == body_of("datasets/a", name)
    assert answer.headers["Content-Language"] == (name.partition(".")[0] if "." in name else "nb")


def test_alternatives_are_linked(client: FlaskClient) -> None:
    link = client.get("/datasets/a").headers["Link"]
    for suffix, media_type in MEDIA_TYPES.items():
        relation = "alternate" if suffix == "html" else "alternate describedby"
        assert f'<a.{suffix}>; rel="{relation}"; type="{media_type}"' in link
    assert '<a.nn.html>; rel="alternate"; type="text/html"; hreflang="nn"' in link
    assert client.get("/datasets/%C3%A5-b").headers["Link"].startswith("<%C3%A5-b.ttl>")


@pytest.mark.parametrize(
    "accept", ["text/plain", "application/problem+json", "image/png", "application/msword"]
)
def test_406_lists_what_there_is(client: FlaskClient, accept: str) -> None:
    answer = client.get("/datasets/a", headers={"Accept": accept})
    assert answer.status_code == 406
    assert answer.mimetype == ("application/problem+json" if "problem" in accept else "text/plain")
    for suffix, media_type in MEDIA_TYPES.items():
        assert f"a.{suffix}" in answer.text
        assert media_type in answer.text
    assert "Accept" in answer.headers["Vary"]


def test_query_settles_the_format(client: FlaskClient) -> None:
    for query in (
        "_mediatype=application/rdf%2Bxml",
        "_mediatype=application/rdf+xml",
        "x=1&_mediatype=application/rdf+xml",
    ):
        answer = client.get(f"/datasets/a?{query}", headers={"Accept": "text/turtle"})
        assert answer.mimetype == "application/rdf+xml"
    assert client.get("/datasets/a?_mediatype=image/png").status_code == 406
    assert client.get("/datasets/a?unknown=1").mimetype == "text/turtle"


NOTHING = [
    "/datasets/b",
    "/x",
    "/datasets",
    "/datasets/",
    "/../etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/datasets/a.xlsx",
    "//datasets/a",
    "/site.json",
    "/%00",
    "/datasets/a.ttl/",
    "/%FF%FE",
    "/datasets/A",
]


@pytest.mark.parametrize("path", [*NOTHING, "/" + "x" * 5000])
def test_404_is_short_and_safe(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.mimetype == "text/plain"
    assert len(answer.data) < 1000
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_404_names_the_nearest(client: FlaskClient) -> None:
    answer = client.get("/dataset/a", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert {"href": "/datasets/a", "about": "A"} in json.loads(answer.data)["choices"]


def test_404_page_shows_the_path_as_text(client: FlaskClient) -> None:
    answer = client.get("/<script>alert(1)</script>", headers={"Accept": BROWSER, "Accept-Language": "nn"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert '<html lang="nn">' in answer.text


def test_no_answer_depends_on_host_or_forwarding(client: FlaskClient) -> None:
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher",
              "X-Forwarded-Prefix": "/evil", "Forwarded": "host=evil.example"}  # fmt: skip
    for path in ("/", "/datasets/a", "/nothing"):
        for accept in ("text/turtle", "text/html"):
            plain = client.get(path, headers={"Accept": accept})
            answer = client.get(path, headers={"Accept": accept, **forged})
            assert (answer.status_code, answer.data, dict(answer.headers)) == (
                plain.status_code, plain.data, dict(plain.headers),
            )  # fmt: skip


def test_health(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.get_json()["status"]) == (200, "ok")
    assert answer.get_json()["resources"] == 3


def test_context_is_served(client: FlaskClient) -> None:
    answer = client.get("/context.jsonld")
    assert (answer.status_code, answer.mimetype) == (200, "application/ld+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
