"""What `push` and `compare` share: the options that say where a store is, and how patient to be."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words
from dcat_publisher.stores.connection import Connection, Patience, checked_address
from dcat_publisher.stores.remote import GraphStore, QueryEndpoint, QueryStore, Store

_WORDS: Final = Words(__file__).group("push")

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
    help="Seconds that a whole answer may take.",
)


def store_at(url: str | None, query_url: str | None, update_url: str | None, timeout: float) -> Store:
    """Return the store at some addresses; raises ConfigurationError when they are not enough, or not URLs."""
    connection = Connection(Patience(seconds=timeout))
    queries = None if query_url is None else QueryEndpoint(connection, checked_address(query_url))
    if url is not None:
        return GraphStore(connection, checked_address(url), queries)
    if queries is None:
        raise ConfigurationError(_WORDS["nowhere"])
    return QueryStore(connection, queries, "" if update_url is None else checked_address(update_url))
