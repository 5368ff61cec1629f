"""Words to calls: the command line.

Exit codes: 0 nothing to report, 1 findings at or above `--fail-on`, 2 the call or the configuration is wrong, 3 the
program itself failed. Findings go to standard output, everything else to standard error.
"""

from __future__ import annotations

import locale
import os
import sys
from pathlib import Path
from typing import Final

import click

from dcat_publisher import __version__
from dcat_publisher.catalog import Catalog, read_catalog
from dcat_publisher.errors import ConfigurationError, PublisherError
from dcat_publisher.findings import Severity, worst
from dcat_publisher.profile import DEFAULT_PROFILE, profile_named
from dcat_publisher.report import concise, summary
from dcat_publisher.resources import packaged
from dcat_publisher.vocabulary import Vocabulary

LANGUAGES: Final = ("nb", "nn", "en")
_FAIL_ON: Final = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


class Commands(click.Group):
    """The command group; turns exceptions into one line and the promised exit code."""

    def main(self, *args: object, **extra: object) -> object:
        """Run a command; see the module's docstring for the exit codes."""
        try:
            return super().main(*args, **extra)  # type: ignore[arg-type]
        except ConfigurationError as error:
            _complain(str(error))
            sys.exit(2)
        except PublisherError as error:
            _complain(str(error))
            sys.exit(3)
        except BrokenPipeError:
            # The reader of our output has gone, as `head` does: nothing is wrong, and nobody reads a message.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except Exception as error:  # the promise of exit code 3 covers faults that nobody foresaw
            if os.environ.get("DCAT_PUBLISHER_TRACEBACK"):
                raise
            _complain(f"internal error: {type(error).__name__}: {error}; set DCAT_PUBLISHER_TRACEBACK=1 for the details")
            sys.exit(3)


def _complain(text: str) -> None:
    click.echo(f"dcat-publisher: {' '.join(text.split())}", err=True)


def language_of_locale() -> str:
    """Give the language of the user's locale, Bokmål where it is none of ours."""
    name = (locale.getlocale()[0] or os.environ.get("LANG", "")).partition("_")[0].lower()
    return {"no": "nb", "norwegian": "nb", "english": "en"}.get(name, name if name in LANGUAGES else "nb")


def _version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if not value or context.resilient_parsing:
        return
    about = profile_named().about
    click.echo(f"dcat-publisher {__version__}")
    click.echo(f"profile {about.get('title', DEFAULT_PROFILE)} {about.get('version', '')} ({about.get('issued', '')})")
    for entry in Vocabulary((packaged("vocab"),)).codes:
        click.echo(f"code list {entry.name}: {entry.issued or 'no date'}")
    context.exit()


_SOURCE = click.argument("source", type=click.Path(path_type=Path), default="source")
_LANG = click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the messages; else that of the locale.")
_FAIL = click.option(
    "--fail-on", type=click.Choice(list(_FAIL_ON)), default="error", show_default=True,
    help="The gravest severity that still passes is the one below this.",
)  # fmt: skip
_PROFILE = click.option("--profile", default=DEFAULT_PROFILE, show_default=True, help="The set of shapes, by name.")
_OUT = click.option(
    "--out", type=click.Path(path_type=Path), default="out", show_default=True, help="The folder to write."
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Say the versions.")
def main() -> None:
    """Publish a catalogue, described in YAML, as a validated DCAT-AP-NO graph."""


@main.command()
@_SOURCE
@_LANG
@_FAIL
@_PROFILE
def check(source: Path, lang: str | None, fail_on: str, profile: str) -> None:
    """Read, map and validate the folder SOURCE; write nothing.

    Example: dcat-publisher check source --lang en --fail-on warning
    """
    catalog = _catalog(source, profile)
    sys.exit(_report(catalog, lang or language_of_locale(), _FAIL_ON[fail_on]))


@main.command()
@_SOURCE
@_OUT
@_LANG
@_FAIL
@_PROFILE
def build(source: Path, out: Path, lang: str | None, fail_on: str, profile: str) -> None:
    """Check the folder SOURCE, then write the catalogue to the folder OUT.

    When the check fails nothing is written, and what was there stays. Example: dcat-publisher build source --out out
    """
    sys.exit(_build(source, out, lang or language_of_locale(), _FAIL_ON[fail_on], profile))


@main.command()
@_SOURCE
@_OUT
@_LANG
@_FAIL
@_PROFILE
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free port.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="How many processes answer.")
def serve(
    source: Path, out: Path, lang: str | None, fail_on: str, profile: str, host: str, port: int, workers: int
) -> None:
    """Build the folder SOURCE, then serve it over HTTP.

    Example: dcat-publisher serve source --port 8000
    """
    code = _build(source, out, lang or language_of_locale(), _FAIL_ON[fail_on], profile)
    if code != 0:
        sys.exit(code)
    from dcat_publisher.web.server import serve as run_server

    run_server(out, host=host, port=port, workers=workers)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a catalogue to start from in FOLDER, which passes `check` as it is.

    Example: dcat-publisher init my-catalogue
    """
    from dcat_publisher.starter import write_starter

    for file in write_starter(folder):
        click.echo(f"made {file}", err=True)
    click.echo(f"next: dcat-publisher check {folder}", err=True)


def _catalog(source: Path, profile: str) -> Catalog:
    return read_catalog(source, vocabulary(), profile_named(profile))


def vocabulary() -> Vocabulary:
    """Give the vocabulary of the installation, and what a `vocab` folder of the project adds to it."""
    own = Path("vocab")
    folders = [packaged("vocab")]
    if own.is_dir() and own.resolve() != folders[0].resolve():
        folders.append(own)
    return Vocabulary(tuple(folders))


def _build(source: Path, out: Path, language: str, fail_on: Severity, profile: str) -> int:
    from dcat_publisher.export import write_site

    catalog = _catalog(source, profile)
    code = _report(catalog, language, fail_on)
    if code != 0:
        click.echo(f"{out} is left as it was", err=True)
        return code
    write_site(catalog, vocabulary(), out)
    click.echo(f"wrote {out} ({len(catalog.graph)} triples, {len(catalog.records)} records)", err=True)
    return 0


def _report(catalog: Catalog, language: str, fail_on: Severity) -> int:
    for line in concise(catalog.findings, language):
        click.echo(line)
    click.echo(summary(catalog.findings, language), err=True)
    gravest = worst(catalog.findings)
    return 1 if gravest is not None and gravest >= fail_on else 0


