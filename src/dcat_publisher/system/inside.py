"""Reading files below a folder by paths that others wrote: nothing outside is reached, by links neither."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import BinaryIO, Final

# A link is not followed, and a pipe is not waited for.
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_NEVER: Final = re.compile(r"[\0\\]|^[A-Za-z]:")


def is_inside(path: str) -> bool:
    """Return whether a path, with `/` on every system, names something below the folder it is relative to."""
    return {"", ".", ".."}.isdisjoint(path.split("/")) and _NEVER.search(path) is None


def open_inside(folder: Path, path: str, seen: set[str] | None = None) -> BinaryIO:
    """Open a file below a folder; raises OSError where it is no regular file, or a link leads to it.

    `seen` is for who opens many files: the folders in it have been looked at, and more are added.
    """
    if not is_inside(path) or not has_real_folders(folder, path, set() if seen is None else seen):
        raise FileNotFoundError(2, "not a file in the folder", str(folder / path))
    descriptor = os.open(folder / path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(2, "not a regular file", str(folder / path))
    return open(descriptor, "rb")  # noqa: PTH123  a descriptor, not a path


def read_inside(folder: Path, path: str, seen: set[str] | None = None) -> bytes:
    """Read a file below a folder; raises as `open_inside` does."""
    with open_inside(folder, path, seen) as stream:
        return stream.read()


def has_real_folders(folder: Path, path: str, seen: set[str]) -> bool:
    """Return whether the folders between a folder and a file are there and none of them is a link."""
    above = path.rpartition("/")[0]
    if not above or above in seen:
        return True
    try:
        mode = (folder / above).lstat().st_mode
    except OSError:
        return False
    if not (stat.S_ISDIR(mode) and has_real_folders(folder, above, seen)):
        return False
    seen.add(above)
    return True
