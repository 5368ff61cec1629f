"""Files that a stranger may have put there, or named: regular ones only, and none outside a folder.

A checkout is material of whoever sent it, and so is a list of paths. A name may be a link to a secret of this
machine, a pipe that never ends, a device that answers for ever. Files of a checkout are read with
`read_regular`, which follows a link that stays inside; files of an output, by the paths that its manifest
names, with `open_inside` and `read_inside`, which follow none.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO, Final

from dcat_publisher.model.language import Words
from dcat_publisher.system.reasons import ToldError

_WORDS: Final = Words(__file__).group("confined")
# Opening a pipe for reading waits for a writer, and a terminal may become ours: neither for a file of others.
CAREFULLY: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NEVER: Final = re.compile(r"[\0\\]|^[A-Za-z]:")
"""What a path of ours has nowhere: the end of a C string, a separator of Windows, a drive."""


class LeadsOutError(ToldError):
    """A link leads out of the folder that it stands in."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EXDEV, _WORDS["leads_out"], path)


class NotRegularError(ToldError):
    """It is a folder, a pipe, a device or a socket."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, _WORDS["not_regular"], path)


class TooLargeError(ToldError):
    """There is more in the file than is read; `size` is its size in bytes."""

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(errno.EFBIG, _WORDS["too_large"], path)
        self.size = size


class NotInsideError(ToldError, FileNotFoundError):
    """A path is none of a file below the folder, or a link is on the way there."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ENOENT, _WORDS["not_inside"], path)


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
    with _open_regular(path) as stream:
        _require_regular(path, os.fstat(stream.fileno()), limit)
        data = stream.read(limit + 1)
    if len(data) > limit:  # it grew
        raise TooLargeError(path, len(data))
    return data


def _open_regular(path: Path) -> BinaryIO:
    """Open a regular file without following a link; raises NotRegularError, or OSError for a link."""
    descriptor = os.open(path, CAREFULLY)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotRegularError(path)
    return open(descriptor, "rb")  # noqa: PTH123  a descriptor, not a path


def _require_regular(path: Path, status: os.stat_result, limit: int) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(path)
    if status.st_size > limit:
        raise TooLargeError(path, status.st_size)


def is_inside(path: str) -> bool:
    """Return whether a path, with `/` on every system, names something below the folder it is relative to."""
    return {"", ".", ".."}.isdisjoint(path.split("/")) and _NEVER.search(path) is None


def open_inside(folder: Path, path: str, seen: set[str] | None = None) -> BinaryIO:
    """Open a file below a folder; raises OSError where it is no regular file, or a link leads to it.

    `seen` is for who opens many files: the folders in it have been looked at, and more are added.
    """
    if not is_inside(path) or not has_real_folders(folder, path, set() if seen is None else seen):
        raise NotInsideError(folder / path)
    return _open_regular(folder / path)


def status_inside(folder: Path, path: str, seen: set[str]) -> os.stat_result:
    """Return the status of a file that `open_inside` would open; raises as that does."""
    if not is_inside(path) or not has_real_folders(folder, path, seen):
        raise NotInsideError(folder / path)
    status = os.lstat(f"{folder}/{path}")  # a Path for each of very many takes most of the time
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder / path))
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(folder / path)
    return status


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
