"""Standard input, output and error as the program finds them: open, closed, or with nobody left who reads."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Final, TextIO

from dcat_publisher.model.language import Words, filled
from dcat_publisher.system.reasons import ToldError, reason_of

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_WORDS: Final = Words(__file__).group("stream")


def prepare_standard_streams() -> None:
    """Give the program its three streams, whatever it was started with.

    What the terminal's encoding lacks is escaped. A reader that goes, as `head` does, changes nothing: what
    is left for it goes nowhere, and the exit code is that of the command. A closed stream fails where it is
    used, but for standard error: nobody would hear of it. Its number is taken, in this order, or the next
    file that is opened would get it, and what a library or a process that we start prints.
    """
    if sys.stdin is None:
        closed = _ClosedInput(os.open(os.devnull, os.O_RDONLY), "r", closefd=False)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(closed), "utf-8")
    if sys.stdout is None:
        output = _Output("output", os.open(os.devnull, os.O_RDONLY))
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(output), "utf-8")
    if sys.stderr is None:
        ignored = io.FileIO(os.open(os.devnull, os.O_WRONLY), "w", closefd=False)
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(ignored), "utf-8")
    sys.stdout = _output("output", sys.stdout, is_own=sys.stdout is sys.__stdout__)
    sys.stderr = _output("error", sys.stderr, is_own=sys.stderr is sys.__stderr__)


def _output(key: str, stream: TextIO, *, is_own: bool) -> TextIO:
    """Return what writes to a stream; one of a test, or of who calls us, is not the process's own."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.reconfigure(errors="backslashreplace")
    is_buffered = isinstance(stream.buffer, io.BufferedWriter)  # PYTHONUNBUFFERED says otherwise
    if not is_own or type(stream.buffer.raw if is_buffered else stream.buffer) is not io.FileIO:
        return stream
    stream.flush()
    raw = _Output(key, stream.fileno())
    return io.TextIOWrapper(
        io.BufferedWriter(raw) if is_buffered else raw, stream.encoding, stream.errors,
        line_buffering=stream.line_buffering, write_through=stream.write_through,
    )  # fmt: skip


class _ClosedInput(io.FileIO):
    """Standard input that was closed when the program started."""

    def readinto(self, _buffer: object) -> int:
        """Raise OSError."""
        raise ToldError(errno.EBADF, _WORDS["input_closed"])

    def readall(self) -> bytes:
        """Raise OSError."""
        raise ToldError(errno.EBADF, _WORDS["input_closed"])


class _Output(io.FileIO):
    """Standard output or standard error; what cannot be written there says so once, and by its name."""

    def __init__(self, key: str, number: int) -> None:
        """Take the key of what it is called in the words, and the number of the open stream."""
        super().__init__(number, "w", closefd=False)
        self._key = key
        self._is_lost = False

    def write(self, data: ReadableBuffer) -> int:
        """Write, unless the reader has gone; raise OSError where something else is in the way."""
        size = memoryview(data).nbytes
        if size and not self._is_lost:  # click asks with nothing whether a stream takes bytes
            try:
                return super().write(data)
            except BrokenPipeError:
                self._is_lost = True
            except OSError as error:
                self._is_lost = True  # or the end of the program would try again
                reason = _WORDS["closed"] if error.errno == errno.EBADF else reason_of(error)
                raise ToldError(error.errno or 0, filled(_WORDS[self._key], reason=reason)) from error
        return size
