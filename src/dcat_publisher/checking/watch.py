"""Looking at folders again and again: what was saved since the last look; alike on every system."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

INTERVAL: Final = 0.3
"""Seconds between two looks; a look at a thousand files takes a few milliseconds."""
Stamp = tuple[int, int]


def look(folders: Iterable[Path]) -> dict[str, Stamp]:
    """Return time and size of each file below folders, without hidden ones and what cannot be read.

    A file may stand for a folder.
    """
    found: dict[str, Stamp] = {}
    for folder in folders:
        if folder.is_file():
            _add(found, folder)
        for where, names, files in os.walk(folder):
            names[:] = [name for name in names if not name.startswith(".")]
            for name in files:
                if not name.startswith("."):
                    _add(found, Path(where, name))
    return found


def _add(found: dict[str, Stamp], file: Path) -> None:
    try:
        status = file.stat()
    except OSError:  # gone between listing and looking
        return
    found[str(file)] = (status.st_mtime_ns, status.st_size)


def changes(folders: Iterable[Path], rest: Callable[[float], None] = time.sleep) -> Iterator[set[str]]:
    """Return the files that were written, made or deleted, each time some were and the disk has come to rest.

    The first look is taken at the call, so that nothing saved between call and first use is missed.
    """
    watched = tuple(folders)
    return _changes(watched, look(watched), rest)


def _changes(
    folders: tuple[Path, ...], before: dict[str, Stamp], rest: Callable[[float], None]
) -> Iterator[set[str]]:
    while True:
        rest(INTERVAL)
        now = look(folders)
        if now == before:
            continue
        while (settled := _after_rest(folders, rest)) != now:
            now = settled
        yield {file for file in before.keys() | now.keys() if before.get(file) != now.get(file)}
        before = now


def _after_rest(folders: tuple[Path, ...], rest: Callable[[float], None]) -> dict[str, Stamp]:
    rest(INTERVAL)
    return look(folders)
