"""How long shapes that others wrote may take: their patterns and nesting can be made to take for ever."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.system.settings import seconds_in

_WORDS: Final = Words(__file__).group("limit")
SECONDS: Final = 8.0
"""Seconds of processor time that shapes may take on the smallest of files."""
SECONDS_PER_MEGABYTE: Final = 10.0
WALL: Final = 4
"""How many times as long it may take by the clock, where others use the processors as well."""
VARIABLE: Final = "DCAT_PUBLISHER_SHACL_SECONDS"
"""The environment variable that sets another number of seconds, whatever the size."""


class TimeBoundError(ConfigurationError):
    """The time that shapes may take has passed."""


def seconds_for(size: int) -> float:
    """Return the seconds of processor time for data of a size in bytes; the environment may say otherwise."""
    given = seconds_in(VARIABLE)
    return SECONDS + SECONDS_PER_MEGABYTE * size / 1_000_000 if given is None else given


def too_long(seconds: float) -> Message:
    """Return the words for the time having passed: what stands behind the name of what took it."""
    return filled(_WORDS["too_long"], seconds=f"{seconds:.0f}", variable=VARIABLE)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TimeBoundError once this process has computed for so long, also amid the search for a pattern.

    It is raised as well when WALL times as long has passed by the clock: a loaded machine waits no longer.
    Where there are no such timers (Windows), or in a thread that gets no signals, nothing is limited.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeBoundError(filled(_WORDS["validation"], too_long=too_long(seconds)))

    with (
        _timer(signal.SIGVTALRM, signal.ITIMER_VIRTUAL, seconds, stop),
        _timer(signal.SIGALRM, signal.ITIMER_REAL, WALL * seconds, stop),
    ):
        yield


@contextmanager
def _timer(
    number: signal.Signals, timer: int, seconds: float, stop: Callable[[int, FrameType | None], None]
) -> Iterator[None]:
    former = signal.signal(number, stop)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, former)


@contextmanager
def clock_stopped() -> Iterator[None]:
    """Let no time pass for `within` by the clock, while another process runs that has a bound of its own."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left)
