"""The endpoint under its real HTTP server: a crowd of attackers, other routes meanwhile, a client library."""

from __future__ import annotations

import http.client
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

from tests.serve.sparql.sparql_support import served

pytestmark = pytest.mark.slow

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"


@pytest.fixture(scope="module")
def address(reference: Path) -> Iterator[str]:
    environment = {
        **os.environ,
        "DCAT_PUBLISHER_SPARQL_SECONDS": "2",
        "DCAT_PUBLISHER_SPARQL_PER_CLIENT": "50",
    }
    with served(reference, environment) as found:
        yield found


def get(address: str, path: str, client: str = "192.0.2.1") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    try:
        connection.request("GET", path, headers={"X-Forwarded-For": client})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def works(address: str) -> bool:
    return get(address, f"/sparql?{urlencode({'query': 'ASK {}'})}")[1] == b'{"head":{},"boolean":true}'


def test_two_hundred_connections_keep_no_other_route(address: str) -> None:
    """Documents are answered while queries wait; how quickly is for a machine that does nothing else."""
    assert len(besieged(address)) >= 5


@pytest.mark.trial
def test_two_hundred_connections_do_not_slow_the_other_routes(address: str) -> None:
    times = besieged(address)
    assert sorted(times)[len(times) // 2] < 0.2


def besieged(address: str) -> list[float]:
    """Return how long, in seconds, a document took each time while two hundred queries were asked."""
    assert works(address)
    statuses: Counter[int] = Counter()
    path = f"/sparql?{urlencode({'query': RUNAWAY})}"

    def attack(client: str) -> None:
        statuses.update([get(address, path, client)[0]])

    threads = [threading.Thread(target=attack, args=(f"198.51.100.{number}",)) for number in range(200)]
    for thread in threads:
        thread.start()
    times = []
    while any(thread.is_alive() for thread in threads):
        start = time.monotonic()
        assert get(address, "/datasets/npr-somatikk.ttl")[0] == 200
        times.append(time.monotonic() - start)
        time.sleep(0.01)
    for thread in threads:
        thread.join()
    assert statuses == {503: 200}
    assert works(address)
    return times


def test_a_large_query_over_the_wire_is_refused(address: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    try:
        headers = {"Content-Type": "application/sparql-query"}
        connection.request("POST", "/sparql", b"#" * 10_000_000, headers)
        assert connection.getresponse().status == 413
    except (BrokenPipeError, ConnectionResetError):
        pass  # refused before all of it was sent
    finally:
        connection.close()
    assert works(address)


def ask(address: str, query: str, form: str, method: str = "GET") -> bytes:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setMethod(method)
    client.setReturnFormat(form)
    client.setQuery(query)
    return bytes(client.query().response.read())


@pytest.mark.parametrize("method", ["GET", POST])
def test_a_client_library_gets_its_rows(address: str, method: str) -> None:
    query = "SELECT ?d WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }"
    assert len(json.loads(ask(address, query, JSON, method))["results"]["bindings"]) == 14
    assert ask(address, query, CSV, method).count(b"\r\n") == 15


def test_a_client_library_gets_a_graph(address: str) -> None:
    query = "DESCRIBE <https://data.helsedirektoratet.no/catalog>"
    assert b"dcat:Catalog" in ask(address, query, TURTLE)
