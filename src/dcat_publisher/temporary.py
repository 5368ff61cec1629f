"""Temporary folders that do not outlive their process for long: what a killed one left, the next takes away.

A folder is held by a lock on a file in it, which the system lets go of when the process ends, however it
does. A number of a process would not tell as much: it may be another's by now, or one in another container.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # on Windows, where nothing is swept
    fcntl = None  # type: ignore[assignment]

PREFIX: Final = "dcat-publisher-"
# A folder gets the other name when its lock is held, so that nobody takes it for one that was left.
_UNFINISHED: Final = "dcat-publisher.new-"
_LOCK: Final = ".lock"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that this user alone can read, and take it away in the end."""
    folder, lock = make_folder()
    try:
        yield folder
    finally:
        remove_folder(folder, lock)


def make_folder(base: str | None = None) -> tuple[Path, int]:
    """Make a folder, having taken away those that killed processes left; give it and what holds it.

    Args:
        base: where, None for where the system (TMPDIR) has temporary files.

    """
    sweep(base)
    new = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=base))
    lock = os.open(new / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if fcntl is not None:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    folder = new.with_name(new.name.replace(_UNFINISHED, PREFIX, 1))
    new.rename(folder)
    return folder, lock


def remove_folder(folder: Path, lock: int) -> None:
    """Take away what `make_folder` made."""
    shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)


def sweep(base: str | None = None) -> None:
    """Take away the folders of this user that no process holds any more."""
    if fcntl is None:
        return
    for folder in Path(tempfile.gettempdir() if base is None else base).glob(f"{PREFIX}*"):
        with suppress(OSError):  # another user's, or gone meanwhile
            _sweep(folder)


def _sweep(folder: Path) -> None:
    """Take a folder away if it has a lock that nobody holds; one that has none is not of our making."""
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        return
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
