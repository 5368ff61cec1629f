"""The options that several commands share, and what they mean."""

from __future__ import annotations

import locale
import os
from pathlib import Path
from typing import Final

import click

from dcat_publisher.findings import Severity
from dcat_publisher.profile import DEFAULT_PROFILE
from dcat_publisher.resources import packaged
from dcat_publisher.vocabulary import Vocabulary

LANGUAGES: Final = ("nb", "nn", "en")
SEVERITIES: Final = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}

source = click.argument("source", type=click.Path(path_type=Path), default="source")
lang = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of messages; else that of the locale."
)
fail_on = click.option(
    "--fail-on", type=click.Choice(list(SEVERITIES)), default="error", show_default=True,
    help="Exit with 1 when there is a finding of this severity or a graver one.",
)  # fmt: skip
profile = click.option(
    "--profile", default=DEFAULT_PROFILE, show_default=True, help="The set of shapes, by name."
)
out = click.option(
    "--out", type=click.Path(path_type=Path), default="out", show_default=True, help="The folder to write."
)


def language_of(choice: str | None) -> str:
    """Give the language chosen, else that of the locale, else Bokmål."""
    if choice is not None:
        return choice
    name = (locale.getlocale()[0] or os.environ.get("LANG", "")).partition("_")[0].lower()
    return {"no": "nb", "norwegian": "nb", "english": "en"}.get(name, name if name in LANGUAGES else "nb")


def vocabulary() -> Vocabulary:
    """Give the vocabulary of the installation, and what a `vocab` folder of the project adds to it."""
    own = Path("vocab")
    folders = [packaged("vocab")]
    if own.is_dir() and own.resolve() != folders[0].resolve():
        folders.append(own)
    return Vocabulary(tuple(folders))
