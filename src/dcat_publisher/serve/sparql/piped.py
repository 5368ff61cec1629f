"""Answering queries where nothing can be forked: by processes of each web process, asked through pipes.

What it gives up against `service`: no bound on memory, no share of one client's in all web processes
together, no sharing of the data between processes. Time, rows, bytes and the queue are bounded as there.
"""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final, cast

from dcat_publisher.publish.manifest import SITE_FILE
from dcat_publisher.serve.sparql.client import BusyError, GoneError, UnavailableError
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import (
    STARTED,
    CrashError,
    Question,
    Reply,
    read_reply,
    write_question,
)
from dcat_publisher.system.stamps import stamps

PROGRAM: Final = "dcat_publisher.serve.sparql.piped_worker"
_SECONDS_BETWEEN_LOOKS: Final = 0.25
# How long the data may take to be loaded, and an answer to go through the pipe.
_SECONDS_TO_LOAD: Final = 300.0
_MARGIN: Final = 5.0
# The exit code that faulthandler gives a process whose time is up; what the system ends has another one.
_OVERTIME: Final = 1


class PipedService:
    """Answers questions on the build in a folder by a few processes, each started when it is first needed."""

    def __init__(self, out: Path, limits: Limits) -> None:
        self._limits = limits
        self._free: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for _ in range(limits.workers):
            self._free.put(_Worker(out.absolute(), limits))

    def ask(self, client: str, question: Question, gone: Callable[[], bool]) -> Reply:
        """Return the reply to a question; raises BusyError, GoneError or UnavailableError."""
        del client  # how many one client has under way in this process is counted before
        try:
            worker = self._free.get(timeout=self._limits.patience)
        except queue.Empty as error:
            raise BusyError from error
        try:
            return worker.ask(question, gone)
        finally:
            self._free.put(worker)


class _Worker:
    """One process, replaced when it has ended or another build has taken the place of its own."""

    def __init__(self, out: Path, limits: Limits) -> None:
        self._out = out
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._stamp: object = None
        self._end: Callable[[], object] = lambda: None

    def ask(self, question: Question, gone: Callable[[], bool]) -> Reply:
        process = self._running()
        exchange = _Exchange(process, question)
        try:
            if not exchange.wait(exchange.started, _SECONDS_TO_LOAD, gone):
                raise UnavailableError("the catalogue cannot be read, or takes too long")
            exchange.wait(exchange.ended, self._limits.seconds + _MARGIN, gone)
        except BaseException:
            self._end()
            raise
        if exchange.reply is not None:
            return exchange.reply
        overtime = _ran_out_of_time(process)
        self._end()
        if overtime:
            limit = f"{self._limits.seconds:g} seconds"
            return Reply.refusal(503, f"the query took more than {limit} and was stopped")
        return Reply.refusal(503, "the query needs more memory, or nests deeper, than its process can")

    def _running(self) -> subprocess.Popen[bytes]:
        stamp = stamps([self._out / SITE_FILE])
        if self._process is None or self._process.poll() is not None or stamp != self._stamp:
            self._end()
            self._stamp = stamp
            self._process = subprocess.Popen(
                # -P: no module is taken from the working folder, which may be a stranger's.
                [sys.executable, "-P", "-m", PROGRAM, str(self._out), self._limits.to_json()],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
            self._end = weakref.finalize(self, _kill, self._process)
        return self._process


class _Exchange:
    """A question that is asked in a thread of its own, since no system lets all pipes be waited for."""

    def __init__(self, process: subprocess.Popen[bytes], question: Question) -> None:
        self.started = threading.Event()
        self.ended = threading.Event()
        self.reply: Reply | None = None
        threading.Thread(target=self._run, args=(process, question), daemon=True).start()

    def wait(self, event: threading.Event, seconds: float, gone: Callable[[], bool]) -> bool:
        """Wait for an event; False when it did not come. Raises GoneError."""
        end = time.monotonic() + seconds
        while not event.wait(min(_SECONDS_BETWEEN_LOOKS, max(0.0, end - time.monotonic()))):
            if gone():
                raise GoneError
            if self.ended.is_set() or time.monotonic() >= end:
                return False
        return True

    def _run(self, process: subprocess.Popen[bytes], question: Question) -> None:
        source, target = cast("BinaryIO", process.stdout), cast("BinaryIO", process.stdin)
        try:
            write_question(target, question)
            if source.read(1) == STARTED:
                self.started.set()
                self.reply = read_reply(source)
        except (OSError, EOFError, ValueError, CrashError):  # it has ended, or is ended
            pass
        self.ended.set()


def _ran_out_of_time(process: subprocess.Popen[bytes]) -> bool:
    """Return whether a process ended itself because of the time, or has not ended though that is over."""
    try:
        return process.wait(_MARGIN) == _OVERTIME
    except subprocess.TimeoutExpired:
        return True


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
