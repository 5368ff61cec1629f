"""`init`: a catalogue to start from."""

from __future__ import annotations

from pathlib import Path

import click

from dcat_publisher.starter import write_starter


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a catalogue to start from in FOLDER; it passes `check` as it is.

    Example: dcat-publisher init my-catalogue
    """
    for file in write_starter(folder):
        click.echo(f"made {file}", err=True)
    click.echo(f"next: dcat-publisher check {folder}", err=True)
