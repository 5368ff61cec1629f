"""The process that answers one query after another, held by the kernel to its limits.

* Time: an alarm whose default action ends the process, whatever the engine is doing then.
* Memory: RLIMIT_AS, where the system enforces it; an allocation beyond it ends the process.
* Connections and files: RLIMIT_NOFILE leaves room for one more descriptor, which is the connection that
  the question came by. While a query runs there is room for none: no socket, no file, no name look-up,
  whatever the engine tries.
* Company: a query ends with the connection that it came by.

No code runs between a limit and the end of the process, so nothing can catch it or wait for it.
"""

from __future__ import annotations

import faulthandler
import os
import select
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from dcat_publisher.serve.sparql.evaluation import Evaluator, reply_to
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import STARTED, read_question, write_reply
from dcat_publisher.system.posix import fcntl, resource

_LISTENER: Final = 3
_LIFELINE: Final = 4
_CONNECTION: Final = 5
_STATUS: Final = Path("/proc/self/statm")
# More memory than this kept after a query, and the worker is replaced by a fresh one.
_KIB_KEPT: Final = 64 * 1024
_NICENESS: Final = 10


def work(listener: socket.socket, lifeline: socket.socket, evaluator: Evaluator) -> None:
    """Answer what is asked at `listener` until the other end of `lifeline` is closed; never returns."""
    try:
        listener, lifeline = _enclose(listener, lifeline, evaluator.limits)
        used = _memory_used()
        while _memory_used() - used < _KIB_KEPT:
            ready, _, _ = select.select([listener, lifeline], [], [])
            if lifeline in ready:
                break
            _answer_one(listener, evaluator)
    finally:
        os._exit(0)


def _memory_used() -> int:
    """The most memory that was resident, in KiB (macOS counts bytes, and so replaces sooner)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _answer_one(listener: socket.socket, evaluator: Evaluator) -> None:
    try:
        connection, _ = listener.accept()
    except OSError:  # another worker was faster
        return
    connection.setblocking(True)
    signal.setitimer(signal.ITIMER_REAL, evaluator.limits.seconds)
    try:
        with connection, cast("BinaryIO", connection.makefile("rwb")) as stream:
            question = read_question(stream)
            connection.sendall(STARTED)
            with _attached(connection):
                reply = reply_to(evaluator, question)
            write_reply(stream, reply)
    except (OSError, EOFError):  # the one who asked has gone
        pass
    signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _attached(connection: socket.socket) -> Iterator[None]:
    """Let the process end with its connection, and say on it what signal ends the process.

    The kernel sends SIGIO when the other end is closed, which ends a process on Linux (elsewhere the query
    runs on until its time is up). What nests too deeply runs over the end of the stack.
    """
    faulthandler.enable(connection.fileno(), all_threads=False)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(connection, fcntl.F_GETFL)
    fcntl.fcntl(connection, fcntl.F_SETFL, flags | os.O_ASYNC)
    try:
        if select.select([connection], [], [], 0)[0]:  # closed before the kernel was told to say so
            raise EOFError
        yield
    finally:
        fcntl.fcntl(connection, fcntl.F_SETFL, flags)
        faulthandler.disable()


def _enclose(
    listener: socket.socket, lifeline: socket.socket, limits: Limits
) -> tuple[socket.socket, socket.socket]:
    """Return the process its limits, and its descriptors the lowest places: no gap is left below them."""
    for number in (signal.SIGALRM, signal.SIGIO):
        signal.signal(number, signal.SIG_DFL)
    os.nice(_NICENESS)
    kept = os.dup(listener.fileno()), os.dup(lifeline.fileno())
    null = os.open(os.devnull, os.O_RDWR)
    for place, descriptor in enumerate((null, null, null, *kept)):
        os.dup2(descriptor, place, inheritable=False)
    listener.detach()
    lifeline.detach()
    _limit_memory(limits)
    _be_the_first_to_go()
    os.closerange(_CONNECTION, os.sysconf("SC_OPEN_MAX"))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_CONNECTION + 1, _CONNECTION + 1))
    _prove_that_nothing_opens()
    enclosed = socket.socket(fileno=_LISTENER), socket.socket(fileno=_LIFELINE)
    enclosed[0].setblocking(False)
    return enclosed


def _limit_memory(limits: Limits) -> None:
    if _STATUS.exists():
        pages = int(_STATUS.read_text().split()[0])
        most = pages * resource.getpagesize() + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _be_the_first_to_go() -> None:
    """When the whole machine runs out of memory, Linux should end a worker rather than anything else."""
    score = Path("/proc/self/oom_score_adj")
    if score.exists():
        score.write_text("1000")


def _prove_that_nothing_opens() -> None:
    """End the process when a socket can be opened though the place of the connection is taken."""
    taken = os.dup(_LISTENER)
    try:
        for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
            try:
                socket.socket(family).close()
            except OSError:
                continue
            os._exit(70)  # EX_SOFTWARE of sysexits.h
    finally:
        os.close(taken)
