"""`push`: make a SPARQL store hold the catalogue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from dcat_publisher.cli import stores
from dcat_publisher.cli.call_language import call_language
from dcat_publisher.cli.progress import Progress
from dcat_publisher.cli.saying import say
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.publish.named_graphs import Published, published
from dcat_publisher.stores.comparison import Difference
from dcat_publisher.stores.push import Pusher, surplus
from dcat_publisher.stores.remote import Store

_WORDS: Final = Words(__file__).group("push")
_WOULD_BE: Final = {"written": "would_be_written", "removed": "would_be_removed"}
"""What is said of graphs by what is done with them -> by what would be."""
_SHOWN: int = 10


@click.command()
@stores.url
@stores.query_url
@click.option(
    "--update-url", help="The store's SPARQL Update address, instead of URL where it has no Graph Store."
)
@stores.out
@stores.parallel
@stores.timeout
@click.option("--dry-run", is_flag=True, help="Say what would be written and removed; write nothing.")
@click.option(
    "--prune", is_flag=True, help="Also remove the graphs of datasets that are gone from the catalogue."
)
@click.option("--yes", is_flag=True, help="Remove without asking.")
def command(
    url: str | None, query_url: str | None, update_url: str | None, out: Path, parallel: int, timeout: float,
    dry_run: bool, prune: bool, yes: bool,
) -> None:  # fmt: skip
    """Make the SPARQL store at URL, a Graph Store address, hold the catalogue in the folder --out.

    Each dataset becomes a named graph with its own IRI as its name; the rest goes to the graph with the
    catalogue's IRI. What is there already is compared, and only what differs is written; run it again after
    an interruption.

    Credentials are taken from DCAT_PUBLISHER_STORE_USER and DCAT_PUBLISHER_STORE_PASSWORD, from
    DCAT_PUBLISHER_STORE_TOKEN, or from a netrc file.

    Example: dcat-publisher push http://localhost:7878/store --query-url http://localhost:7878/query --prune
    """
    if update_url is not None and (url is not None or query_url is None):
        raise ConfigurationError(_WORDS["update_url"])
    if prune and query_url is None:
        raise ConfigurationError(_WORDS["prune"])
    site = published(out)
    store = stores.store_at(url, query_url, update_url, timeout)
    pusher = Pusher(store, parallel, dry=dry_run)
    counts = _written(pusher, site, dry_run)
    if prune:
        counts["removed"] = _pruned(pusher, store, site, dry_run=dry_run, yes=yes)
    keys = _WOULD_BE if dry_run else {}
    about = ", ".join(_said(keys.get(state, state), number=count) for state, count in counts.items())
    say(_said("graphs", about=about), err=True)


def _said(key: str, **blanks: str | int) -> str:
    return filled(_WORDS[key], **{name: str(value) for name, value in blanks.items()})[call_language()]


def _written(pusher: Pusher, site: Published, dry_run: bool) -> dict[str, int]:
    progress = Progress("compared" if dry_run else "pushed", "graphs", len(site.names()))
    counts = {"written": 0, "unchanged": 0}

    def report(name: str, change: Difference | None) -> None:
        progress.step()
        counts["unchanged" if change is None else "written"] += 1
        if change is not None and dry_run:
            say(_said("write", name=name, added=len(change.added), removed=len(change.removed)))

    with progress:
        pusher.push(site.graphs(), report)
    return counts


def _pruned(pusher: Pusher, store: Store, site: Published, *, dry_run: bool, yes: bool) -> int:
    gone = surplus(store, site.names(), site.base)
    if dry_run:
        for name in gone:
            say(_said("remove", name=name))
    if not gone or dry_run or not (yes or _confirmed(gone)):
        return len(gone) if dry_run else 0
    with Progress("removed", "graphs", len(gone)) as progress:
        pusher.prune(gone, lambda _name, _change: progress.step())
    return len(gone)


def _confirmed(gone: list[str]) -> bool:
    for name in gone[:_SHOWN]:
        say(f"  {name}", err=True)
    if len(gone) > _SHOWN:
        say(f"  {_said('more', number=len(gone) - _SHOWN)}", err=True)
    if not sys.stdin.isatty():
        raise ConfigurationError(filled(_WORDS["confirm"], number=str(len(gone))))
    return click.confirm(_said("remove_all", number=len(gone)), err=True)
