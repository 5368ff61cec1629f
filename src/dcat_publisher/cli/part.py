"""A file or a folder of a source that is asked about: the whole is checked, and that part is reported on."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from dcat_publisher.checking.catalog import CATALOG_FILE
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.source.folder import YAML_SUFFIXES

_WORDS: Final = Words(__file__).group("part")


@dataclass(frozen=True, slots=True)
class Part:
    """What of a source is reported on: a file, or all files of a folder."""

    path: Path

    def has(self, file: str) -> bool:
        """Return whether a file is the one, or is in the folder; links have the name that leads to them."""
        folder, name = os.path.split(file)
        real = Path(os.path.realpath(folder), name)
        asked = Path(os.path.realpath(self.path.parent), self.path.name)
        return real.is_relative_to(asked) or real.is_relative_to(os.path.realpath(self.path))

    def of(self, files: Iterable[str]) -> list[str]:
        """Return the files that are reported on; raises ConfigurationError where none of the source is."""
        found = [file for file in files if self.has(file)]
        if not found:
            names = ", ".join(f"*{suffix}" for suffix in YAML_SUFFIXES)
            raise ConfigurationError(filled(_WORDS["none"], path=str(self.path), files=names))
        return found


def is_source_file(path: Path) -> bool:
    """Return whether a path is a file of a source, by its name."""
    return path.suffix.lower() in YAML_SUFFIXES and path.is_file()


def whole_and_part(path: Path) -> tuple[Path, Part | None]:
    """Return the source folder that a path belongs to, and the part of it that the path is, if it is one.

    Raises ConfigurationError for a YAML file that no source folder holds.
    """
    if path.is_dir() and (path / CATALOG_FILE).is_file():
        return path, None
    above = _absolute(path).parents if path.exists() else ()
    root = next((folder for folder in above if (folder / CATALOG_FILE).is_file()), None)
    if root is not None:
        source = _as_typed(root, path)
        click.get_current_context().params["source"] = source  # beside which profiles are looked for
        return source, Part(path)
    if path.is_file():
        raise ConfigurationError(filled(_WORDS["alone"], path=str(path), catalog=CATALOG_FILE))
    return path, None


def _as_typed(root: Path, path: Path) -> Path:
    """Return a folder above a path as the path names it, so that findings name the file as it was typed."""
    if path.is_absolute():
        return root
    above = (one for one in path.parents if _absolute(one) == root)
    return next(above, Path(os.path.relpath(root)))


def _absolute(path: Path) -> Path:
    """Return a path from the root on, with links in it as they are named."""
    return Path(os.path.normpath(path.absolute()))
