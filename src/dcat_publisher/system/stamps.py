"""Whether files are what they were: by time, size and inode, so that nothing that is kept goes stale."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

FileStamp = tuple[int, int, int]
"""Nanoseconds of the last change, bytes, inode."""
Stamp = tuple[str, int, int, int]
"""Path, and the stamp of the file; zeros where there is no such file."""


def stamps(files: Iterable[Path]) -> tuple[Stamp, ...]:
    """Return the stamps of files, in order: what is read of them is a function of these."""
    return tuple(map(_stamp, files))


def stamp_of(file: Path) -> FileStamp | None:
    """Return the stamp of one file; None where there is none that can be looked at."""
    try:
        status = os.stat(file)  # noqa: PTH116  half the price of Path.stat, and there are forty at every check
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _stamp(file: Path) -> Stamp:
    return str(file), *(stamp_of(file) or (0, 0, 0))
