"""The pages that the program writes about itself, in a language."""

from __future__ import annotations

from functools import cache

from click.testing import CliRunner

from dcat_publisher.cli import main
from docs.website.commands import commands_page

_CALLS = {
    "rules.md": ("rules", "--output-format", "markdown"),
    "keys.md": ("keys", "--output-format", "markdown"),
    "code-lists.md": ("vocab", "list", "--format", "markdown"),
}
"""Page -> the command that prints it. The English ones are committed, and other tests hold them fresh."""


@cache
def generated_pages(language: str) -> dict[str, str]:
    """Return the name of each generated page -> its text, but for those that `docs/` has in this language."""
    if language == "en":
        return {}
    called = {name: _printed(*call, "--lang", language) for name, call in _CALLS.items()}
    return {**called, "commands.md": commands_page(language)}


def _printed(*call: str) -> str:
    done = CliRunner().invoke(main, [*call, "--isolated"])
    assert done.exit_code == 0, done.output
    return done.stdout
