"""How far a long work is, on standard error: click's bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Final, Protocol, TextIO

import click

from dcat_publisher.cli.call_language import call_language
from dcat_publisher.model.language import Words

_WORDS: Final = Words(__file__).group("progress")
_SECONDS_BETWEEN_LINES: Final = 5.0
_SECONDS_OF_SILENCE: Final = 1.0
"""Nothing is said of what is over within this time."""


class _Bar(Protocol):
    """What is needed of click's bar, whose class has no public name."""

    pos: int

    def update(self, n_steps: int) -> None:
        """Go so many steps on."""


class Progress:
    """Counts things of a kind: `Progress("pushed", "graphs", 12)` says `pushed 3 of 12 graphs`.

    It is called with how many are done of how many, or counts one more with `step`. What is done, and with
    what, are keys of its words.
    """

    def __init__(self, what: str, things: str, total: int = 0, stream: TextIO | None = None) -> None:
        self._keys, self._total, self._done = (what, things), total, 0
        self._stream = sys.stderr if stream is None else stream
        self._bar: _Bar | None = None
        self._drawn = ExitStack()
        self._start = self._last = time.monotonic()

    def step(self) -> None:
        """Count one more."""
        self(self._done + 1, self._total)

    def __call__(self, done: int, total: int) -> None:
        """Hear that `done` of `total` are done."""
        self._done, self._total = done, total
        if time.monotonic() - self._start < _SECONDS_OF_SILENCE:
            return
        if self._stream.isatty():
            self._draw()
        elif time.monotonic() - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            what, things = self._words
            line = _WORDS["line"][call_language()].format(what=what, done=done, total=total, things=things)
            click.echo(line, file=self._stream)

    @property
    def _words(self) -> tuple[str, str]:
        """What is done, and with what, in the language of the call: most works are over before it is said."""
        what, things = (_WORDS[key][call_language()] for key in self._keys)
        return what, things

    def _draw(self) -> None:
        if self._bar is None:
            what, things = self._words
            bar: AbstractContextManager[_Bar] = click.progressbar(
                length=self._total, label=what, file=self._stream, show_pos=True,
                item_show_func=lambda _: things,
            )  # fmt: skip
            self._bar = self._drawn.enter_context(bar)
        self._bar.update(self._done - self._bar.pos)

    def end(self) -> None:
        """Leave the bar as it is, and go on below it."""
        self._drawn.close()
        self._bar = None

    def __enter__(self) -> Progress:
        """Begin."""
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.end()
