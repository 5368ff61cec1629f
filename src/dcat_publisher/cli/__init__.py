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
from pathlib import Path
from types import MappingProxyType

import click

from dcat_publisher.cli.helping import HelpContext
from dcat_publisher.cli.saying import say
from dcat_publisher.model.errors import ConfigurationError, OutputError, PublisherError
from dcat_publisher.model.language import LANGUAGES
from dcat_publisher.system.paths import refused_path
from dcat_publisher.system.standard_streams import prepare_standard_streams

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


_CALL: list[str] = []
"""The words of the call, for the language that they ask for."""


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
        _CALL[:] = arguments
        # An interpreter that we, or a library for us, start would look for modules in the working folder
        # first: a checkout of a stranger's may have a `select.py` there.
        os.environ["PYTHONSAFEPATH"] = "1"
        prepare_standard_streams()
        extra["standalone_mode"] = False
        try:
            code = super().main(args, *rest, **extra)  # type: ignore[call-overload]
        except Exception as error:  # the promise of exit code 3 covers faults that nobody foresaw
            code = _told(error, _language(arguments))
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
        click.echo("Aborted!", err=True)
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
    hint = "set DCAT_PUBLISHER_TRACEBACK=1 for the details"
    complain(f"internal error: {type(error).__name__}: {error}; {hint}")
    return 3


def _language(arguments: Sequence[str]) -> str:
    """Return the language to complain in: that of the call, else of the environment."""
    from dcat_publisher.cli import options  # noqa: PLC0415  only where something is wrong
    from dcat_publisher.cli.wrong_calls import asked_language  # noqa: PLC0415

    chosen = os.environ.get("DCAT_PUBLISHER_LANG")
    return options.language_of(asked_language(arguments) or (chosen if chosen in LANGUAGES else None))


def call_language() -> str:
    """Return the language of this call: its own, that of the environment, that of the configuration."""
    from dcat_publisher.checking.configuration import find_configuration, read_configuration  # noqa: PLC0415
    from dcat_publisher.cli.wrong_calls import asked_language  # noqa: PLC0415  where help is asked for

    try:
        file = find_configuration(Path())
        settled = None if file is None else read_configuration(file).options.get("lang")
    except PublisherError:  # the help is there for whoever has to put it right
        settled = None
    is_asked = asked_language(_CALL) or os.environ.get("DCAT_PUBLISHER_LANG") in LANGUAGES
    return str(settled) if settled in LANGUAGES and not is_asked else _language(_CALL)


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
