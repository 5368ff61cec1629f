"""What a store answers is not what it should be: one clear error, whatever it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import cast

import pytest

from dcat_publisher.model.errors import StoreError
from dcat_publisher.stores.connection import Answer, Connection
from dcat_publisher.stores.remote import QueryEndpoint

KIND = "application/sparql-results+json"


@dataclass
class Replier:
    """Stands for a connection; gives its answers one after the other, the last one again and again."""

    bodies: list[bytes]

    def send(self, *_: object) -> Answer:
        return Answer(200, KIND, self.bodies.pop(0) if len(self.bodies) > 1 else self.bodies[0])


def endpoint(*bodies: bytes) -> QueryEndpoint:
    return QueryEndpoint(
        cast("Connection", Replier(list(bodies))), "https://store.example.org/query?key=geheim"
    )


def rows(*values: object) -> bytes:
    bindings = [{"x": {"type": "literal", "value": value}} for value in values]
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": bindings}}).encode()


@pytest.mark.parametrize(
    "body",
    [
        rows(), rows("1", "2"), rows("many"), rows("-1"), rows("1.5"), rows("9" * 5000), rows(1), rows(None),
        rows(["1"]), b"", b"null", b"[]", b"{}", b'{"head": {"vars": []}, "results": {"bindings": [{}]}}',
        b"[" * 100_000, b'{"a":' * 100_000, b"\xff", b"<html>",
    ],
)  # fmt: skip
def test_a_count_that_is_none_is_told(body: bytes) -> None:
    with pytest.raises(StoreError, match=r"https://store\.example\.org/query does not answer") as raised:
        endpoint(body).count("urn:g")
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize("name", ["urn:a> ; DROP ALL #", "urn:a b", "urn:\x1b[2J", 'urn:"', "urn:\\u003e"])
def test_a_graph_whose_name_would_end_the_query_is_refused(name: str) -> None:
    with pytest.raises(StoreError, match="whose name is no IRI"):
        endpoint(rows("1"), rows(name)).names("urn:")


def test_graphs_are_listed_in_order() -> None:
    assert endpoint(rows("2"), rows("urn:b", "urn:\u00e6")).names("urn:") == ["urn:b", "urn:\u00e6"]
