"""`init`: a catalogue to start from."""

from __future__ import annotations

from pathlib import Path

import click

from dcat_publisher.cli import options
from dcat_publisher.editor.schema import json_schema, schema_text
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.starter import write_starter
from dcat_publisher.vocabulary.profile import profile_named

SCHEMA_FILE = "dcat-catalogue.schema.json"
"""What the first line of each starter file tells editors to complete and check it with."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a catalogue to start from in FOLDER; it passes `check` as it is.

    Example: dcat-publisher init my-catalogue
    """
    for file in [*write_starter(folder), _write_schema(folder)]:
        click.echo(f"made {file}", err=True)
    click.echo(f"next: dcat-publisher check {folder}", err=True)


def _write_schema(folder: Path) -> Path:
    file = folder / SCHEMA_FILE
    schema = json_schema(options.vocabulary(), RuleBook(profile_named()))
    file.write_text(schema_text(schema), "utf-8", newline="\n")
    return file
