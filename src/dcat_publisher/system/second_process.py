"""Work that a copy of this process does meanwhile, on another processor; only where a command allows it.

A copy shares the memory of its original until one of them writes there (fork), so nothing has to be sent to
it. Whatever goes wrong in the copy, the original does the work itself: it alone tells what is wrong.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import BinaryIO, Final, NoReturn

from dcat_publisher.system.lifetime import signalled_when_orphan

# A variable of the context: threads of a server, which must not fork, begin without it.
_ALLOWED: Final = ContextVar("second process", default=False)


def processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def second_process_allowed() -> Iterator[None]:
    """Let work be shared with a copy of this process; for commands, which are the whole of their process."""
    token = _ALLOWED.set(True)
    try:
        yield
    finally:
        _ALLOWED.reset(token)


def has_second_process() -> bool:
    """Return whether work may be shared: it is allowed, there is a processor, and no thread would be lost.

    A fork has one thread, and whatever another of them was at stays undone in it. Linux alone has forks that
    its libraries bear with.
    """
    return (
        _ALLOWED.get()
        and sys.platform.startswith("linux")
        and processors() > 1
        and threading.active_count() == 1
    )


class Copy:
    """A copy of this process that does some work."""

    def __init__(self, process: int, stream: BinaryIO) -> None:
        self._process = process
        self._stream = stream
        self._has_ended = False

    def answer(self) -> bytes | None:
        """Wait for the answer of the work, and return it; None where the work failed."""
        answer = self._stream.read()
        _, status = os.waitpid(self._process, 0)
        self._has_ended = True
        return (answer or None) if status == 0 else None

    def end(self) -> None:
        """End the copy, unless it has ended."""
        if not self._has_ended:
            with suppress(ProcessLookupError, ChildProcessError):  # a signal came just after it had ended
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)


@contextmanager
def meanwhile(work: Callable[[], bytes]) -> Iterator[Copy]:
    """Start work in a copy of this process, which ends with the block, done or not, and with this process."""
    reader, writer = os.pipe()
    parent, left = os.getpid(), signal.getitimer(signal.ITIMER_VIRTUAL)[0]
    process = os.fork()
    if process == 0:
        os.close(reader)
        _work(work, writer, parent, left)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        copy = Copy(process, stream)
        try:
            yield copy
        finally:
            copy.end()


def _work(work: Callable[[], bytes], writer: int, parent: int, seconds: float) -> NoReturn:
    """Do the work in the copy, within the processor time that the original has left, and end."""
    code = 1
    try:
        signalled_when_orphan(parent)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        with os.fdopen(writer, "wb") as stream:
            stream.write(work())
        code = 0
    finally:  # whatever is wrong, the original comes upon it, too
        os._exit(code)
