"""Requests that are refused whatever they ask for."""

from __future__ import annotations

import pytest

from dcat_publisher.serve.requests import fault, joined


@pytest.mark.parametrize(
    "host",
    [
        "a", "data.example.no", "data.example.no:8000", "127.0.0.1", "[::1]", "[::1]:80", "[v7.a:b]", "a.",
        "a:", "bl%C3%A5.example", "under_score", "xn--bl-yia.no", "!$&'()*+;=",
    ],
)  # fmt: skip
def test_what_is_a_host(host: str) -> None:
    assert fault("GET", host, None, old=False) is None


@pytest.mark.parametrize(
    "host",
    [
        None, "", " ", "a b", "a,b", "a/b", "a?b", "a#b", "user@a", "<a>", '"a"', "a:b", "a:80:80", "::1",
        "[::1", "[a.b]x", "[]", "%zz", "a\\b", "a\tb", "a" * 600, "[::1%25eth0]", ":80", "a:-1",
    ],
)  # fmt: skip
def test_what_is_none(host: str | None) -> None:
    assert fault("GET", host, None, old=False) == 400


def test_http_1_0_knows_no_host() -> None:
    assert fault("GET", None, None, old=True) is None
    assert fault("GET", "a b", None, old=True) == 400


@pytest.mark.parametrize(
    "method", ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"]
)
def test_methods_of_the_standard_are_known(method: str) -> None:
    assert fault(method, "a", None, old=False) is None


@pytest.mark.parametrize("method", ["get", "BREW", "PROPFIND", "QUERY", "X" * 5000, "GET2", ""])
def test_other_methods_are_not(method: str) -> None:
    assert fault(method, "a", None, old=False) == 501


@pytest.mark.parametrize(("coding", "status"), [
    ("chunked", None), ("Chunked ", None), ("gzip, chunked", 501), ("gzip", 501), ("identity", 501),
    ("chunked,chunked", 501), ("", 501),
])  # fmt: skip
def test_transfer_codings(coding: str, status: int | None) -> None:
    assert fault("POST", "a", coding, old=False) == status


def test_headers_that_come_twice_are_joined() -> None:
    assert joined([("a", "1"), ("b", "2"), ("a", "3")]) == {"a": "1,3", "b": "2"}
