"""What an operator hears of the server: access log, structured log, `/metrics`, `/health`, how it stops."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.version import __version__
from dcat_publisher.publish.manifest import SITE_FILE
from dcat_publisher.serve.app import create_app
from dcat_publisher.serve.front import Front
from dcat_publisher.serve.metrics import Counters, counted, exposition
from dcat_publisher.serve.monitoring import address_of
from dcat_publisher.serve.observation import AccessLog, Observation, ObservedFront, Observer
from dcat_publisher.serve.server import Observed
from tests.publish.output_support import built, write_source
from tests.serve.test_server import get

SEEN = Observation(
    "10.0.0.1",
    "GET",
    '/a"b\n\x1b[31m',
    "q=1",
    "HTTP/1.1",
    'Agent "x"\r\nfalse',
    200,
    17,
    "https://p.example",
    0.0021,
)


class Exchange:
    """An exchange of granian's, as far as a request without a body needs one."""

    def __init__(self) -> None:
        self.status = 0

    def response_bytes(self, status: int, *_: object) -> None:
        self.status = status

    def response_file(self, status: int, *_: object) -> None:
        self.status = status

    async def client_disconnect(self) -> None:
        await asyncio.sleep(3600)


class Scope:
    """A request of granian's."""

    http_version, server, client, scheme, method = "1.1", "127.0.0.1:80", "127.0.0.1:5", "http", "GET"
    query_string = ""

    def __init__(self, path: str, accept: str) -> None:
        self.path = path
        self._fields = [("host", "x"), ("accept", accept), ("user-agent", "test/1")]

    @property
    def headers(self) -> Scope:
        return self

    def items(self) -> list[tuple[str, str]]:
        return self._fields


def asked(out: Path, *observers: Observer, path: str = "/datasets/a", accept: str = "text/turtle") -> int:
    """Ask an observed application once; return the status."""
    exchange = Exchange()
    front = ObservedFront(create_app(out), 1, observers)
    asyncio.run(front(Scope(path, accept), exchange))  # type: ignore[arg-type]
    return exchange.status


def test_each_request_is_told_with_its_size_agent_and_profile(tmp_path: Path) -> None:
    out, seen = tmp_path / "out", list[Observation]()
    built(write_source(tmp_path / "source"), out)
    assert asked(out, seen.append) == 200
    assert asked(out, seen.append, path="/nowhere") == 404
    document, missing = seen
    assert document[:8] == (
        "127.0.0.1", "GET", "/datasets/a", "", "HTTP/1.1", "test/1", 200,
        (out / "datasets/a.ttl").stat().st_size,
    )  # fmt: skip
    assert document.profile.startswith("https://data.norge.no/specification/dcat-ap-no")
    assert 0 < document.seconds < 60
    assert (missing.status, missing.profile) == (404, "")


def test_a_line_of_the_log_is_one_line_whatever_a_client_sends() -> None:
    for form in ("text", "json"):
        stream = StringIO()
        AccessLog(form, stream)(SEEN._replace(agent=SEEN.agent * 1000))
        line = stream.getvalue()
        assert line.count("\n") == 1
        assert line.isascii()
        assert line.strip().isprintable()
        assert len(line) < 3000


def test_the_json_line_has_every_field() -> None:
    stream = StringIO()
    AccessLog("json", stream)(SEEN)
    said = json.loads(stream.getvalue())
    assert datetime.fromisoformat(said.pop("time")).tzinfo is not None
    assert said == {
        "event": "request", "client": "10.0.0.1", "method": "GET", "path": SEEN.path, "query": "q=1",
        "protocol": "HTTP/1.1", "status": 200, "bytes": 17, "ms": 2.1, "agent": SEEN.agent,
        "profile": "https://p.example",
    }  # fmt: skip


def test_the_text_line_is_in_the_order_of_the_combined_format() -> None:
    stream = StringIO()
    AccessLog("text", stream)(SEEN._replace(path="/a", agent=""))
    pattern = r'10\.0\.0\.1 - - \[[^]]+Z\] "GET /a\?q=1 HTTP/1\.1" 200 17 "-" "https://p\.example" 2\.100\n'
    assert re.fullmatch(pattern, stream.getvalue())


