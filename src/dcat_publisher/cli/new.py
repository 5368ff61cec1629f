"""`new`: one more description in a catalogue that is there."""

from __future__ import annotations

import re
from pathlib import Path
from shlex import quote
from typing import Final

import click

from dcat_publisher.checking.catalog import CATALOG_FILE, Catalog, read_catalog
from dcat_publisher.checking.help import HelpWriter
from dcat_publisher.cli import options
from dcat_publisher.cli.saying import say
from dcat_publisher.model.errors import ConfigurationError, OutputError
from dcat_publisher.model.language import LANGUAGES, Words, filled
from dcat_publisher.model.named_terms import DATASET
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts
from dcat_publisher.source.starter import dataset_text

_WORDS: Final = Words(__file__).group("init")
_NAME: Final = re.compile(r"[^\W_][\w-]*")
_INHERITED: Final = ("publisher", "contactPoint")
"""What a dataset has to have, and mostly inherits."""


@click.group()
def command() -> None:
    """Add a description to a catalogue.

    Example: dcat-publisher new dataset innleggelser --title "Innleggelser på sykehus"
    """


@command.command()
@click.argument("name")
@click.option("--title", metavar="TEXT", help="The title of the dataset; else its name.")
@options.source
@options.lang
def dataset(name: str, title: str | None, source: Path, lang: str | None) -> None:
    """Write the file of a new dataset, datasets/NAME.yaml, to the folder SOURCE.

    Its texts are in the language that the catalogue says. Publisher and contact point are those that most
    others have, where the catalogue has no defaults for them.

    Example: dcat-publisher new dataset innleggelser source
    """
    language = options.language_of(lang)
    if not (source / CATALOG_FILE).is_file():
        raise ConfigurationError(filled(_WORDS["no_catalogue"], folder=str(source)))
    if _NAME.fullmatch(name) is None:
        raise ConfigurationError(filled(_WORDS["no_name"], text=name))
    catalog = read_catalog(source, options.vocabulary(), options.profiles_named())
    tongue = catalog.settings.language or language
    text = dataset_text(title or name, tongue if tongue in LANGUAGES else language, _needed(catalog, source))
    file = source / "datasets" / f"{name}.yaml"
    _write(file, text)
    say(_WORDS["made"][language].format(file=file), err=True)
    say(_WORDS["next"][language].format(command=f"dcat-publisher check {quote(str(file))}"), err=True)


def _needed(catalog: Catalog, source: Path) -> list[tuple[str, str]]:
    """Return the keys that a dataset does not inherit, each with the name that most others have."""
    vocabulary, rules = options.vocabulary(), RuleBook(*options.profiles_named())
    helper = HelpWriter(catalog, vocabulary, rules, Texts(root=source))
    context = vocabulary.context
    inherited = [context.definition(key.text) for key, _ in catalog.settings.defaults.get(DATASET, [])]
    paths = {definition.iri for definition in inherited if definition is not None}
    needed: list[tuple[str, str]] = []
    for key in _INHERITED:
        definition = context.definition(key)
        if definition is not None and definition.iri not in paths:
            needed += [(key, name) for name in helper.names_for(definition)[:1]]
    return needed


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError as error:
        raise ConfigurationError(filled(_WORDS["there_already"], file=str(file))) from error
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror or error}") from error
