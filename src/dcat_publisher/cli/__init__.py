"""Words to calls: the command line.

Exit codes: 0 nothing to report, 1 findings at or above `--fail-on`, 2 the call or the configuration is wrong,
3 the program itself failed. Findings go to standard output, everything else to standard error. One module per
command or family of commands; a command's module is imported when it is called, so that `check` starts fast.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

import click

from dcat_publisher.cli.call_language import begin_call, language_of_complaints
from dcat_publisher.cli.helping import HelpContext
from dcat_publisher.cli.saying import say
from dcat_publisher.model.errors import ConfigurationError, OutputError, PublisherError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.system.paths import refused_path
from dcat_publisher.system.standard_streams import prepare_standard_streams

_WORDS: Final = Words(__file__).group("call")
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "check": "dcat_publisher.cli.check",
        "build": "dcat_publisher.cli.build",
        "serve": "dcat_publisher.cli.serve",
        "init": "dcat_publisher.cli.init",
        "import": "dcat_publisher.cli.import_",
        "new": "dcat_publisher.cli.new",
        "explain": "dcat_publisher.cli.explain",
        "rules": "dcat_publisher.cli.rules",
        "vocab": "dcat_publisher.cli.vocab",
        "keys": "dcat_publisher.cli.keys",
        "schema": "dcat_publisher.cli.schema",
        "lsp": "dcat_publisher.cli.lsp",
        "completion": "dcat_publisher.cli.completion",
        "rehearse": "dcat_publisher.cli.rehearse",
        "score": "dcat_publisher.cli.score",
        "diff": "dcat_publisher.cli.diff",
        "query": "dcat_publisher.cli.query",
        "push": "dcat_publisher.cli.push",
        "compare": "dcat_publisher.cli.compare",
    }
)
"""Command -> the module whose attribute `command` it is."""



class Commands(click.Group):
    """The command group; loads a command when it is called, turns exceptions into a line and an exit code."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order that a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        below = command.commands.values() if isinstance(command, click.Group) else ()
        for each in (command, *below):
            each.context_class = HelpContext
        return command

    def main(self, args: Sequence[str] | None = None, *rest: object, **extra: object) -> object:  # type: ignore[override]
        """Run a command; see the module's docstring for the exit codes."""
        arguments = list(sys.argv[1:] if args is None else args)
        begin_call(arguments)
        # An interpreter that we, or a library for us, start would look for modules in the working folder
        # first: a checkout of a stranger's may have a `select.py` there.
        os.environ["PYTHONSAFEPATH"] = "1"
        prepare_standard_streams()
        extra["standalone_mode"] = False
        try:
            code = super().main(args, *rest, **extra)  # type: ignore[call-overload]
        except Exception as error:  # the promise of exit code 3 covers faults that nobody foresaw
            code = _told(error, language_of_complaints())
            if code is None:
                raise
        sys.exit(code if isinstance(code, int) else 0)


def _told(error: Exception, language: str) -> int | None:
    """Tell of what stopped a command, and return the exit code; None where its traceback is asked for."""
    if isinstance(error, click.UsageError):
        from dcat_publisher.cli.wrong_calls import tell_of  # noqa: PLC0415  few calls are wrong

        tell_of(error, language)
        return error.exit_code
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, click.Abort):
        complain(_WORDS["aborted"][language])
        return 1
    if isinstance(error, PublisherError):
        complain(error.said(language))
        return 2 if isinstance(error, ConfigurationError | OutputError) else 3
    refusal = refused_path(error)
    if refusal is not None:
        complain(refusal[language])
        return 2
    if os.environ.get("DCAT_PUBLISHER_TRACEBACK"):
        return None
    complain(filled(_WORDS["internal"], error=f"{type(error).__name__}: {error}")[language])
    return 3


def complain(text: str) -> None:
    """Print one line to standard error, in the program's name."""
    say(f"dcat-publisher: {' '.join(text.split())}", err=True)


def _version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if not value or context.resilient_parsing:
        return
    from dcat_publisher.cli.version import version_lines  # noqa: PLC0415  needed for this option alone

    for line in version_lines():
        click.echo(line)
    context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version,
    help="Show the versions of program, profile and code lists.",
)  # fmt: skip
def main() -> None:
    """Publish a catalogue, described in YAML, as a validated DCAT-AP-NO graph."""
