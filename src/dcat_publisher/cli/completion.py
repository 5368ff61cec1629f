"""`completion`: what a shell needs to complete our words."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_PROGRAM = "dcat-publisher"
_VARIABLE = "_DCAT_PUBLISHER_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script of SHELL; commands, options, formats and rule codes are completed.

    Example: dcat-publisher completion bash > ~/.local/share/bash-completion/completions/dcat-publisher
    """
    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(context.find_root().command, {}, _PROGRAM, _VARIABLE).source())
