"""What `push` and `compare` share: the addresses of a store, and progress on standard error."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Final

import click

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.stores.connection import Connection, Patience, checked_address
from dcat_publisher.stores.remote import GraphStore, QueryEndpoint, QueryStore, Store

_SECONDS_BETWEEN_LINES: Final = 5.0
_SECONDS_BETWEEN_STROKES: Final = 0.1

url = click.argument("url", required=False)
query_url = click.option("--query-url", help="The store's SPARQL Query address.")
out = click.option(
    "--out", type=click.Path(path_type=Path), default="out", show_default=True, help="What `build` wrote."
)
parallel = click.option(
    "--parallel",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="How many requests at a time.",
)
timeout = click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=60,
    show_default=True,
    help="Seconds to wait for an answer.",
)


def store_at(url: str | None, query_url: str | None, update_url: str | None, timeout: float) -> Store:
    """Return the store at some addresses; raises ConfigurationError when they are not enough, or not URLs."""
    connection = Connection(Patience(seconds=timeout))
    queries = None if query_url is None else QueryEndpoint(connection, checked_address(query_url))
    if url is not None:
        return GraphStore(connection, checked_address(url), queries)
    if queries is None:
        raise ConfigurationError("say where the store is: its Graph Store address as URL, or --query-url")
    return QueryStore(connection, queries, "" if update_url is None else checked_address(update_url))


class Progress:
    """Says how far a long work has come: in place on a terminal, else a line every few seconds."""

    def __init__(self, total: int, done: str) -> None:
        self._total = total
        self._word = done
        self._done = 0
        self._terminal = sys.stderr.isatty()
        self._pause = _SECONDS_BETWEEN_STROKES if self._terminal else _SECONDS_BETWEEN_LINES
        self._next = time.monotonic() + self._pause

    def step(self) -> None:
        """Count one more."""
        self._done += 1
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + self._pause
            self._say("\r" if self._terminal else "", newline=not self._terminal)

    def _say(self, before: str, *, newline: bool) -> None:
        click.echo(f"{before}{self._word} {self._done} of {self._total} graphs", err=True, nl=newline)

    def __enter__(self) -> Progress:
        """Begin."""
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._terminal:
            self._say("\r", newline=True)
