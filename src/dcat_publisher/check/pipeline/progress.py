"""Progress for people: a bar with rate and time left on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_BAR = 24
_SECONDS_BETWEEN_LINES = 5.0
_SECONDS_OF_SILENCE = 1.0
_FEW = 200
"""Below so many files nothing is said: it is over in a moment, except on a machine that is busy."""


class Progress:
    """Says on standard error how far a run is; silent about what is over within a second."""

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        self._what = what
        self._stream = sys.stderr if stream is None else stream
        self._bar = self._stream.isatty()
        self._start = time.monotonic()
        self._last = self._start + _SECONDS_OF_SILENCE - (0.1 if self._bar else _SECONDS_BETWEEN_LINES)
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Hear that `done` of `total` datasets are done."""
        now = time.monotonic()
        pause = 0.1 if self._bar else _SECONDS_BETWEEN_LINES
        late = now - self._last >= pause and now - self._start >= _SECONDS_OF_SILENCE
        if late and done < total >= _FEW:  # of what is done nobody waits to hear
            self._last = now
            self._show(done, total, now - self._start)
        if done == total:
            self.end()

    def _show(self, done: int, total: int, seconds: float) -> None:
        share = done / total
        rate = done / seconds
        left = seconds * (1 - share) / share if share else 0.0
        text = f"{self._what} {share:4.0%}  {rate:,.0f} datasets/s  {left:.0f} s left"
        if self._bar:
            full = round(share * _BAR)
            self._stream.write(f"\r[{'#' * full}{'.' * (_BAR - full)}] {text}\x1b[K")
            self._shown = True
        else:
            self._stream.write(f"{text}\n")
        self._stream.flush()

    def end(self) -> None:
        """Clear the bar."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
