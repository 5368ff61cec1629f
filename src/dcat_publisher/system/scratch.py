"""Temporary folders that are known again as ours, so that those of killed processes can be removed.

Each has a name that begins with `PREFIX` and a file on which the process that made it holds a lock
(flock(2)). The system lets go of the lock when the process ends, however it ends; so a folder whose lock can
be had belongs to nobody any more. That holds across containers that share a disk, where a process id would
say nothing.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # Windows: nothing is locked there, and so nothing of another process is removed
    fcntl = None  # type: ignore[assignment]

PREFIX: Final = ".dcat-publisher-"
_LOCK: Final = "lock"


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """Make a temporary folder in `parent`, else where the system has them; remove it at the end."""
    folder, descriptor = _made(parent or Path(tempfile.gettempdir()))
    try:
        yield folder
    finally:
        _remove(folder)
        os.close(descriptor)


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
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # a folder that may be written to but not listed, or a system that opens none
        yield
        return
    try:
        with contextlib.suppress(OSError):
            _flock(descriptor, wait=True)
        yield
    finally:
        os.close(descriptor)


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
        _flock(descriptor)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:  # a disk without locks: nobody can have this one, and so nobody removes the folder
        return descriptor
    if _is_there(folder / _LOCK, descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _flock(descriptor: int, *, wait: bool = False) -> None:
    if fcntl is None:
        raise OSError("no locks")
    fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


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
        _flock(descriptor)
        if _is_there(folder / _LOCK, descriptor):
            _remove(folder)
    except OSError:
        pass  # its process lives
    finally:
        os.close(descriptor)


def _remove(folder: Path) -> None:
    """Remove a folder, its lock last: whoever is killed here leaves one that is still known as ours."""
    with contextlib.suppress(OSError):
        for entry in list(folder.iterdir()):
            if entry.name != _LOCK:
                _remove_entry(entry)
        (folder / _LOCK).unlink(missing_ok=True)
        folder.rmdir()


def _remove_entry(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)
