"""`lsp`: the language server, for editors to start."""

from __future__ import annotations

from typing import Final

import click

from dcat_publisher.cli import options
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words

_WORDS: Final = Words(__file__).group("call")


@click.command()
def command() -> None:
    """Start the language server on standard input and output; editors do this.

    It needs the extra `lsp`: pip install "dcat-publisher[lsp]"

    Example: dcat-publisher lsp
    """
    try:
        from dcat_publisher.editor.lsp.features import make_server  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise ConfigurationError(_WORDS["not_installed"]) from error
    make_server(options.language_of(None)).start_io()
