"""How far a long work is: silent at first, a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import io

import pytest

from dcat_publisher.cli.progress import Progress

pytestmark = pytest.mark.usefixtures("english")


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("time.monotonic", clock)
    return clock


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_what_is_over_within_a_second_is_not_told(clock: Clock, stream: io.StringIO) -> None:
    with Progress("pushed", "graphs", 2, stream) as progress:
        progress.step()
        clock.now += 0.5
        progress.step()
    assert stream.getvalue() == ""


def test_a_log_gets_a_line_every_five_seconds(clock: Clock) -> None:
    stream = io.StringIO()
    progress = Progress("checking", "datasets", stream=stream)
    for done in range(1, 13):
        clock.now += 1
        progress(done, 12)
    progress.end()
    assert stream.getvalue() == "checking 5 of 12 datasets\nchecking 10 of 12 datasets\n"


def test_a_terminal_gets_a_bar_that_ends_below_itself(clock: Clock) -> None:
    stream = Terminal()
    with Progress("pushed", "graphs", 4, stream) as progress:
        for _ in range(4):
            clock.now += 2
            progress.step()
    assert "pushed" in stream.getvalue()
    assert "4/4" in stream.getvalue()
    assert stream.getvalue().rstrip("\x1b[?25h").endswith("\n")


def test_counting_may_stop_early(clock: Clock) -> None:
    stream = Terminal()
    progress = Progress("building", "datasets", stream=stream)
    clock.now += 2
    progress(3, 10)
    progress.end()
    progress.end()
    assert "3/10" in stream.getvalue()
