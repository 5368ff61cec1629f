"""Negotiation by profile (W3C Content Negotiation by Profile), links of a resource, what was removed."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.serve.web_support import SCHEMA, USUAL, body_of


@pytest.mark.parametrize(
    ("query", "accept_profile", "accept", "suffix", "profile"),
    [
        ("", None, None, "ttl", USUAL),
        ("", f"<{SCHEMA}>", None, "schema", SCHEMA),
        ("", f"<{SCHEMA}>", "application/ld+json", "schema", SCHEMA),
        ("", f"<{SCHEMA}>;q=0.5, <{USUAL}>", "application/ld+json", "jsonld", USUAL),
        ("", f"<{USUAL}>;q=0.5, <{SCHEMA}>", "application/ld+json", "schema", SCHEMA),
        ("", f"<https://example.org/unknown>, <{SCHEMA}>;q=0.1", None, "schema", SCHEMA),
        ("", f"<{SCHEMA}>", "text/turtle", "ttl", USUAL),
        ("", "<https://example.org/unknown>", "text/turtle", "ttl", USUAL),
        ("", "garbage<<>;;", "text/turtle", "ttl", USUAL),
        ("", f"<{SCHEMA}>;q=0", None, "ttl", USUAL),
        ("_profile=schema", None, None, "schema", SCHEMA),
        (f"_profile={SCHEMA}", None, None, "schema", SCHEMA),
        ("_profile=usual", f"<{SCHEMA}>", "application/ld+json", "jsonld", USUAL),
        ("_profile=schema&_mediatype=application/ld%2Bjson", None, "text/html", "schema", SCHEMA),
        ("_profile=nonsense", None, None, "ttl", USUAL),
    ],
)
def test_profile_asked_for(
    client: FlaskClient, query: str, accept_profile: str | None, accept: str | None, suffix: str, profile: str
) -> None:
    asked = {"Accept-Profile": accept_profile, "Accept": accept}
    answer = client.get(
        f"/datasets/a?{query}", headers={name: value for name, value in asked.items() if value}
    )
    assert answer.status_code == 200
    assert answer.data == body_of("datasets/a", suffix)
    assert answer.headers["Content-Profile"] == f"<{profile}>"
    assert "Accept-Profile" in answer.headers["Vary"]


def test_a_page_is_in_no_profile(client: FlaskClient) -> None:
    answer = client.get("/datasets/a", headers={"Accept": "text/html"})
    assert "Content-Profile" not in answer.headers


def test_the_suffix_settles_the_profile_too(client: FlaskClient) -> None:
    assert client.get("/datasets/a.schema.jsonld").data == body_of("datasets/a", "schema")
    assert client.get("/datasets/a.jsonld", headers={"Accept-Profile": f"<{SCHEMA}>"}).data == body_of(
        "datasets/a", "jsonld"
    )


def test_links_tell_profiles_and_tokens(client: FlaskClient) -> None:
    link = client.head("/datasets/a").headers["Link"]
    assert f'<a.ttl>; rel="alternate describedby"; type="text/turtle"; profile="{USUAL}"' in link
    assert (
        f'<a.schema.jsonld>; rel="alternate describedby"; type="application/ld+json"; profile="{SCHEMA}"'
        in link
    )
    assert f'<http://www.w3.org/ns/dx/prof/Profile>; rel="type"; token="schema"; anchor="{SCHEMA}"' in link


def test_links_cannot_break_out_of_the_header(client: FlaskClient) -> None:
    answer = client.get("/datasets/a")
    assert '<https://example.org/%C3%A5%20b%0D%0AX-Evil:%201>; rel="license"' in answer.headers["Link"]
    assert "evil" not in answer.headers["Link"].replace("X-Evil", "")
    assert "X-Evil" not in answer.headers


@pytest.mark.parametrize("name", ["alt", "all"])
def test_all_representations_are_listed(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/datasets/a?_profile={name}", headers={"Accept": "application/json"})
    assert answer.status_code == 300
    hrefs = {choice["href"] for choice in answer.get_json()["choices"]}
    assert {"a.ttl", "a.html", "a.en.html", "a.schema.jsonld"} <= hrefs
    assert 'rel="alternate' in answer.headers["Link"]


@pytest.mark.parametrize("path", ["/datasets/gone", "/datasets/gone.ttl", "/datasets/gone.nn.html"])
def test_what_was_removed_is_gone(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 410
    assert "removed" in answer.text
