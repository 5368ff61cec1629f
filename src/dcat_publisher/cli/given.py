"""What a call names: a file, a folder or a rule; never the empty text that a forgotten variable leaves."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Final

import click

EMPTY: Final = "the name is empty; is it a variable that has no value?"


class NamedPath(click.Path):
    """A path, as Path; the empty text, which would be the working directory, is refused."""

    def __init__(self, *, exists: bool = False, dir_okay: bool = True) -> None:
        super().__init__(path_type=Path, exists=exists, dir_okay=dir_okay)

    def convert(
        self, value: str | PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | PathLike[str]:
        """Return the path; fail for the empty text."""
        if value == "":
            self.fail(EMPTY, param, ctx)
        return super().convert(value, param, ctx)


def named(value: str) -> str:
    """Return a text; fail for the empty one."""
    if not value:
        raise click.BadParameter(EMPTY)
    return value
