"""Files that a stranger may have put there: regular ones only, of a bounded size, links within a folder.

A checkout is material of whoever sent it. A name in it may be a link to a secret of this machine, a pipe that
never ends, a device that answers for ever. All who open files of a checkout do it by these functions.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

# Opening a pipe for reading waits for a writer, and a terminal may become ours: neither for a file of others.
_CAREFULLY: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class LeadsOutError(OSError):
    """A link leads out of the folder that it stands in."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EXDEV, "a link that leads out of the folder is not followed", str(path))


class NotRegularError(OSError):
    """It is a folder, a pipe, a device or a socket."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "it is not a regular file", str(path))


class TooLargeError(OSError):
    """There is more in the file than is read; `size` is its size in bytes."""

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(errno.EFBIG, "the file is too large", str(path))
        self.size = size


def leads_out(path: Path | str, root: Path) -> bool:
    """Return whether a path, with all links followed, is outside `root`; links to itself are inside."""
    target, folder = os.path.realpath(path), os.path.realpath(root)
    return target != folder and not target.startswith(folder.rstrip(os.sep) + os.sep)


def checkout_of(folder: Path) -> Path:
    """Return the nearest folder upward that holds `.git`, else the folder itself, with all links followed."""
    start = Path(os.path.realpath(folder))
    for candidate in (start, *start.parents):
        if os.path.lexists(candidate / ".git"):
            return candidate
    return start


def read_regular(path: Path, limit: int, root: Path | None = None) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes.

    A link is followed when it stays inside `root`, and never without a root. Raises LeadsOutError,
    NotRegularError, TooLargeError, or another OSError for what the system says.
    """
    if path.is_symlink():
        if root is None or leads_out(path, root):
            raise LeadsOutError(path)
        path = Path(os.path.realpath(path))
    # Looked at before it is opened, since opening some devices does something, and after it, since another
    # file may have taken its place.
    _require_regular(path, path.lstat(), limit)
    descriptor = os.open(path, _CAREFULLY)
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        _require_regular(path, status, limit)
        data = stream.read(limit + 1)
    if len(data) > limit:  # it grew
        raise TooLargeError(path, len(data))
    return data


def _require_regular(path: Path, status: os.stat_result, limit: int) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(path)
    if status.st_size > limit:
        raise TooLargeError(path, status.st_size)
