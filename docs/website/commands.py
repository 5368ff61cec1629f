"""The page of all commands, written by the commands' own `--help`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import click

from dcat_publisher.checking.configuration import KEYS
from dcat_publisher.cli import COMMANDS, main
from dcat_publisher.cli.helping import Translator
from docs.website.words import WORDS

_PROGRAM = "dcat-publisher"


class _Markdown(click.HelpFormatter):
    """Writes help as Markdown instead of columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        """Write how a command is called."""
        self.write(f"```sh\n{prog} {args}\n```\n")

    def write_heading(self, heading: str) -> None:
        """Write nothing: a table needs no title of its own."""

    def write_text(self, text: str) -> None:
        """Write the paragraphs, and the examples as code."""
        for paragraph in text.split("\n\n"):
            head, mark, calls = paragraph.partition(f": {_PROGRAM} ")
            if mark and "\n" not in head and len(head) < 20:
                lines = [f"{_PROGRAM} {' '.join(call.split())}" for call in calls.split(f", {_PROGRAM} ")]
                self.write(f"\n{head}:\n\n```sh\n" + "\n".join(lines) + "\n```\n")
            else:
                self.write(f"\n{_code_options(' '.join(paragraph.split()))}\n")

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = 30,  # noqa: ARG002  a table has no columns to be measured
        col_spacing: int = 2,  # noqa: ARG002
    ) -> None:
        """Write options, or commands below a command, as a table."""
        self.write("\n| | |\n|---|---|\n")
        for name, about in rows:
            self.write(f"| `{_cell(name)}` | {_cell(_code_options(' '.join(about.split())))} |\n")


class _Page(Translator, _Markdown):
    """Writes help as Markdown, in a language."""


def commands_page(language: str) -> str:
    """Return the page: every command with its options, then what is common to them."""
    words = WORDS.group("commands")
    parts = [f"# {words['title'][language]}\n\n{words['head'][language].strip()}\n\n"]
    context = click.Context(main, info_name=_PROGRAM, **main.context_settings)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        parts += _sections(command, click.Context(command, info_name=name, parent=context), language, 2)
    for part, rows in (("configuration", _configured(language)), ("exit_codes", iter(()))):
        parts += [f"## {words[part][language]}\n\n{words[f'{part}_text'][language].strip()}\n\n", *rows, "\n"]
    return "".join(parts).rstrip() + "\n"


def _sections(command: click.Command, context: click.Context, language: str, depth: int) -> Iterator[str]:
    page = _Page(language)
    page.write(f"{'#' * depth} {context.command_path}\n\n")
    command.format_help(context, page)
    yield page.getvalue() + "\n"
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _sections(
                below, click.Context(below, info_name=name, parent=context), language, depth + 1
            )


def _configured(language: str) -> Iterator[str]:
    """Yield the rows of the configuration: the key, the option, the variable of the environment."""
    words = WORDS.group("commands")
    heads = (words["key"], words["option"], words["variable"])
    yield f"| {' | '.join(head[language] for head in heads)} |\n|---|---|---|\n"
    variables = dict(_variables())
    for key in dict.fromkeys((*KEYS, *(name.removeprefix("--") for name in variables))):
        option = f"`--{key}`" if key not in ("waivers", "pages", "profiles", "source") else ""
        variable = f"`{variables[f'--{key}']}`" if f"--{key}" in variables else ""
        yield f"| {f'`{key}`' if key in KEYS else ''} | {option} | {variable} |\n"


def _variables() -> Iterator[tuple[str, str]]:
    """Yield each option that the environment may set, and the variable."""
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        below = command.commands.values() if isinstance(command, click.Group) else ()
        for parameter in (each for one in (command, *below) if one is not None for each in one.params):
            if isinstance(parameter.envvar, str):
                yield next(opt for opt in parameter.opts if opt.startswith("--")), parameter.envvar


def _code_options(text: str) -> str:
    """Return a text with its options, and what the terminal has in brackets, as Markdown."""
    shown = re.sub(r"(?<![\w`-])(--[a-z][a-z-]*)", r"`\1`", text)
    return shown.replace("<", "&lt;").replace("*", "\\*").replace("[", "\\[")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
