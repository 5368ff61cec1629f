"""`import`: a catalogue that is there already, in RDF, to a source that people edit."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import Final

import click

from dcat_publisher.checking.configuration import find_configuration
from dcat_publisher.checking.project import Project
from dcat_publisher.cli import options
from dcat_publisher.cli.import_documents import documents_to_import
from dcat_publisher.cli.rdf_targets import is_address
from dcat_publisher.cli.saying import refuse_to_replace, say, write
from dcat_publisher.importing.account import Account, Inputs
from dcat_publisher.importing.catalogue import Wishes
from dcat_publisher.importing.folder import check_folder
from dcat_publisher.importing.report import as_json, as_text
from dcat_publisher.importing.spreadsheet import is_table
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.language import Words, filled, placed, untranslated
from dcat_publisher.rdf.formats import format_named, format_of, format_wanted, guessed_format
from dcat_publisher.rdf.read import RdfSyntaxError, read_rdf
from dcat_publisher.system.scratch import scratch_folder
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE

_WORDS: Final = Words(__file__).group("import")
_SURE: Final = frozenset({"xml", "json"})
"""Grammars that a text shows at its beginning."""


@dataclass(frozen=True, slots=True)
class _Call:
    """What the call says besides what to import, and how."""

    folder: Path
    language: str
    profile: str | None
    until: datetime | None
    verify: bool
    force: bool
    lenient: bool


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="FILE|FOLDER|URL...")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="FOLDER",
    help="The source folder to write; it must not be there, or be empty.",
)  # fmt: skip
@click.option("--base", metavar="ADDRESS", help="What new addresses begin with; else what most datasets' do.")
@click.option("--language", "tag", metavar="TAG", help="The language of texts that do not name theirs.")
@click.option("--title", metavar="TEXT", help="The title of the catalogue, where the input has none.")
@click.option("--as-is", is_flag=True, help="Replace no old spellings: keep all values as they are.")
@click.option("--factor", is_flag=True, help="Lift what all records of a class share to the defaults.")
@click.option("--verify", is_flag=True, help="Build what was written, and compare it with the input.")
@click.option(
    "--waive-until", "until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="Waive until this day what keeps the catalogue from being published now, and list it.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the source in the folder --to.")
@click.option(
    "--lenient", is_flag=True,
    help="Keep addresses and language tags that are ill-formed, for `check` to name; else they are refused.",
)  # fmt: skip
@click.option(
    "--input-format", metavar="NAME", help="The format of the input; else its type, name or text says."
)
@options.profile
@options.lang
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How the report is written.",
)  # fmt: skip
@click.option(
    "-o", "--output-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write the report to a file instead of standard output.",
)  # fmt: skip
def command(
    targets: tuple[str, ...], folder: Path, base: str | None, tag: str | None, title: str | None, as_is: bool,
    factor: bool, verify: bool, until: datetime | None, force: bool, lenient: bool, input_format: str | None,
    profile: str | None,
    lang: str | None, output_format: str, output_file: Path | None,
) -> None:  # fmt: skip
    """Turn catalogues in RDF into one source folder that people can edit.

    Turtle, RDF/XML, JSON-LD, N-Triples, TriG and pages (Hydra) of them are read, and tables (CSV, .xlsx) with
    a row for each dataset under a header of keys. The report says what became
    of every statement; the exit code is 0 where nothing is lost, and 1 where something is, or where --verify
    found a difference.

    Example: dcat-publisher import https://data.example.no/catalog.ttl --to source
    """
    wishes = Wishes(base, tag, title, as_is=as_is, factor=factor)
    call = _Call(folder, options.language_of(lang), profile, until, verify, force, lenient)
    account = _imported(targets, wishes.checked(), call, format_wanted(input_format))
    text = as_json(account.report) if output_format == "json" else as_text(account.report, call.language)
    if output_file is not None:
        refuse_to_replace(output_file, list(targets))
    write(text, output_file)
    say(_WORDS["next"][call.language].format(command=f"dcat-publisher serve {quote(str(folder))}"), err=True)
    sys.exit(0 if account.report.is_whole else 1)


def _imported(targets: Sequence[str], wishes: Wishes, call: _Call, form: str | None) -> Account:
    check_folder(call.folder, force=call.force)
    project = _project(call.folder, call.profile)
    with scratch_folder() as scratch, gc_paused():
        try:
            rdf = [target for target in targets if not is_table(target)]
            tables = [Path(target) for target in targets if is_table(target)]
            inputs = Inputs(documents_to_import(rdf, form, scratch, wishes.base), tables, call.lenient)
            account = Account.of(inputs, project.vocabulary, wishes, call.folder, call.language)
        except RdfSyntaxError as error:
            raise _refusal(error, lenient=call.lenient) from error
        account.write(
            project.profiles, call.language, verify=call.verify,
            until=None if call.until is None else call.until.date(),
        )  # fmt: skip
    return account


def _refusal(error: RdfSyntaxError, *, lenient: bool) -> ConfigurationError:
    """Return what to say of a document that is not well-formed, with the option that takes it."""
    place = f"{error.name}:{error.line}:{error.column}"
    hint = _WORDS["lenient"] if not lenient and _is_kept(error.file) else untranslated("")
    form = format_named(format_of(error.file))
    guessed = format_named(guessed_format(error.file.read_bytes()))
    if is_address(error.name) and {form.grammar, guessed.grammar} & _SURE and form.grammar != guessed.grammar:
        hint = filled(_WORDS["other_format"], form=form.label)
    return ConfigurationError(placed(place, {tag: f"{text}{hint[tag]}" for tag, text in error.told.items()}))


def _is_kept(file: Path) -> bool:
    """Return whether a refused document is read with `--lenient`: that is named where it helps."""
    try:
        read_rdf(file, lenient=True)
    except (RdfSyntaxError, ConfigurationError):
        return False
    return True


def _project(folder: Path, names: str | None) -> Project:
    """Return the project that a folder is to be a source of; what it holds now goes, and does not count."""
    above = Path(os.path.realpath(folder)).parent
    file = find_configuration(above)
    homes = dict.fromkeys((*(() if file is None else (file.parent,)), above))
    given = names or DEFAULT_PROFILE
    return Project(tuple(homes), tuple(name.strip() for name in given.split(",")))


__all__ = ["command"]
