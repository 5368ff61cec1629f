"""How a server ends: answers that are under way come first, unless it is told a second time.

Granian ends its workers one way: they take no connection any more, answer what they have, and are killed when
that takes too long. What is added here: the second signal, which granian passes over; a word to who waits at
a terminal; that Ctrl-C, which the system sends to every process at a terminal, is the parent's to act on; and
that nobody is told of a worker that was killed where it ended by itself.
"""

from __future__ import annotations

import logging
import math
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from threading import Timer
from types import FrameType
from typing import Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
# Nobody is told of an end that comes at once.
_SECONDS_BEFORE_A_WORD: Final = 1.0
_KILLING: Final = "Killing "
"""How the line begins that granian writes of a worker which took too long."""


class GentleEnd:
    """Has the first SIGTERM or Ctrl-C end a server gently, and the second end it at once."""

    def __init__(self, speak: Callable[[], None], seconds: float) -> None:
        """Take what says that answers are waited for, and how long the server waits for them."""
        self._word = Timer(_SECONDS_BEFORE_A_WORD, speak)
        self._word.daemon = True
        self._seconds = seconds
        self._patient_until = -math.inf

    def begin(self) -> None:
        """Take the signals over; to be called in the main thread when the server has set its handlers."""
        gently, owner = signal.getsignal(signal.SIGTERM), os.getpid()
        assert callable(gently)

        def first(number: int, frame: FrameType | None) -> None:
            if os.getpid() != owner:  # a worker that was forked a moment ago, and answers nothing yet
                os._exit(0)
            for one in _SIGNALS:
                signal.signal(one, _second)
            self._word.start()
            self._patient_until = time.monotonic() + self._seconds
            gently(number, frame)

        for one in _SIGNALS:
            signal.signal(one, first)
        logging.getLogger("_granian").addFilter(self.is_true)

    def is_true(self, record: logging.LogRecord) -> bool:
        """Return whether what granian logs is so.

        Two of its threads wait for each worker. When the other one was first, one that has ended is taken
        for one that will not, and is said to be killed long before its time is over.
        """
        return not record.getMessage().startswith(_KILLING) or time.monotonic() >= self._patient_until

    def over(self) -> None:
        """Say nothing any more: the server has ended."""
        self._word.cancel()


def _second(_: int, __: FrameType | None) -> None:
    for worker in multiprocessing.active_children():
        worker.kill()


def as_a_worker() -> None:
    """Let the process end at once when it is told so before it answers anything."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    leave_the_terminal_to_the_parent()


def leave_the_terminal_to_the_parent() -> None:
    """Pass Ctrl-C over in a worker: its parent says when it has to end, and whether gently."""
    if os.name == "posix":  # where workers are told by SIGTERM; on Windows Ctrl-C is the only gentle way
        signal.signal(signal.SIGINT, signal.SIG_IGN)
