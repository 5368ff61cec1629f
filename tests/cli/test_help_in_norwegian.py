"""`--help` in the language of the call: every text of a command has its Norwegian, and no text too many."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dcat_publisher.cli import COMMANDS, helping, main

TEXTS = tomllib.loads(Path(helping.__file__).with_name("help.toml").read_text("utf-8"))["text"]
OF_CLICK = {"Show this message and exit.", "Usage: ", "Options", "Commands", "default: "}
OF_CLICK |= {"Example: ", "Examples: "}


def plain(text: str) -> str:
    return " ".join(text.split())


def commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below)


def said(command: click.Command) -> Iterator[str]:
    """What the help of a command says, without its example."""
    paragraphs = (command.help or "").split("\n\n")
    yield plain(" ".join(each for each in paragraphs if not plain(each).startswith("Example")))
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help and not parameter.hidden:
            yield plain(parameter.help)


def test_every_text_has_its_norwegian_and_is_in_use() -> None:
    used = {text for command in commands(main) for text in said(command)}
    assert {plain(text["en"]) for text in TEXTS if text["en"] not in OF_CLICK} == used


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_all_are_translated(language: str) -> None:
    assert [text["en"] for text in TEXTS if not text[language] or text[language] == text["en"]] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("Bruk:", "Valg:", "Eksempel:")),
        ("nn", ("Bruk:", "Val:", "Døme:")),
        ("en", ("Usage:", "Options:", "Example:")),
    ],
)
def test_help_is_in_the_language_of_the_environment(language: str, words: tuple[str, ...]) -> None:
    for name in COMMANDS:
        output = CliRunner(env={"DCAT_PUBLISHER_LANG": language}).invoke(main, [name, "--help"]).output
        assert all(word in output for word in words[:2]), name
    everything = CliRunner(env={"DCAT_PUBLISHER_LANG": language}).invoke(main, ["check", "--help"]).output
    assert all(word in everything for word in words)


def test_the_language_of_the_call_goes_first() -> None:
    runner = CliRunner(env={"DCAT_PUBLISHER_LANG": "en"})
    assert "Valg:" in runner.invoke(main, ["check", "--lang", "nb", "--help"]).output
