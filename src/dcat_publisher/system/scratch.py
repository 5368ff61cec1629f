"""Temporary folders that are known again as ours, so that those of killed processes can be removed.

Each has a name that begins with `PREFIX` and a file on which the process that made it holds a lock
(flock(2)). The system lets go of the lock when the process ends, however it ends; so a folder whose lock can
be had belongs to nobody any more. That holds across containers that share a disk, where a process id would
say nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dcat_publisher.system.locks import lock
from dcat_publisher.system.posix import fcntl

PREFIX: Final = ".dcat-publisher-"
_LOCK: Final = "lock"


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """Make a temporary folder in `parent`, else where the system has them; remove it at the end."""
    folder, descriptor = _made(parent or Path(tempfile.gettempdir()))
    try:
        yield folder
    finally:
        _remove(folder, descriptor)


def sweep(parent: Path) -> None:
    """Remove the folders that killed processes of this user left in `parent`. Never fails."""
    with contextlib.suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.is_dir(follow_symlinks=False) and _is_own(entry):
                _sweep(Path(entry.path))


def sweep_temporary() -> None:
    """Remove what killed processes left where the system has its temporary folders."""
    sweep(Path(tempfile.gettempdir()))


@contextmanager
def exclusively(folder: Path) -> Iterator[None]:
    """Wait until no other process is in such a block for this folder; not on a disk without locks."""
    try:
        descriptor = _open_for_lock(folder)
    except OSError:  # a folder that may be written to but not listed
        yield
        return
    try:
        with contextlib.suppress(OSError):
            lock(descriptor, wait=True)
        yield
    finally:
        os.close(descriptor)


def _open_for_lock(folder: Path) -> int:
    """Return a descriptor whose lock stands for a folder; on Windows, where no folder is opened, of a file.

    Raises OSError for a folder that may be written to but not listed.
    """
    if fcntl is not None:
        return os.open(folder, os.O_RDONLY)
    name = os.path.normcase(os.path.realpath(folder))
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return os.open(Path(tempfile.gettempdir()) / f"{PREFIX}{digest[:32]}.lock", os.O_CREAT | os.O_RDWR, 0o600)


def _made(parent: Path) -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        descriptor = _locked(folder)
        if descriptor is not None:
            return folder, descriptor


def _locked(folder: Path) -> int | None:
    """Lock a new folder; None when another process took it for abandoned before the lock was there."""
    try:
        descriptor = os.open(folder / _LOCK, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except FileNotFoundError:
        return None
    except OSError:
        folder.rmdir()
        raise
    try:
        lock(descriptor)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:  # a disk without locks: nobody can have this one, and so nobody removes the folder
        return descriptor
    if _is_there(folder / _LOCK, descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _is_there(file: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(file.lstat(), os.fstat(descriptor))
    except OSError:
        return False


def _is_own(entry: os.DirEntry[str]) -> bool:
    return not hasattr(os, "geteuid") or entry.stat(follow_symlinks=False).st_uid == os.geteuid()


def _sweep(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()  # killed before it had a lock; one that is being made is made anew
        return
    try:
        descriptor = os.open(folder / _LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:  # no lock of ours: whatever it is, it stays
        return
    try:
        lock(descriptor)
        abandoned = _is_there(folder / _LOCK, descriptor)
    except OSError:  # its process lives
        os.close(descriptor)
        return
    if abandoned:
        _remove(folder, descriptor)
    else:
        os.close(descriptor)


def _remove(folder: Path, descriptor: int) -> None:
    """Remove a folder, its lock last: whoever is killed here leaves one that is still known as ours.

    The lock is let go of before its file is removed, for Windows removes no file that is open. Another
    process that takes it in between does the same as this one.
    """
    with contextlib.suppress(OSError):
        for entry in list(folder.iterdir()):
            if entry.name != _LOCK:
                _remove_entry(entry)
    os.close(descriptor)
    with contextlib.suppress(OSError):
        (folder / _LOCK).unlink(missing_ok=True)
        folder.rmdir()


def _remove_entry(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)
