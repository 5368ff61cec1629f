"""What a query may cost: time, memory, rows, bytes, company; and that the service outlives each attempt."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.serve.sparql.admission import Gate
from dcat_publisher.serve.sparql.clients import PROXIES, Clients
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.protocol import RefusedError
from dcat_publisher.serve.sparql.service import VARIABLE, QueryService
from tests.generated_site import write_generated
from tests.serve.sparql.sparql_support import application

pytestmark = pytest.mark.slow

LIMITS = Limits(seconds=1, rows=2000, mebibytes=1, memory=150, workers=2, waiting=2, per_client=3, patience=1)
# For what is not about time: a busy machine must not end these.
UNHURRIED = replace(LIMITS, seconds=60, patience=60)
CROSS = " ".join(f"?a{number} ?b{number} ?c{number} ." for number in range(6))
VALUES = " ".join(f'"{number}"' for number in range(14_000))
DOUBLING = " ".join(f"BIND(CONCAT(?a{number}, ?a{number}) AS ?a{number + 1})" for number in range(40))
# Each must be answered, one way or the other, in the time that the limits leave, and none may hurt the next.
ATTACKS = {
    "six-fold cross product": f"SELECT * {{ {CROSS} }}",
    "six-fold cross product, counted": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "six-fold cross product, sorted": f"SELECT * {{ {CROSS} }} ORDER BY ?c1 ?c2 ?c3",
    "six-fold cross product, distinct": f"SELECT DISTINCT * {{ {CROSS} }} OFFSET 100000000",
    "groups without end": f"SELECT ?a0 ?a1 ?a2 (COUNT(*) AS ?n) {{ {CROSS} }} GROUP BY ?a0 ?a1 ?a2",
    "a constructed cross product": f"CONSTRUCT {{ ?a0 ?b1 ?c2 }} WHERE {{ {CROSS} }}",
    "values times values": f"SELECT * {{ VALUES ?x {{ {VALUES} }} VALUES ?y {{ {VALUES} }} }}",
    "a text that doubles": f"SELECT ?a40 {{ BIND('xxxxxxxxxx' AS ?a0) {DOUBLING} }}",
    "a concatenation of all": "SELECT (GROUP_CONCAT(?c) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a regex bomb": "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(a{500}){500}{500}')) }",
    "a regex that backtracks": "SELECT * { BIND('%s!' AS ?x) FILTER(REGEX(?x, '^(a+)+$')) }" % ("a" * 5000),
    "a pattern for each row": "SELECT * { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(STR(?o), STR(?r))) }",
    "a path without end": "SELECT * { ?s (<urn:a>|!<urn:a>)* ?o . ?o (!<urn:a>)* ?t . ?t (!<urn:a>)* ?u }",
    "brackets": "ASK { FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }",
    "braces": "ASK " + "{" * 100_000 + "}" * 100_000,
    "negations": "ASK { FILTER(" + "!" * 200_000 + "1) }",
    "subqueries": "SELECT * " + "{ { SELECT * " * 5000 + "{}" + "} }" * 5000,
    "unions": "SELECT * { { } " + "UNION { ?s ?p ?o } " * 10_000 + "}",
    "nul": "ASK { ?s ?p '\0' }",
    "a lone surrogate": "ASK { ?s ?p '\\ud800' }",
}


@pytest.fixture(scope="module")
def client(generated: Path) -> Iterator[FlaskClient]:
    with QueryService(generated, LIMITS):
        yield application(generated, LIMITS).test_client()


@pytest.fixture(scope="module")
def unhurried(generated: Path) -> Iterator[FlaskClient]:
    with QueryService(generated, UNHURRIED):
        yield application(generated, UNHURRIED).test_client()


def query(client: FlaskClient, text: str, **headers: str) -> TestResponse:
    return client.post(
        "/sparql", data=text.encode(), content_type="application/sparql-query", headers=headers
    )


def works(client: FlaskClient) -> bool:
    """Ask until there is an answer: a worker that was ended is replaced when the machine comes to it."""
    end = time.monotonic() + 120
    while (answer := query(client, "ASK { ?s ?p ?o }")).status_code != 200 and time.monotonic() < end:
        time.sleep(0.05)
    return answer.status_code == 200 and bool(answer.get_json(force=True)["boolean"])


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_answered_and_over(client: FlaskClient, attack: str) -> None:
    response = query(client, ATTACKS[attack])  # without limits some of them would not end in a lifetime
    assert response.status_code in {200, 400, 503}
    assert len(response.data) <= LIMITS.result_bytes
    if response.status_code != 200:
        assert response.text.count("\n") == 1
        assert len(response.text) < 500
    assert works(client)


def test_time_is_what_stops_a_query(client: FlaskClient) -> None:
    response = query(client, ATTACKS["six-fold cross product, counted"])
    assert response.status_code == 503
    assert response.text == "the query took more than 1 seconds and was stopped\n"


def test_memory_is_what_stops_a_query(unhurried: FlaskClient) -> None:
    response = query(unhurried, ATTACKS["a text that doubles"])
    assert response.status_code == 503
    assert "150 MiB of memory" in response.text


def test_rows_are_bounded(unhurried: FlaskClient) -> None:
    response = query(unhurried, "SELECT ?s { ?s ?p ?o }", Accept="text/csv")
    assert response.status_code == 400
    assert "more than 2000 rows" in response.text
    assert query(unhurried, "SELECT ?s { ?s ?p ?o } LIMIT 2000", Accept="text/csv").status_code == 200


def test_triples_are_bounded(unhurried: FlaskClient) -> None:
    response = query(unhurried, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert response.status_code == 400
    assert "more than 2000 rows" in response.text


def test_bytes_are_bounded(unhurried: FlaskClient) -> None:
    response = query(unhurried, "SELECT * { ?s ?p ?o . ?t ?q ?r } LIMIT 2000", Accept="application/xml")
    assert response.status_code == 400
    assert "more than 1 MiB" in response.text


@pytest.mark.parametrize("size", [LIMITS.length + 1, 10_000_000])
def test_a_long_query_is_refused(unhurried: FlaskClient, size: int) -> None:
    for content_type in ("application/sparql-query", "application/x-www-form-urlencoded"):
        body = urlencode({"query": "#" * size}) if "form" in content_type else "#" * size
        response = unhurried.post("/sparql", data=body, content_type=content_type)
        assert response.status_code == 413
        assert response.text == "the query has more than 256 KiB\n"


def test_a_client_has_so_many_queries_and_the_rest_waits_or_is_sent_away(generated: Path) -> None:
    """Each takes all the time that it may: so long that all are there before the first has ended."""
    limits = replace(LIMITS, seconds=4, patience=2)
    with QueryService(generated, limits):
        share_of_one(application(generated, limits).test_client())


def share_of_one(client: FlaskClient) -> None:
    found: list[TestResponse] = []

    def ask(address: str) -> None:
        own = client.application.test_client()
        found.append(
            own.post(
                "/sparql",
                data=ATTACKS["six-fold cross product, counted"],
                content_type="application/sparql-query",
                environ_overrides={"REMOTE_ADDR": address},
            )
        )

    threads = [
        threading.Thread(target=ask, args=("192.0.2.1" if n < 6 else f"192.0.2.{n}",)) for n in range(12)
    ]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    statuses = Counter(response.status_code for response in found)
    assert statuses.total() == 12
    assert statuses.keys() == {429, 503}
    assert 3 <= statuses[429] <= 6  # beyond the share of the one client, or waiting for its own turn too long
    reasons = Counter(response.text for response in found if response.status_code == 503)
    assert reasons["the query took more than 4 seconds and was stopped\n"] >= 2
    refused = [response for response in found if "stopped" not in response.text]
    assert all(int(response.headers["Retry-After"]) >= 1 for response in refused)
    assert works(client)


def test_the_gate_opens_again() -> None:
    gate = Gate(Limits(per_client=1, workers=1, waiting=1))
    for _ in range(10):
        with gate.admit("a"), gate.admit("b"):
            for client in ("a", "c"):
                with pytest.raises(RefusedError), gate.admit(client):
                    pass


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", None, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7:4711", "198.51.100.7"),
        ("::1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("::ffff:127.0.0.1", "198.51.100.7, 127.0.0.1", "198.51.100.7"),
        ("127.0.0.1", "[2001:db8:1:2::7]:80", "2001:db8:1:2::/64"),
        ("127.0.0.1", "unknown", "unknown"),
        ("127.0.0.1", " , ", "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        (None, "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", None, "127.0.0.1"),
        (None, None, ""),
    ],
)
def test_clients_are_told_apart(peer: str | None, forwarded: str | None, client: str) -> None:
    assert Clients.from_environment({}).client_of(peer, forwarded) == client


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "client"),
    [
        ("10.0.0.0/8", "10.1.2.3", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.0/8", "10.1.2.3", "6.6.6.6, 198.51.100.7, 10.9.9.9", "198.51.100.7"),
        ("10.0.0.0/8", "127.0.0.1", "198.51.100.7", "127.0.0.1"),
        ("10.1.2.3, 2001:db8::1", "2001:db8::1", "198.51.100.7", "198.51.100.7"),
        ("", "127.0.0.1", "198.51.100.7", "127.0.0.1"),
        ("", None, "198.51.100.7", ""),
    ],
)
def test_only_trusted_proxies_are_believed(
    proxies: str, peer: str | None, forwarded: str, client: str
) -> None:
    assert Clients.from_environment({PROXIES: proxies}).client_of(peer, forwarded) == client


@pytest.mark.parametrize("value", ["proxy.example.org", "10.0.0.0/99", "127.0.0.1 ::1"])
def test_a_bad_list_of_proxies_is_named(value: str) -> None:
    with pytest.raises(ConfigurationError, match=PROXIES):
        Clients.from_environment({PROXIES: value})


@pytest.mark.parametrize("attack", ["brackets", "braces", "negations", "subqueries", "unions"])
def test_a_query_that_nests_too_deeply_is_the_clients_fault(unhurried: FlaskClient, attack: str) -> None:
    response = query(unhurried, ATTACKS[attack])
    assert (response.status_code, response.text) == (400, "the query is nested too deeply\n")


def test_limits_come_from_the_environment() -> None:
    found = Limits.from_environment(
        {"DCAT_PUBLISHER_SPARQL_SECONDS": "2.5", "DCAT_PUBLISHER_SPARQL_ROWS": "7"}
    )
    assert found == Limits(seconds=2.5, rows=7)
    assert Limits.from_json(found.to_json()) == found


@pytest.mark.parametrize("value", ["", "x", "0", "-1", "nan", "inf", "1.5"])
def test_a_bad_limit_is_named(value: str) -> None:
    with pytest.raises(ConfigurationError, match="DCAT_PUBLISHER_SPARQL_ROWS"):
        Limits.from_environment({"DCAT_PUBLISHER_SPARQL_ROWS": value})


class TestKeeper:
    def test_another_build_is_answered_from_without_a_gap(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        write_generated(out, 3)
        count = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }"
        limits = UNHURRIED
        with QueryService(out, limits):
            client = application(out, limits).test_client()
            assert b'"3"' in query(client, count).data
            next_out = tmp_path / "next"
            write_generated(next_out, 5)
            out.rename(tmp_path / "former")
            next_out.rename(out)
            found: list[bytes] = []
            end = time.monotonic() + 120
            while time.monotonic() < end and not (found and b'"5"' in found[-1]):
                response = query(client, count)
                assert response.status_code == 200
                found.append(response.data)
            assert b'"5"' in found[-1]
            assert all(b'"3"' in answer for answer in found[:-1])

    def test_a_broken_build_is_not_answered_from(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        write_generated(out, 3)
        with QueryService(out, UNHURRIED):
            client = application(out, UNHURRIED).test_client()
            assert works(client)
            (out / "catalog.nt").write_text("broken\n", "utf-8")
            site = (out / "site.json").read_text("utf-8")
            (out / "site.json").write_text(site + "\n", "utf-8")
            time.sleep(1.5)
            assert works(client)

    def test_workers_that_are_killed_are_replaced(self, generated: Path) -> None:
        with QueryService(generated, UNHURRIED):
            client = application(generated, UNHURRIED).test_client()
            for _ in range(20):
                assert query(client, ATTACKS["braces"]).status_code == 400
            assert works(client)

    def test_nothing_outlives_the_service(self, generated: Path, tmp_path: Path) -> None:
        out = tmp_path / "own"
        out.symlink_to(generated)
        with QueryService(out, UNHURRIED):
            assert works(application(out, UNHURRIED).test_client())
            assert len(processes_with(str(out))) >= 4
        assert gone(str(out))

    def test_nothing_outlives_an_application_that_started_it(
        self, generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(VARIABLE, raising=False)  # a service of the tests before would be asked instead
        out = tmp_path / "own"
        out.symlink_to(generated)
        client = application(out, UNHURRIED).test_client()
        assert works(client)
        assert started(str(out))
        del client
        gc.collect()
        assert gone(str(out))

    def test_a_service_ends_beside_a_process_that_was_forked(self, generated: Path, tmp_path: Path) -> None:
        out = tmp_path / "own"
        out.symlink_to(generated)
        with ExitStack() as stack:
            with QueryService(out, UNHURRIED):
                held = forked()  # it holds the input of the keeper open
                stack.callback(os.waitpid, held, 0)
                stack.callback(os.kill, held, signal.SIGKILL)
            assert gone(str(out))

    def test_nothing_outlives_the_process_that_started_it(self, generated: Path, tmp_path: Path) -> None:
        out = tmp_path / "own"
        out.symlink_to(generated)
        program = (
            "import sys, time; from pathlib import Path\n"
            "from dcat_publisher.serve.sparql import query_service\n"
            "with query_service(Path(sys.argv[1])): print(flush=True); time.sleep(60)"
        )
        process = subprocess.Popen([sys.executable, "-c", program, str(out)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        assert started(str(out))
        process.kill()
        process.wait()
        process.stdout.close()
        assert gone(str(out))


def forked() -> int:
    """Return the number of a process that has been forked from this one, and sleeps."""
    process = os.fork()
    if process == 0:
        time.sleep(300)
        os._exit(0)
    return process


def started(marker: str) -> bool:
    """Wait for a process to be there."""
    end = time.monotonic() + 120
    while not processes_with(marker) and time.monotonic() < end:
        time.sleep(0.05)
    return processes_with(marker) != []


def gone(marker: str) -> bool:
    """Wait for processes to end."""
    end = time.monotonic() + 120
    while processes_with(marker) and time.monotonic() < end:
        time.sleep(0.05)
    return processes_with(marker) == []


def processes_with(marker: str) -> list[int]:
    """Return the processes whose command line has a text, other than this one."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if marker.encode() in command and b"sparql.supervisor" in command and state != "Z":
                found.append(int(entry.name))
    return found
