"""The way of a text to the terminal, or to a file: what may hold words from outside goes through here."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from dcat_publisher.cli.call_language import call_language
from dcat_publisher.model.errors import ConfigurationError, OutputError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.system.printable import visible
from dcat_publisher.system.reasons import unwritable
from dcat_publisher.system.whole_files import write_whole

_WORDS: Final = Words(__file__).group("check")


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text to standard output or standard error, with its control characters made visible."""
    click.echo(visible(text), err=err, nl=nl)


def write(text: str, file: Path | None) -> None:
    """Write to a file, whose folder is made, else to standard output.

    Raises OutputError where it cannot be written.
    """
    if file is None:
        say(text, nl=False)
        return
    try:
        make_folder(file.parent, call_language())
        write_whole(file, [text.encode()])
    except OSError as error:
        raise OutputError(unwritable(file, error)) from error


def make_folder(folder: Path, language: str) -> None:
    """Make a folder and those above it where it is not there, and say so: a slip in a name makes one too."""
    if not folder.exists():
        folder.mkdir(parents=True)
        say(_WORDS["made_folder"][language].format(folder=folder), err=True)


def refuse_to_replace(file: Path, read: Iterable[str]) -> None:
    """Refuse to write over what was read: the report would be all that is left of it."""
    target = file.resolve()
    if any(Path(name).resolve() == target for name in read):
        raise ConfigurationError(filled(_WORDS["is_read"], file=str(file)))
