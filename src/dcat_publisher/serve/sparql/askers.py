"""Who evaluates a question: processes that share one build's data or, where nothing forks, our own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from dcat_publisher.serve.sparql.admission import Turns
from dcat_publisher.serve.sparql.client import ask
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import Question, Reply
from dcat_publisher.serve.sparql.piped import PipedService
from dcat_publisher.serve.sparql.service import QueryService, address_in_environment
from dcat_publisher.system.posix import FORKS


class Asker(Protocol):
    """What answers questions."""

    def ask(self, client: str, question: Question, gone: Callable[[], bool]) -> Reply:
        """Return the reply to a client's question.

        Raises BusyError, GoneError, UnavailableError, RefusedError or OSError when there is none.
        """


class _SharedService:
    """Asks the query service of a folder, which a server has started, or else one that is started now."""

    def __init__(self, out: Path, limits: Limits) -> None:
        self._limits = limits
        self._turns = Turns(limits)
        self._service = QueryService(out, limits)

    def ask(self, client: str, question: Question, gone: Callable[[], bool]) -> Reply:
        address = address_in_environment()
        if address is None:
            address = self._service.address()
        with self._turns.take(client, Path(address).parent, gone):
            return ask(address, question, self._limits, gone)


def asker_of(out: Path, limits: Limits) -> Asker:
    """Return what answers questions on the build in `out`, as well as this system lets it."""
    return _SharedService(out, limits) if FORKS else PipedService(out, limits)
