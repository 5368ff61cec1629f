"""What is said of a call that is wrong, in the language that it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import click

from dcat_publisher.cli.given import EMPTY
from dcat_publisher.cli.saying import say
from dcat_publisher.model.language import LANGUAGES, Words
from dcat_publisher.vocabulary.suggestions import nearest

_WORDS: Final = Words(__file__).group("call")
_LANG: Final = "--lang"
# What click says of a value, whose parts are not in its exceptions.
_SAID: Final = (
    ("choice", re.compile(r"'(?P<value>.*)' is not one of (?P<fit>.*)\.", re.DOTALL)),
    ("range", re.compile(r"(?P<value>\S+) is not in the range (?P<fit>.*)\.")),
    ("number", re.compile(r"'(?P<value>.*)' is not a valid (?:integer|float)(?: range)?\.", re.DOTALL)),
    ("nowhere", re.compile(r"\w+ '(?P<value>.*)' does not exist\.", re.DOTALL)),
    ("command", re.compile(r"No such command '(?P<value>.*?)'\.", re.DOTALL)),
    ("extra", re.compile(r"Got unexpected extra arguments? \((?P<value>.*)\)", re.DOTALL)),
    ("empty", re.compile("(?P<value>)" + re.escape(EMPTY))),
    ("argument", re.compile(r"Option '(?P<value>.*)' requires an argument\.", re.DOTALL)),
)


def asked_language(arguments: Sequence[str]) -> str | None:
    """Return the language that a call names with --lang, None where it names none that there is."""
    for number, word in enumerate(arguments):
        name, _, value = word.partition("=")
        if name == _LANG:
            given = value or next(iter(arguments[number + 1 :]), "")
            return given if given in LANGUAGES else None
    return None


def tell_of(error: click.UsageError, language: str) -> None:
    """Print what is wrong with a call to standard error; in English it is what click says."""
    text = None if language == "en" else _text(error, language)
    if text is None:
        error.show()
        return
    context = error.ctx
    if context is not None:
        usage = context.command.collect_usage_pieces(context)
        say(f"{_WORDS['usage'][language]}: {context.command_path} {' '.join(usage)}", err=True)
        say(_WORDS["help"][language].format(command=f"{context.command_path} --help"), err=True)
    say(f"{_WORDS['error'][language]}: {text}", err=True)


def _text(error: click.UsageError, language: str) -> str | None:
    if isinstance(error, click.NoSuchOption):
        return _WORDS["option"][language].format(value=error.option_name) + _near(error, language)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return _WORDS["missing"][language].format(value=_named(error.param, error.ctx))
    for kind, pattern in _SAID:
        found = pattern.match(error.message)
        if found is not None:
            said = _WORDS[kind][language].format(**found.groupdict())
            return f"{_of_parameter(error)}{said}{_near(error, language, found['value'])}"
    return None


def _of_parameter(error: click.UsageError) -> str:
    parameter = error.param if isinstance(error, click.BadParameter) else None
    return "" if parameter is None else f"{_named(parameter, error.ctx)}: "


def _named(parameter: click.Parameter, context: click.Context | None) -> str:
    if isinstance(parameter, click.Argument) and context is not None:
        return parameter.make_metavar(context)
    return max(parameter.opts, key=len)


def _near(error: click.UsageError, language: str, value: str = "") -> str:
    """Return the question whether something near was meant; empty where nothing is."""
    near = list(error.possibilities or ()) if isinstance(error, click.NoSuchOption) else []
    command = None if error.ctx is None else error.ctx.command
    if not near and value and isinstance(command, click.Group) and error.ctx is not None:
        near = nearest(value, command.list_commands(error.ctx), 3)
    return _WORDS["meant"][language].format(near=", ".join(near)) if near else ""
