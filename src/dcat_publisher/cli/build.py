"""`build`: check, then write the catalogue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from dcat_publisher.cli import options
from dcat_publisher.cli.building import build
from dcat_publisher.cli.nginx_options import given_here
from dcat_publisher.cli.nginx_options import nginx as nginx_options
from dcat_publisher.cli.reporting import wishes
from dcat_publisher.cli.running import RunOptions, run_options
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.publish.extent import SUFFIXES, Extent
from dcat_publisher.publish.nginx_server import Nginx
from dcat_publisher.publish.pages import own_identity

_WORDS: Final = Words(__file__).group("built")


@click.command()
@options.source
@options.out
@options.lang
@options.fail_on
@options.profile
@options.quiet
@click.option("--no-pages", is_flag=True, help="Write no HTML, and no file that goes with it.")
@click.option("--dumps-only", is_flag=True, help="Write the whole catalogue only, no document per record.")
@click.option(
    "--format", "formats", type=click.Choice(SUFFIXES), multiple=True,
    help="A format to write, with --no-pages; else all.",
)  # fmt: skip
@nginx_options
@run_options
def command(
    source: Path, out: Path, lang: str | None, fail_on: str, profile: str, quiet: bool,
    no_pages: bool, dumps_only: bool, formats: tuple[str, ...], nginx: Nginx, running: RunOptions,
) -> None:  # fmt: skip
    """Check the folder SOURCE, then write the catalogue to the folder --out.

    When the check fails nothing is written, and what was there stays.

    Example: dcat-publisher build source --out out
    """
    if (dumps_only or formats) and not no_pages:
        raise ConfigurationError(_WORDS["needs_no_pages"])
    if no_pages and given_here():
        raise ConfigurationError(filled(_WORDS["for_nginx"], option=given_here()[0]))
    settled = options.configuration()
    extent = Extent(
        formats or SUFFIXES, parts=not dumps_only, pages=not no_pages, nginx=nginx,
        identity=own_identity(settled.pages),
    )  # fmt: skip
    language = options.language_of(lang)
    wanted = wishes(settled, language, options.SEVERITIES[fail_on], profile, quiet=quiet)
    sys.exit(build(source, out, wanted, extent, running))
