"""`query`: ask the catalogue, or an endpoint, a SPARQL query."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Final

import click

from dcat_publisher.cli import options
from dcat_publisher.cli.given import named
from dcat_publisher.cli.saying import say
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.rdf.documents import STDIN
from dcat_publisher.source.near_paths import nothing_there
from dcat_publisher.system.reasons import unreadable

_WORDS: Final = Words(__file__).group("check")


@click.command()
@click.argument("query", type=named)
@click.option(
    "--out", type=click.Path(path_type=Path), default="out", show_default=True, help="What `build` wrote."
)
@click.option(
    "--data", multiple=True, metavar="SOURCE", type=named,
    help="Ask RDF instead: a file, a folder, a pattern, an address, or - for standard input; repeatable.",
)  # fmt: skip
@options.input_format
@click.option("--endpoint", help="Ask the SPARQL endpoint at this address instead.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="How to print the result; a graph is printed as Turtle, or as JSON-LD with json.",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=60, show_default=True, help="Seconds for an endpoint."
)
def command(
    query: str, out: Path, data: tuple[str, ...], input_format: str | None, endpoint: str | None,
    form: str, timeout: float,
) -> None:  # fmt: skip
    """Ask the catalogue in the folder --out a QUERY in SPARQL; it may be a file, or - for standard input.

    Relative IRIs begin at the catalogue's base. Nothing limits a query here; Ctrl-C stops it.

    Example: dcat-publisher query "SELECT ?d WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }" --format csv
    """
    from dcat_publisher.cli import asking  # noqa: PLC0415 (the engine is needed from here on)

    text = _text(query)
    if data and endpoint is not None:
        raise ConfigurationError(filled(_WORDS["exclude"], one="--data", other="--endpoint"))
    if input_format is not None and not data:
        raise ConfigurationError(filled(_WORDS["goes_with"], option="--input-format", other="--data"))
    if query == STDIN and STDIN in data:
        raise ConfigurationError(_WORDS["one_stdin"])
    if endpoint is not None:
        found = asking.ask_endpoint(endpoint, text, form, timeout)
    else:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine does not look for Python's own handling
        of_data = asking.ask_data(data, text, form, input_format) if data else None
        found = asking.ask_folder(out, text, form) if of_data is None else of_data
    if isinstance(found, bytes):
        _write(found if found.endswith(b"\n") or not found else found + b"\n")
    else:
        for line in found.lines(_width()):
            say(line)


def _write(data: bytes) -> None:
    """Write a document as it is; on a terminal, with what that would obey made visible."""
    if sys.stdout.isatty():
        say(data.decode("utf-8", "replace").replace("\r\n", "\n"), nl=False)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _text(query: str) -> str:
    """Return the query itself: what was typed, or the content of the file of that name."""
    if query == STDIN:
        return sys.stdin.read()
    if "\n" in query or "{" in query or not os.path.lexists(query):
        if "{" not in query and query.endswith((".rq", ".sparql")):
            raise ConfigurationError(nothing_there(Path(query)))
        return query
    try:
        return Path(query).read_text("utf-8-sig")
    except OSError as error:
        raise ConfigurationError(unreadable(query, error)) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(filled(_WORDS["no_utf_8"], file=query)) from error


def _width() -> int | None:
    return os.get_terminal_size().columns if sys.stdout.isatty() else None
