"""`new`: one more description in a catalogue that is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Final, NamedTuple

import click

from dcat_publisher.checking.catalog import CATALOG_FILE, Catalog, read_catalog
from dcat_publisher.checking.help import HelpWriter
from dcat_publisher.cli import options
from dcat_publisher.cli.saying import say
from dcat_publisher.model.errors import ConfigurationError, OutputError
from dcat_publisher.model.language import LANGUAGES, Words, filled
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.near_paths import no_catalog
from dcat_publisher.source.source_text import Texts
from dcat_publisher.source.starter import description_text
from dcat_publisher.system.reasons import unwritable

_WORDS: Final = Words(__file__).group("init")
_OF_FILES: Final = Words(__file__).group("check")
_NAME: Final = re.compile(r"[^\W_][\w-]*")
_INHERITED: Final = ("publisher", "contactPoint")
"""What a dataset, a series and a service have to have, and mostly inherit."""


class Kind(NamedTuple):
    """What is described, and where: in a file of its own in a folder, or as an entry of a file."""

    place: str
    class_: str | None = None
    example: str = ""


KINDS: Final = {
    "dataset": Kind("datasets", DCAT.Dataset, "innleggelser"),
    "series": Kind("series", DCAT.DatasetSeries, "innleggelser-per-aar"),
    "service": Kind("services", DCAT.DataService, "statistikk-api"),
    "organisation": Kind("agents.yaml", None, "kommunen"),
    "contact": Kind("contact-points.yaml", None, "dataavdelingen"),
    "law": Kind("laws.yaml", None, "forvaltningsloven"),
    "standard": Kind("standards.yaml", None, "sosi-plan"),
}
"""What `new` can add."""
_HELP: Final = {
    "dataset": "a dataset, datasets/NAME.yaml",
    "series": "a series of datasets, series/NAME.yaml",
    "service": "a data service (API), services/NAME.yaml",
    "organisation": "an organisation, in agents.yaml",
    "contact": "a contact point, in contact-points.yaml",
    "law": "a law or a regulation, in laws.yaml",
    "standard": "a standard, in standards.yaml",
}
_MORE: Final = (
    "Its texts are in the language that the catalogue says; what is to be filled in is marked TODO. "
    "What others mostly have as publisher and contact point, it has too."
)


@click.group()
def command() -> None:
    """Add a description to a catalogue.

    Example: dcat-publisher new dataset innleggelser --title "Innleggelser på sykehus"
    """


def _command_of(kind: str) -> Callable[..., None]:
    """Make the command that adds a description of a kind."""
    example = f"Example: dcat-publisher new {kind} {KINDS[kind].example} source"

    @command.command(kind, help=f"Describe {_HELP[kind]}.\n\n{_MORE}\n\n{example}")
    @click.argument("name")
    @click.option("--title", metavar="TEXT", help="What it is called; else its name.")
    @options.source
    @options.lang
    def added(name: str, title: str | None, source: Path, lang: str | None) -> None:
        _add(kind, name, title or name, source, options.language_of(lang))

    return added


for _kind in KINDS:
    _command_of(_kind)


def _add(kind: str, name: str, title: str, source: Path, language: str) -> None:
    if not (source / CATALOG_FILE).is_file():
        raise ConfigurationError(no_catalog(source / CATALOG_FILE))
    if _NAME.fullmatch(name) is None:
        raise ConfigurationError(filled(_WORDS["no_name"], text=name))
    catalog = read_catalog(source, options.vocabulary(), options.profiles_named())
    tongue = catalog.settings.language or language
    place, class_, _ = KINDS[kind]
    needed = [] if class_ is None else _needed(catalog, source, class_)
    text = description_text(kind, name, title, tongue if tongue in LANGUAGES else language, needed)
    if class_ is None:
        file = source / place
        _append(file, name, text)
    else:
        file = source / place / f"{name}.yaml"
        _write(file, text)
    say(_WORDS["made"][language].format(file=file), err=True)
    say(_WORDS["next"][language].format(command=f"dcat-publisher check {quote(str(file))}"), err=True)


def _needed(catalog: Catalog, source: Path, class_: str) -> list[tuple[str, str]]:
    """Return the keys that a description does not inherit, each with the name that most others have."""
    vocabulary, rules = options.vocabulary(), RuleBook(*options.profiles_named())
    helper = HelpWriter(catalog, vocabulary, rules, Texts(root=source))
    context = vocabulary.context
    inherited = [context.definition(key.text) for key, _ in catalog.settings.defaults.get(class_, [])]
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
        raise OutputError(unwritable(file, error)) from error


def _append(file: Path, name: str, text: str) -> None:
    """Add an entry to a file of several, which is made where there is none."""
    try:
        before = file.read_text("utf-8") if file.exists() else ""
        if re.search(rf"^[\"']?{re.escape(name)}[\"']?\s*:", before, re.MULTILINE) is not None:
            raise ConfigurationError(filled(_WORDS["entry_there"], file=str(file), text=name))
        with file.open("a", encoding="utf-8", newline="\n") as whole:
            whole.write(("" if before.endswith("\n") or not before else "\n") + text)
    except OSError as error:
        raise OutputError(unwritable(file, error)) from error
    except UnicodeError as error:
        raise ConfigurationError(filled(_OF_FILES["no_utf_8"], file=str(file))) from error
