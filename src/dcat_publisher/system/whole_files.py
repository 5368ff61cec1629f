"""Files that are written whole or not at all: a disk that is full leaves what was there before."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_NOT_BESIDE: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""A folder in which no file can be made may have one that can be written."""
_NOT_REPLACED: Final = frozenset({errno.EBUSY, errno.EXDEV})
"""A file that is mounted by itself, as into a container, is written and not replaced."""


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write pieces to a file, which holds them all when it has its name; raises OSError.

    A link is followed, and a mode is kept. What is no regular file, such as a pipe, is written as it is.
    """
    target = Path(os.path.realpath(path))
    if _is_special(target):
        _write(target, pieces, "wb")
        return
    beside = target.parent / f".{secrets.token_hex(8)}.new"
    try:
        _write(beside, pieces, "xb")
        _take_the_place(beside, target)
    except OSError as error:
        if error.errno not in _NOT_BESIDE or beside.exists() or not target.exists():
            raise
        _write(target, pieces, "wb")
    finally:
        beside.unlink(missing_ok=True)


def _is_special(target: Path) -> bool:
    """Return whether a path names something else than a file, such as a link that leads in a circle."""
    return target.is_symlink() or (target.exists() and not stat.S_ISREG(target.stat().st_mode))


def _write(file: Path, pieces: Iterable[bytes], mode: str) -> None:
    with file.open(mode) as stream:
        stream.writelines(pieces)


def _take_the_place(beside: Path, target: Path) -> None:
    if target.exists():
        shutil.copymode(target, beside)
    try:
        beside.replace(target)
    except OSError as error:
        if error.errno not in _NOT_REPLACED:
            raise
        shutil.copyfile(beside, target)
