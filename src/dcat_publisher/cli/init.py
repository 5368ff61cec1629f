"""`init`: a catalogue to start from."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from shlex import quote
from typing import Final

import click

from dcat_publisher.checking.validation import is_organisation_number
from dcat_publisher.cli import options
from dcat_publisher.cli.saying import say
from dcat_publisher.editor.schema import json_schema, schema_text
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.starter import BASE, EXTRAS, Answers, write_starter

_WORDS: Final = Words(__file__).group("init")
SCHEMA_FILE: Final = "dcat-catalogue.schema.json"
"""What the first line of each starter file tells editors to complete and check it with."""
_BASE: Final = re.compile(r"https?://[^/\s?#]+(/[^\s?#]*)?")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", metavar="TEXT", help="The name of the organisation that publishes the catalogue.")
@click.option("--organisation-number", "number", metavar="DIGITS", help="Its nine digits.")
@click.option("--base", metavar="ADDRESS", help="What all addresses of the catalogue begin with.")
@options.lang
@click.option(
    "--with", "extras", type=click.Choice(EXTRAS), multiple=True,
    help="Write this example too: a series, a law, an API; several by repeating the option.",
)  # fmt: skip
def command(
    folder: Path, name: str | None, number: str | None, base: str | None, lang: str | None,
    extras: tuple[str, ...],
) -> None:  # fmt: skip
    """Make a catalogue to start from in FOLDER; it passes `check` as it is.

    On a terminal it asks for what is not given. The files are written in the language of --lang.

    Example: dcat-publisher init my-catalogue --name "Our agency" --base https://data.example.no/ --with law
    """
    language = options.language_of(lang)
    if sys.stdin.isatty():
        name = _asked(_WORDS["ask_name"][language], name)
        number = _asked(_WORDS["ask_number"][language], number)
        base = _asked(_WORDS["ask_base"][language], base, BASE)
    answers = Answers(language, name or None, _number(number), _base(base or BASE))
    for file in [*write_starter(folder, answers, tuple(dict.fromkeys(extras))), _write_schema(folder)]:
        say(_WORDS["made"][language].format(file=file), err=True)
    if answers.number is None:
        say(_WORDS["without_number"][language].format(file=folder / "agents.yaml"), err=True)
    say(_WORDS["next"][language].format(command=f"dcat-publisher check {quote(str(folder))}"), err=True)


def _asked(question: str, given: str | None, default: str = "") -> str:
    if given is not None:
        return given
    return str(click.prompt(question, default=default, show_default=bool(default), err=True))


def _number(given: str | None) -> str | None:
    """Return the nine digits of an organisation number; raises ConfigurationError for what is none."""
    digits = re.sub(r"\s", "", given or "")
    if not digits:
        return None
    if re.fullmatch(r"[0-9]{9}", digits) is None or not is_organisation_number(digits):
        raise ConfigurationError(filled(_WORDS["no_number"], text=given or ""))
    return digits


def _base(given: str) -> str:
    """Return an address that ends with a slash; raises ConfigurationError for what is none."""
    if _BASE.fullmatch(given) is None:
        raise ConfigurationError(filled(_WORDS["no_base"], text=given))
    return given if given.endswith("/") else f"{given}/"


def _write_schema(folder: Path) -> Path:
    file = folder / SCHEMA_FILE
    schema = json_schema(options.vocabulary(), RuleBook(options.profile_named()))
    file.write_text(schema_text(schema), "utf-8", newline="\n")
    return file
