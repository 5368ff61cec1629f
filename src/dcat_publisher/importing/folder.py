"""The folder that an import writes: all of it or nothing, and in the place of no other unasked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dcat_publisher.checking.catalog import CATALOG_FILE
from dcat_publisher.model.errors import ConfigurationError, OutputError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.system.reasons import unwritable
from dcat_publisher.system.scratch import scratch_folder

_WORDS: Final = Words(__file__)


def check_folder(folder: Path, *, force: bool) -> None:
    """Raise ConfigurationError where a folder cannot be written: it holds something, and not a source."""
    if not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not force:
        raise ConfigurationError(filled(_WORDS["not_empty"], folder=str(folder)))
    is_source = folder.is_dir() and not folder.is_symlink() and (folder / CATALOG_FILE).is_file()
    if not is_source or (folder / ".git").exists() or Path.cwd().is_relative_to(folder.resolve()):
        raise ConfigurationError(filled(_WORDS["no_source"], folder=str(folder), catalog=CATALOG_FILE))


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty folder beside another; what is in it at the end takes that one's place, as a whole."""
    target = Path(os.path.abspath(folder))  # noqa: PTH100  a link to a folder stays one
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder(target.parent) as scratch:
            new = scratch / "source"
            new.mkdir()
            yield new
            if target.is_dir() and not any(target.iterdir()):
                target.rmdir()
            if os.path.lexists(target):
                target.rename(scratch / "before")
            new.rename(target)
    except OSError as error:
        raise OutputError(unwritable(folder, error)) from error


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write files: path -> text."""
    made: set[str] = set()
    for path, text in files.items():
        file = os.path.join(folder, path)  # noqa: PTH118  thousands of them: a Path each takes twice the time
        parent = os.path.dirname(file)  # noqa: PTH120
        if parent not in made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            made.add(parent)
        with open(file, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123
            stream.write(text)


__all__ = ["check_folder", "staged", "write_files"]
