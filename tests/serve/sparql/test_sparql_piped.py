"""Queries where nothing can be forked: processes asked through pipes, here as on Windows."""

from __future__ import annotations

import gc
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from dcat_publisher.serve.sparql.client import BusyError, GoneError, UnavailableError
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import Question
from dcat_publisher.serve.sparql.piped import PipedService
from tests.generated_site import write_generated
from tests.processes import descendants, left_of
from tests.serve.sparql.test_sparql_limits import ATTACKS

pytestmark = pytest.mark.slow
LIMITS = Limits(seconds=300, rows=1000, workers=1, patience=300)
ENDLESS = ATTACKS["six-fold cross product, counted"]
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <http://www.w3.org/ns/dcat#Dataset> }"


def asked(service: PipedService, query: str, *, gone: bool = False) -> tuple[int, bytes]:
    reply = service.ask("a client", Question(query, "text/csv", "text/turtle"), lambda: gone)
    return reply.status, reply.body


@contextmanager
def nothing_left() -> Iterator[None]:
    """Hold that the processes end with what started them."""
    before = set(descendants_here())
    yield
    gc.collect()
    assert left_of([process for process in descendants_here() if process not in before]) == []


def descendants_here() -> list[int]:
    return descendants(os.getpid())


def test_answers_and_says_what_is_wrong(generated: Path) -> None:
    with nothing_left():
        service = PipedService(generated, LIMITS)
        assert asked(service, COUNT) == (200, b"n\r\n60\r\n")
        assert asked(service, "SELECT")[0] == 400
        status, reason = asked(service, ATTACKS["six-fold cross product"])
        assert (status, b"1000" in reason) == (400, True)
        assert asked(service, COUNT) == (200, b"n\r\n60\r\n")
        del service


def test_what_takes_too_long_is_stopped_and_the_next_is_answered(generated: Path) -> None:
    with nothing_left():
        service = PipedService(generated, replace(LIMITS, seconds=0.5))
        assert asked(service, ENDLESS) == (503, b"the query took more than 0.5 seconds and was stopped\n")
        service = PipedService(generated, LIMITS)
        assert asked(service, COUNT)[0] == 200
        with pytest.raises(GoneError):
            asked(service, ENDLESS, gone=True)
        assert asked(service, COUNT)[0] == 200
        del service


def test_a_process_that_is_gone_is_replaced_and_so_is_a_build(tmp_path: Path) -> None:
    write_generated(tmp_path / "out", 2)
    write_generated(tmp_path / "next", 3)
    with nothing_left():
        service = PipedService(tmp_path / "out", LIMITS)
        assert asked(service, COUNT) == (200, b"n\r\n2\r\n")
        shutil.rmtree(tmp_path / "out")
        (tmp_path / "next").rename(tmp_path / "out")
        assert asked(service, COUNT) == (200, b"n\r\n3\r\n")
        shutil.rmtree(tmp_path / "out")
        with pytest.raises(UnavailableError):
            asked(service, COUNT)
        del service


def test_who_finds_all_at_work_is_told_so(generated: Path) -> None:
    service = PipedService(generated, replace(LIMITS, patience=0.01))
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            with suppress(GoneError, BusyError):
                service.ask("a client", Question(ENDLESS, "text/csv", None), stop.is_set)

    def find_all_at_work() -> None:
        while True:
            asked(service, COUNT)

    first = threading.Thread(target=ask)
    first.start()
    try:
        with pytest.raises(BusyError):
            find_all_at_work()
    finally:
        stop.set()
        first.join()
