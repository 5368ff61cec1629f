"""A server that is told to end: what is under way is answered, nothing new is taken, nothing is left."""

from __future__ import annotations

import http.client
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGINT, SIGTERM
from typing import NamedTuple
from urllib.parse import quote

import pytest

from dcat_publisher.serve.logs import Voice
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.stopping import GentleEnd
from tests.generated_site import write_generated
from tests.processes import descendants, left_of
from tests.serve.test_live import until

slow = pytest.mark.slow
_PROGRAM = """
import sys
from pathlib import Path
from signal import SIGINT, SIGTERM
from dcat_publisher.serve.endpoint import serve
serve(Path(sys.argv[1]), host="127.0.0.1", port=0, workers=int(sys.argv[2]))
"""
# Nothing here ends by the time that it takes.
_UNHURRIED = {f"DCAT_PUBLISHER_SPARQL_{name}": "300" for name in ("SECONDS", "PATIENCE")}
_WAIT = "at most 901 seconds"


class Server(NamedTuple):
    """A server of which the one process that evaluates queries is held, and a query asked of it."""

    process: subprocess.Popen[str]
    address: tuple[str, int]
    held: int
    children: list[int]
    asking: threading.Thread
    answers: list[tuple[int, bytes]]

    def is_closed(self) -> bool:
        """Tell whether a new connection is refused."""
        with socket.socket() as probe:
            return probe.connect_ex(self.address) != 0

    def said(self) -> str:
        """Return the rest of what it says, when it has ended."""
        assert self.process.stderr is not None
        return self.process.stderr.read()


def evaluating(server: int) -> list[int]:
    """Return the processes that evaluate queries: three below the server, where nothing else is."""
    holders = [child for keeper in descendants(server) for child in descendants(keeper)]
    return [worker for holder in holders for worker in descendants(holder)]


@contextmanager
def asked(folder: Path, workers: int) -> Iterator[Server]:
    """Start a server, hold its queries up, and ask one."""
    write_generated(folder / "out", 3)
    with tempfile.TemporaryDirectory() as temporary:  # a short name: the socket of the query service is in it
        yield from held_up(folder / "out", Path(temporary), workers)


def held_up(out: Path, temporary: Path, workers: int) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(out), str(workers)],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, **_UNHURRIED, "TMPDIR": str(temporary), "DCAT_PUBLISHER_SPARQL_WORKERS": "1"},
    )  # fmt: skip
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert line.startswith("serving "), line + process.stderr.read()
        host, _, port = line.split("http://")[1].split("/")[0].partition(":")
        address = host, int(port)
        assert until(lambda: len(evaluating(process.pid)) == 1, 120)
        held = evaluating(process.pid)[0]
        os.kill(held, signal.SIGSTOP)
        answers: list[tuple[int, bytes]] = []
        asking = threading.Thread(target=ask, args=(address, answers))
        asking.start()
        assert until(lambda: list(temporary.glob("*/turn-*")) != [], 120)
        yield Server(process, address, held, descendants(process.pid), asking, answers)
        asking.join(120)
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def ask(address: tuple[str, int], answers: list[tuple[int, bytes]]) -> None:
    connection = http.client.HTTPConnection(*address, timeout=300)
    try:
        query = quote("SELECT (COUNT(*) AS ?n) { ?s a <http://www.w3.org/ns/dcat#Dataset> }")
        connection.request("GET", f"/sparql?query={query}", headers={"Accept": "text/csv"})
        answer = connection.getresponse()
        answers.append((answer.status, answer.read()))
    except (OSError, http.client.HTTPException):
        pass
    finally:
        connection.close()


@slow
@pytest.mark.parametrize(("workers", "number"), [(1, SIGTERM), (2, SIGTERM), (2, SIGINT)])
def test_what_is_under_way_is_answered_whole(tmp_path: Path, workers: int, number: int) -> None:
    with asked(tmp_path, workers) as server:
        # As the system sends them: SIGTERM to the server, Ctrl-C to all that is at the terminal.
        (os.kill if number == SIGTERM else os.killpg)(server.process.pid, number)
        assert until(server.is_closed, 120)
        assert server.process.poll() is None
        assert server.answers == []
        os.kill(server.held, signal.SIGCONT)
        assert server.process.wait(120) == 0
        server.asking.join(120)
        assert server.answers == [(200, b"n\r\n3\r\n")]
        assert left_of(server.children) == []
        said = server.said().splitlines()
        assert [line for line in said if _WAIT not in line] == []


@slow
def test_the_second_signal_ends_at_once(tmp_path: Path) -> None:
    with asked(tmp_path, 2) as server:
        server.process.send_signal(SIGTERM)
        assert server.process.stderr is not None
        assert _WAIT in server.process.stderr.readline()
        server.process.send_signal(SIGINT)
        assert server.process.wait(120) == 0
        server.asking.join(120)
        assert server.answers == []
        assert left_of(server.children) == []
        assert "Traceback" not in server.said()


@pytest.mark.parametrize(
    ("limits", "seconds"),
    [(Limits(), 21), (Limits(seconds=2.5, patience=0.1), 4), (Limits(seconds=300, patience=300), 901)],
)
def test_how_long_answers_are_waited_for_follows_from_their_limits(limits: Limits, seconds: int) -> None:
    assert limits.longest_answer == seconds


@pytest.mark.parametrize(("language", "start"), [("nb", "katalogen vises på x"), ("nn", "katalogen blir")])
def test_the_server_speaks_the_language_of_its_reader(
    language: str, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Voice(language=language).say("serving", address="x", resources=3, version="1")
    assert capsys.readouterr().err.startswith(start)


def test_a_worker_that_ended_by_itself_is_not_said_to_be_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Granian says so where its own two threads were too quick for each other."""
    before = {number: signal.getsignal(number) for number in (SIGTERM, SIGINT)}
    logger = logging.getLogger("_granian")
    killed = logger.makeRecord(
        "_granian", logging.WARNING, "", 0, "Killing worker-1 after it refused to gracefully stop", (), None
    )
    other = logger.makeRecord("_granian", logging.WARNING, "", 0, "Something else", (), None)
    end = GentleEnd(lambda: None, 21)
    try:
        signal.signal(SIGTERM, lambda *_: None)
        end.begin()
        assert all(map(logger.filter, (killed, other)))
        os.kill(os.getpid(), SIGTERM)
        assert [bool(logger.filter(record)) for record in (killed, other)] == [False, True]
        later = time.monotonic() + 22
        monkeypatch.setattr("dcat_publisher.serve.stopping.time.monotonic", lambda: later)
        assert all(map(logger.filter, (killed, other)))
    finally:
        end.over()
        logger.removeFilter(end.is_true)
        for number, handler in before.items():
            signal.signal(number, handler)