def test_counters_of_several_processes_are_added_up(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from dcat_publisher.serve.metrics import Counters\n"
        "from dcat_publisher.serve.observation import Observation\n"
        f"SEEN = {SEEN!r}\n"
        "count = Counters(Path(sys.argv[1])); count(SEEN); count(SEEN._replace(path='/sparql', status=503))"
    )
    for _ in range(2):  # both have ended when they are read
        subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, timeout=120)
    Counters(tmp_path)(SEEN._replace(method="BREW", status=418, seconds=99))
    text = exposition(counted(tmp_path), [("query_limit", "A bound.", '{limit="rows"}', 5)])
    rows = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    name = "dcat_publisher_requests_total"
    assert rows[f'{name}{{kind="document",method="GET",status="200"}}'] == "2"
    assert rows[f'{name}{{kind="sparql",method="GET",status="503"}}'] == "2"
    assert rows[f'{name}{{kind="other",method="other",status="0"}}'] == "1"
    latency = "dcat_publisher_request_duration_seconds"
    assert rows[f'{latency}_bucket{{kind="document",le="0.001"}}'] == "0"
    assert rows[f'{latency}_bucket{{kind="document",le="0.005"}}'] == "2"
    assert rows[f'{latency}_bucket{{kind="other",le="60.0"}}'] == "0"
    assert rows[f'{latency}_bucket{{kind="other",le="+Inf"}}'] == "1"
    assert rows[f'{latency}_count{{kind="other"}}'] == "1"
    assert float(rows[f'{latency}_sum{{kind="document"}}']) == pytest.approx(0.0042)
    assert rows['dcat_publisher_response_bytes_total{kind="document"}'] == "34"
    assert rows['dcat_publisher_query_limit{limit="rows"}'] == "5"
    assert text.count("# TYPE dcat_publisher_request_duration_seconds histogram\n") == 1


@pytest.mark.parametrize(
    ("text", "address"),
    [("9100", ("127.0.0.1", 9100)), ("0.0.0.0:1", ("0.0.0.0", 1)), ("[::1]:9", ("::1", 9))],
)
def test_where_metrics_are_answered(text: str, address: tuple[str, int]) -> None:
    assert address_of(text) == address


@pytest.mark.parametrize("text", ["", "x", "localhost", "127.0.0.1:", ":65536", "9100/x", "-1", "۹"])
def test_where_metrics_cannot_be_answered(text: str) -> None:
    with pytest.raises(ConfigurationError, match="--metrics"):
        address_of(text)


def test_nobody_who_is_not_observed_pays_for_it() -> None:
    assert Observed().observers() == []
    assert ObservedFront.__call__ is not Front.__call__


def test_health_says_version_and_when_it_was_built(tmp_path: Path) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    os.utime(out / SITE_FILE, (1_600_000_000, 1_600_000_000))
    built(source, out)  # nothing is new: the manifest stays as it was
    os.utime(out, (1_700_000_000, 1_700_000_000))
    said = create_app(out).test_client().get("/health").json
    assert said is not None
    assert said["version"] == __version__
    assert said["changed"] == "2020-09-13T12:26:40.000Z"
    assert said["built"] == "2023-11-14T22:13:20.000Z"


@pytest.mark.slow
def test_the_command_counts_and_logs_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """Two workers; SIGTERM ends both, with exit code 0."""
    source = write_source(tmp_path / "source")
    words = "serve", str(source), "--out", str(tmp_path / "out"), "--port", "0", "--workers", "2", "-q"
    more = "--access-log", "--log-format", "json", "--metrics", "127.0.0.1:0"
    command = [str(Path(sys.executable).with_name("dcat-publisher")), *words, *more]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    try:
        metrics, serving = (json.loads(process.stderr.readline()) for _ in range(2))
        assert (metrics["event"], serving["event"]) == ("metrics", "serving")
        address = serving["address"].removeprefix("http://").rstrip("/")
        for _ in range(20):
            assert get(address, "/datasets/a", Accept="text/turtle")[0] == 200
        text = urllib.request.urlopen(metrics["address"], timeout=120).read().decode()
        assert 'requests_total{kind="document",method="GET",status="200"} 20\n' in text
        assert "dcat_publisher_build_timestamp_seconds 1" in text
        assert 'dcat_publisher_query_limit{limit="seconds"} 10' in text
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(metrics["address"].replace("metrics", "health"), timeout=120)
        process.send_signal(signal.SIGTERM)
        lines = [json.loads(line) for line in process.stderr]
        assert process.wait(timeout=120) == 0
    finally:
        process.kill()
        process.stderr.close()
        process.wait()
    requests = [line for line in lines if line["event"] == "request"]
    assert len(requests) == 20
    assert {line["agent"] for line in requests} == {""}
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".dcat-publisher")] == []
    assert datetime.fromisoformat(serving["time"]) <= datetime.now(UTC)
