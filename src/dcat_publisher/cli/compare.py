"""`compare`: whether a SPARQL store holds the catalogue."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dcat_publisher.cli import stores
from dcat_publisher.publish.named_graphs import published
from dcat_publisher.stores.comparison import Difference
from dcat_publisher.stores.push import Pusher, surplus


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
    progress = stores.Progress(len(site.names()), "compared")
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
        click.echo(f"surplus {name}")
    same = len(site.names()) - len(found)
    click.echo(f"graphs: {same} the same, {len(found)} not, {len(gone)} surplus", err=True)
    sys.exit(1 if found or gone else 0)


def _show(change: Difference, triples: bool) -> None:
    click.echo(f"differs {change.name} ({len(change.added)} triples missing, {len(change.removed)} surplus)")
    if triples:
        for sign, some in (("-", change.added), ("+", change.removed)):
            for triple in some:
                click.echo(f"  {sign} {triple}")
