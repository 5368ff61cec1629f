"""`serve`: build, then answer over HTTP."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource

from dcat_publisher.cli import complain, options
from dcat_publisher.cli.building import build
from dcat_publisher.cli.nginx_options import nginx as nginx_options
from dcat_publisher.cli.reporting import wishes
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.publish.extent import Extent
from dcat_publisher.publish.nginx_server import Nginx
from dcat_publisher.publish.pages import named_paths, own_identity
from dcat_publisher.serve.endpoint import serve
from dcat_publisher.serve.logs import LogFormat
from dcat_publisher.serve.monitoring import address_of

_WORDS: Final = Words(__file__).group("check")


@click.command()
@options.source
@options.out
@options.lang
@options.fail_on
@options.profile
@options.quiet
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: a free port."
)
@click.option(
    "--workers", type=click.IntRange(1), default=1, show_default=True, help="How many processes answer."
)
@click.option("--uds", type=click.Path(path_type=Path), help="A Unix socket to listen on instead of a port.")
@click.option("--access-log", is_flag=True, help="Write a line to standard error for each request.")
@click.option(
    "--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
    envvar="DCAT_PUBLISHER_LOG_FORMAT", help="What the server says of itself: text, or a JSON object a line.",
)  # fmt: skip
@click.option(
    "--metrics", metavar="ADDRESS", envvar="DCAT_PUBLISHER_METRICS",
    help="Answer /metrics for Prometheus at this port or address, such as 127.0.0.1:9100.",
)  # fmt: skip
@click.option(
    "--watch", is_flag=True, help="Build again whenever a file is saved; a broken one changes nothing."
)
@nginx_options
def command(
    source: Path, out: Path, lang: str | None, fail_on: str, profile: str, quiet: bool, host: str, port: int,
    workers: int, uds: Path | None, access_log: bool, log_format: LogFormat, metrics: str | None,
    watch: bool, nginx: Nginx,
) -> None:  # fmt: skip
    """Build the folder SOURCE, then serve it over HTTP.

    Example: dcat-publisher serve source --port 8000 --watch
    """
    _refuse_two_addresses(uds)
    counted_at = None if metrics is None else address_of(metrics)
    language = options.language_of(lang)
    settled = options.configuration()
    wanted = wishes(settled, language, options.SEVERITIES[fail_on], profile, quiet=quiet)

    context = click.get_current_context()

    def build_now() -> int:
        with context.scope(cleanup=False):  # the thread that rebuilds has no command, and no configuration
            return build(source, out, wanted, Extent(nginx=nginx, identity=own_identity(settled.pages)))

    code = build_now()
    if code != 0:
        sys.exit(code)
    if watch:
        from dcat_publisher.publish.rebuild import (  # noqa: PLC0415  only while somebody writes
            start_rebuilding,
        )

        beside = [] if settled.pages is None else named_paths(settled.pages)
        start_rebuilding([source, *options.knowledge_folders(), *beside], out, build_now, language, complain)
    serve(
        out, host=host, port=port, workers=workers, uds=uds, access_log=access_log, log_format=log_format,
        metrics=counted_at, language=language,
    )  # fmt: skip


def _refuse_two_addresses(uds: Path | None) -> None:
    """Refuse a socket beside a port: one of the two would be passed over without a word."""
    context = click.get_current_context()
    for name in ("host", "port"):
        if uds is not None and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise ConfigurationError(filled(_WORDS["exclude"], one="--uds", other=f"--{name}"))
