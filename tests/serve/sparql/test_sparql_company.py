"""Who else asks: one client leaves room for the next, and a client that has gone leaves its room at once."""

from __future__ import annotations

import http.client
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask

from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.service import QueryService
from tests.serve.sparql.sparql_support import application, served

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"
# So long that none of the queries below ends by itself while a test looks.
PATIENT = Limits(seconds=300, workers=2, waiting=2, per_client=3, patience=60)


def ask(app: Flask, query: str, address: str, statuses: list[int]) -> None:
    response = app.test_client().post(
        "/sparql",
        data=query,
        content_type="application/sparql-query",
        environ_overrides={"REMOTE_ADDR": address},
    )
    statuses.append(response.status_code)


@contextmanager
def asking(apps: list[Flask], addresses: list[str]) -> Iterator[list[threading.Thread]]:
    """Have a runaway query asked of each application from each address."""
    ended: list[int] = []
    threads = [
        threading.Thread(target=ask, args=(app, RUNAWAY, address, ended), daemon=True)
        for app in apps
        for address in addresses
    ]
    for thread in threads:
        thread.start()
    yield threads
    assert ended == []


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 3])
def test_runaways_of_one_client_leave_room_for_another(generated: Path, processes: int) -> None:
    """Each application stands for a web process; they share the workers."""
    with QueryService(generated, PATIENT):
        apps = [application(generated, PATIENT) for _ in range(processes)]
        answers: list[int] = []
        with asking(apps, ["192.0.2.1", "192.0.2.1"]) as threads:
            for number in range(5):
                ask(apps[number % processes], "ASK { ?s ?p ?o }", "192.0.2.2", answers)
            assert all(thread.is_alive() for thread in threads)
        assert answers == [200] * 5


@pytest.mark.slow
def test_addresses_of_one_site_are_one_client(generated: Path) -> None:
    with QueryService(generated, PATIENT):
        app = application(generated, PATIENT)
        answers: list[int] = []
        with asking([app], ["2001:db8::1", "2001:db8::2"]):
            ask(app, "ASK { ?s ?p ?o }", "2001:db8:1::1", answers)
        assert answers == [200]


@pytest.mark.slow
def test_a_client_waits_for_its_own_queries_so_long(generated: Path) -> None:
    """The runaway has all the time that a busy machine takes to begin it; who asks beside it has not."""
    with QueryService(generated, PATIENT):
        app = application(generated, replace(PATIENT, patience=0.5))
        with asking([application(generated, PATIENT)], ["192.0.2.1"]):
            answers: list[int] = []
            end = time.monotonic() + 120
            while 429 not in answers and time.monotonic() < end:  # until the first has its turn
                ask(app, "ASK { }", "192.0.2.1", answers)
                time.sleep(0.02)
            assert answers[-1] == 429


@pytest.mark.parametrize(
    ("limits", "share", "at_once"),
    [
        (Limits(), 2, 1),
        (Limits(workers=8, waiting=4, per_client=50), 11, 7),
        (Limits(workers=1, waiting=1, per_client=1), 1, 1),
        (Limits(workers=1, waiting=1, per_client=9), 1, 1),
    ],
)
def test_a_client_never_has_it_all(limits: Limits, share: int, at_once: int) -> None:
    assert (limits.share, limits.at_once) == (share, at_once)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere SIGIO ends no process")
def test_a_query_ends_with_the_client(reference: Path) -> None:
    environment = {
        **os.environ,
        "DCAT_PUBLISHER_SPARQL_SECONDS": "300",
        "DCAT_PUBLISHER_SPARQL_PATIENCE": "60",
        "DCAT_PUBLISHER_SPARQL_WORKERS": "1",
    }
    with served(reference, environment) as address:
        host, _, port = urlsplit(address).netloc.partition(":")
        assert asked(f"{host}:{port}", seconds=280) == 200  # so what comes later is no start
        path = f"/sparql?{urlencode({'query': RUNAWAY})}"
        first = socket.create_connection((host, int(port)))
        first.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        for _ in range(50):
            if asked(f"{host}:{port}", seconds=4) is None:
                break  # the only worker is at the first query
        else:
            pytest.fail("the first query did not begin")
        first.close()
        end = time.monotonic() + 250  # before the runaway's own time is up
        statuses = (asked(f"{host}:{port}", seconds=20) for _ in iter(lambda: time.monotonic() < end, False))
        assert 200 in statuses


def asked(netloc: str, seconds: float) -> int | None:
    """Ask a short query from another address; None when there is no answer in time."""
    connection = http.client.HTTPConnection(netloc, timeout=seconds)
    headers = {"X-Forwarded-For": "192.0.2.9"}
    try:
        connection.request("GET", f"/sparql?{urlencode({'query': 'ASK {}'})}", headers=headers)
        return connection.getresponse().status
    except TimeoutError:
        return None
    finally:
        connection.close()
