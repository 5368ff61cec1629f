"""What a request may ask besides the document: methods, preconditions, codings."""

from __future__ import annotations

import gzip
from email.utils import formatdate

import pytest
from flask.testing import FlaskClient

from tests.serve.web_support import MEDIA_TYPES, MODIFIED


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "text/html"])
@pytest.mark.parametrize("path", ["/catalog", "/datasets/a", "/datasets/a.ttl", "/context.jsonld"])
def test_head_is_get_without_body(client: FlaskClient, path: str, accept: str) -> None:
    get, head = (client.open(path, method=method, headers={"Accept": accept}) for method in ("GET", "HEAD"))
    assert head.data == b""
    assert (head.status_code, dict(head.headers)) == (get.status_code, dict(get.headers))
    assert int(head.headers["Content-Length"]) == len(get.data)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "CONNECT", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/datasets/a", "/datasets/a.ttl", "/health"])
def test_writing_is_refused(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_options_and_preflight(client: FlaskClient) -> None:
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "GET"}
    answer = client.options("/datasets/a", headers=asked)
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept" in answer.headers["Access-Control-Allow-Headers"]
    assert "Content-Type" not in answer.headers


def test_tags_differ_and_are_strong(client: FlaskClient) -> None:
    tags = [
        client.get("/datasets/a", headers={"Accept": media}).headers["ETag"] for media in MEDIA_TYPES.values()
    ]
    tags += [client.get(path).headers["ETag"] for path in ("/catalog", "/datasets/a.nn.html")]
    tags.append(client.get("/datasets/a", headers={"Accept-Encoding": "gzip"}).headers["ETag"])
    assert len(set(tags)) == len(tags)
    assert not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-None-Match": "{tag}"}, 304),
        ({"If-None-Match": "W/{tag}"}, 304),
        ({"If-None-Match": '"x", {tag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"x"'}, 200),
        ({"If-None-Match": "garbage"}, 200),
        ({"If-Modified-Since": formatdate(MODIFIED, usegmt=True)}, 304),
        ({"If-Modified-Since": formatdate(MODIFIED - 1, usegmt=True)}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
        ({"If-Modified-Since": "Sun, 06 Nov 2044 08:49:37 +0100"}, 200),
        ({"If-Modified-Since": "2044-11-06"}, 200),
        ({"If-Modified-Since": "Sunday, 06-Nov-44 08:49:37 GMT"}, 304),
        ({"If-Modified-Since": "Sun Nov  6 08:49:37 2044"}, 304),
        ({"If-Modified-Since": "Tue, 99 Nov 2044 99:99:99 GMT"}, 200),
        ({"If-Unmodified-Since": "Mon, 06 Nov 1994 08:49:37 CET"}, 200),
        ({"If-Modified-Since": "Mon, 99 Foo 99999999999999 99:99:99 GMT"}, 200),
        ({"If-None-Match": '"x"', "If-Modified-Since": formatdate(MODIFIED, usegmt=True)}, 200),
        ({"If-Match": "{tag}"}, 200),
        ({"If-Match": "W/{tag}"}, 412),
        ({"If-Match": '"x"'}, 412),
        ({"If-Unmodified-Since": formatdate(MODIFIED, usegmt=True)}, 200),
        ({"If-Unmodified-Since": formatdate(MODIFIED - 1, usegmt=True)}, 412),
        ({"Range": "bytes=0-9"}, 200),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_preconditions(client: FlaskClient, headers: dict[str, str], status: int, method: str) -> None:
    tag = client.get("/datasets/a").headers["ETag"]
    filled = {name: value.replace("{tag}", tag) for name, value in headers.items()}
    answer = client.open("/datasets/a", method=method, headers=filled)
    assert answer.status_code == status
    if status == 304:
        assert answer.data == b""
        assert {"ETag", "Vary", "Cache-Control", "Content-Location"} <= set(answer.headers.keys())


def test_gzip_for_who_asks_only(client: FlaskClient) -> None:
    plain = client.get("/datasets/a")
    coded = client.get("/datasets/a", headers={"Accept-Encoding": "gzip, deflate"})
    assert coded.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(coded.data) == plain.data
    again = client.get(
        "/datasets/a", headers={"Accept-Encoding": "gzip", "If-None-Match": coded.headers["ETag"]}
    )
    assert again.status_code == 304
    assert (
        "Content-Encoding" not in client.get("/context.jsonld", headers={"Accept-Encoding": "gzip"}).headers
    )
