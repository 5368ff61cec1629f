"""`--help` in the language of the reader: English is beside the commands, Norwegian in `help.toml`.

Click asks a context for what writes the help. This one translates while it writes, so that the commands stay
what they are, and nothing is read where no help is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import click

from dcat_publisher.model.language import in_language

_FILE: Final = Path(__file__).with_name("help.toml")
_EXAMPLES: Final = ("Example: ", "Examples: ")
_SHORT: Final = 60
"""How many characters a line about a command has at most."""


class HelpContext(click.Context):
    """A context whose help is in the language of the call."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what writes the help."""
        from dcat_publisher.cli.call_language import call_language  # noqa: PLC0415  where help is asked for

        language = call_language()
        if language == "en":
            return super().make_formatter()
        return Translator(language, self.terminal_width, self.max_content_width)


class Translator(click.HelpFormatter):
    """Writes help in another language; a text that is not in the file stays as it is."""

    def __init__(self, language: str, width: int | None = None, most: int | None = None) -> None:
        super().__init__(width=width, max_width=most)
        self._texts = _texts(language)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, self._said("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write what is above a list."""
        super().write_heading(self._said(heading))

    def write_text(self, text: str) -> None:
        """Write what a command does, and its example."""
        paragraphs = text.split("\n\n")
        own = [each for each in paragraphs if not each.startswith(_EXAMPLES)]
        examples = [self._example(each) for each in paragraphs if each.startswith(_EXAMPLES)]
        super().write_text("\n\n".join([self._said("\n\n".join(own)), *examples]))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands, each with what it is for."""
        super().write_dl([(name, self._about(text)) for name, text in rows], col_max, col_spacing)

    def _said(self, text: str) -> str:
        return self._texts.get(_plain(text), text)

    def _example(self, text: str) -> str:
        mark = next(each for each in _EXAMPLES if text.startswith(each))
        return f"{self._said(mark)}{text.removeprefix(mark)}"

    def _about(self, text: str) -> str:
        """Return a line about an option, with its default behind it, or the beginning of one on a command."""
        head, mark, rest = text.partition("  [")
        if _plain(head) in self._texts:
            return f"{self._said(head)}{mark}{rest.replace('default: ', self._said('default: '))}"
        begun = _plain(text.removesuffix("...")).rstrip(".")
        whole = next((said for english, said in self._texts.items() if english.startswith(begun)), None)
        return text if whole is None or not begun else _begin_of(whole)


def _begin_of(text: str) -> str:
    """Return the first sentence of a text, or what there is room for of it."""
    first = re.split(r"(?<=\w)\. |\n", text)[0].rstrip(".")
    return f"{first}." if len(first) < _SHORT else f"{first[:_SHORT].rpartition(' ')[0]}..."


def _plain(text: str) -> str:
    """Return a text on one line: where a docstring breaks its lines says nothing."""
    return " ".join(text.split())


@cache
def _texts(language: str) -> Mapping[str, str]:
    import tomllib  # noqa: PLC0415  where help is asked for

    entries = tomllib.loads(_FILE.read_text("utf-8"))["text"]
    return {_plain(entry["en"]): in_language(entry, language) for entry in entries}


__all__ = ["HelpContext", "Translator"]
