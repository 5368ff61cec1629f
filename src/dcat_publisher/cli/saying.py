"""The way of a text to the terminal: what may hold words from outside goes through here."""

from __future__ import annotations

import click

from dcat_publisher.system.printable import visible


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text to standard output or standard error, with its control characters made visible."""
    click.echo(visible(text), err=err, nl=nl)
