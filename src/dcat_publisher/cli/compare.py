"""`compare`: whether a SPARQL store holds the catalogue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from dcat_publisher.cli import stores
from dcat_publisher.cli.call_language import call_language
from dcat_publisher.cli.progress import Progress
from dcat_publisher.cli.saying import say
from dcat_publisher.model.language import Words, filled
from dcat_publisher.publish.named_graphs import published
from dcat_publisher.stores.comparison import Difference
from dcat_publisher.stores.push import Pusher, surplus

_WORDS: Final = Words(__file__).group("compare")


@click.command()
@stores.url
@stores.query_url
@stores.out
@stores.parallel
@stores.timeout
@click.option("--triples", is_flag=True, help="Show the triples that differ.")
def command(
    url: str | None, query_url: str | None, out: Path, parallel: int, timeout: float, triples: bool
) -> None:
    """Tell whether the SPARQL store at URL holds the same graphs as the folder --out, dataset by dataset.

    Prints one line for each graph that differs, is missing or, with --query-url, is there but not in the
    catalogue. The exit code is 1 when there is one.

    Example: dcat-publisher compare http://localhost:7878/store --out out
    """
    site = published(out)
    store = stores.store_at(url, query_url, None, timeout)
    progress = Progress("compared", "graphs", len(site.names()))
    found: list[Difference] = []

    def report(_name: str, change: Difference | None) -> None:
        progress.step()
        if change is not None:
            found.append(change)

    with progress:
        Pusher(store, parallel, dry=True).push(site.graphs(), report)
    gone = surplus(store, site.names(), site.base) if query_url is not None else []
    for change in sorted(found, key=lambda change: change.name):
        _show(change, triples)
    for name in gone:
        say(_said("surplus", name=name))
    same = len(site.names()) - len(found)
    say(_said("graphs", same=same, other=len(found), surplus=len(gone)), err=True)
    sys.exit(1 if found or gone else 0)


def _said(key: str, **blanks: str | int) -> str:
    return filled(_WORDS[key], **{name: str(value) for name, value in blanks.items()})[call_language()]


def _show(change: Difference, triples: bool) -> None:
    say(_said("differs", name=change.name, missing=len(change.added), surplus=len(change.removed)))
    if triples:
        for sign, lines in (("-", change.added), ("+", change.removed)):
            for triple in lines:
                say(f"  {sign} {triple}")
