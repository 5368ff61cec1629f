"""Asking the query service: the way of a question to a worker and back, and what can happen on it."""

from __future__ import annotations

import socket
import time
from typing import BinaryIO, Final, cast

from dcat_publisher.serve.sparql.evaluation import out_of_memory
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import Question, Reply, read_reply, write_question

_TRIES: Final = 3
# The alarm goes off within milliseconds of its time; a process that ended before that ended for another
# reason.
_TOLERANCE: Final = 0.05
# What the way to the worker and back may take beyond the limit of the query itself.
_MARGIN: Final = 5.0


class BusyError(Exception):
    """No worker took up the question in time."""


class UnavailableError(Exception):
    """There is no query service to ask."""


def ask(address: str, question: Question, limits: Limits) -> Reply:
    """Put a question to the service; raises BusyError or UnavailableError when there is no answer."""
    for _ in range(_TRIES):
        reply = _ask_once(address, question, limits)
        if reply is not None:
            return reply
    raise BusyError


def _ask_once(address: str, question: Question, limits: Limits) -> Reply | None:
    """Return the reply; None when the worker ended before it took up the question."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(limits.patience)
        try:
            connection.connect(address)
            with cast("BinaryIO", connection.makefile("rwb")) as stream:
                write_question(stream, question)
                if not stream.read(1):
                    return None
                return _finished(connection, stream, limits)
        except (BlockingIOError, TimeoutError) as error:  # the queue is full, or did not get on
            raise BusyError from error
        except (BrokenPipeError, ConnectionResetError):
            return None
        except OSError as error:
            raise UnavailableError(str(error)) from error


def _finished(connection: socket.socket, stream: BinaryIO, limits: Limits) -> Reply:
    start = time.monotonic()
    connection.settimeout(limits.seconds + _MARGIN)
    try:
        return read_reply(stream)
    except (EOFError, ConnectionResetError, TimeoutError):
        if time.monotonic() - start >= limits.seconds - _TOLERANCE:
            return Reply.refusal(503, f"the query took more than {limits.seconds:g} seconds and was stopped")
        return Reply.refusal(503, out_of_memory(limits))
