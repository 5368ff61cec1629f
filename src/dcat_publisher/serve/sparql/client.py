"""Asking the query service: the way of a question to a worker and back, and what can happen on it."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable
from typing import BinaryIO, Final, cast

from dcat_publisher.serve.sparql.evaluation import out_of_memory
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import CrashError, Question, Reply, read_reply, write_question

_TRIES: Final = 3
# The alarm goes off within milliseconds of its time; a process that ended before that ended for another
# reason.
_TOLERANCE: Final = 0.05
# What the way to the worker and back may take beyond the limit of the query itself.
_MARGIN: Final = 5.0
_SECONDS_BETWEEN_LOOKS: Final = 0.25
# The engine keeps brackets, unions and the like on the stack of the process.
_STACK_IS_FULL: Final = ("Segmentation fault", "Bus error")


class BusyError(Exception):
    """No worker took up the question in time."""


class UnavailableError(Exception):
    """There is no query service to ask."""


class GoneError(Exception):
    """The client has gone, and nobody waits for the answer."""


def _never() -> bool:
    return False


def ask(address: str, question: Question, limits: Limits, gone: Callable[[], bool] = _never) -> Reply:
    """Put a question to the service, which ends it when `gone` says that nobody waits any longer.

    Raises BusyError, UnavailableError or GoneError when there is no answer.
    """
    for _ in range(_TRIES):
        reply = _ask_once(address, question, limits, gone)
        if reply is not None:
            return reply
    raise BusyError


def _ask_once(address: str, question: Question, limits: Limits, gone: Callable[[], bool]) -> Reply | None:
    """Return the reply; None when the worker ended before it took up the question."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(limits.patience)
        try:
            connection.connect(address)
            with cast("BinaryIO", connection.makefile("rwb")) as stream:
                write_question(stream, question)
                _wait(connection, limits.patience, gone)
                if not connection.recv(1):
                    return None
                return _finished(connection, stream, limits, gone)
        except (BlockingIOError, TimeoutError) as error:  # the queue is full, or did not get on
            raise BusyError from error
        except (BrokenPipeError, ConnectionResetError):
            return None
        except OSError as error:
            raise UnavailableError(str(error)) from error


def _finished(connection: socket.socket, stream: BinaryIO, limits: Limits, gone: Callable[[], bool]) -> Reply:
    start = time.monotonic()
    try:
        _wait(connection, limits.seconds + _MARGIN, gone)
        connection.settimeout(_MARGIN)
        return read_reply(stream)
    except CrashError as error:
        if str(error).endswith(_STACK_IS_FULL):
            return Reply.refusal(400, "the query is nested too deeply")
        return Reply.refusal(503, out_of_memory(limits))
    except (EOFError, ConnectionResetError, TimeoutError):
        if time.monotonic() - start >= limits.seconds - _TOLERANCE:
            return Reply.refusal(503, f"the query took more than {limits.seconds:g} seconds and was stopped")
        return Reply.refusal(503, out_of_memory(limits))


def _wait(connection: socket.socket, seconds: float, gone: Callable[[], bool]) -> None:
    """Wait until there is something to read; raises TimeoutError or GoneError."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if poll.poll(min(left, _SECONDS_BETWEEN_LOOKS) * 1000):
            return
        if gone():
            raise GoneError
    raise TimeoutError
