"""The time that shapes may take is bounded by the clock too, for a loaded machine computes little."""

import signal
import threading

import pytest

from dcat_publisher.shacl.limits import WALL, TimeBoundError, within


def test_waiting_is_bounded_as_computing_is() -> None:
    """An event that never comes uses no processor time at all."""
    with pytest.raises(TimeBoundError, match="takes more than 0 seconds of processor time"), within(0.05):
        threading.Event().wait(60)


def test_nothing_is_left_of_the_bounds() -> None:
    former = signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGVTALRM)
    with within(60):
        assert 60 < signal.getitimer(signal.ITIMER_REAL)[0] <= WALL * 60
    assert signal.getitimer(signal.ITIMER_REAL)[0] == signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    assert (signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGVTALRM)) == former
