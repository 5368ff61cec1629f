"""Replacing a folder as a whole: filled beside, then exchanged in one step.

Files that are the same as before stay the same files: they are linked to, not written again, so that an HTTP
server's Last-Modified tells the truth and the disk has little to do.
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

# renameat2(2): the flag that exchanges two names in one step, and "relative to the working directory".
_RENAME_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100


class Stamp(NamedTuple):
    """What tells, without reading, that a file is still the same."""

    modified: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Return the stamp of a file."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


class Staging(NamedTuple):
    """A folder that is being filled, and the one whose place it will take; any process can write into it."""

    folder: Path
    former: Path

    def write(self, path: str, data: bytes) -> Stamp:
        """Write a file; where the former folder has the same, link to that."""
        target, former = self._free(path), self.former / path
        same = _holds(former, data)
        if not (same and self._link(path)):
            target.write_bytes(data)
            if same:  # a disk without links
                shutil.copystat(former, target)
        return Stamp.of(target.stat())

    def keep(self, path: str, stamp: Stamp) -> bool:
        """Take a file over from the former folder if it is there and has this stamp; tell whether it had."""
        target = self._free(path)
        if self._link(path):
            if Stamp.of(target.stat()) == stamp:
                return True
            target.unlink()
        return False

    def settle(self, path: str) -> Stamp:
        """Say that a file which was written piece by piece is done: where it is as before, link to that."""
        target, former = self.folder / path, self.former / path
        try:
            same = _is_file(former) and filecmp.cmp(target, former, shallow=False)
        except OSError:
            same = False
        if same:
            target.unlink()
            if not self._link(path):
                shutil.copy2(former, target)
        return Stamp.of(target.stat())

    def _free(self, path: str) -> Path:
        """Make room for a file; nothing may be there, because a link must not be written through."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        return target

    def _link(self, path: str) -> bool:
        """Link to a file of the former folder; False where it is not there or the disk knows no links."""
        former = self.former / path
        if not _is_file(former):
            return False
        try:
            os.link(former, self.folder / path)
        except OSError:
            return False
        return True


def _is_file(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def _holds(file: Path, data: bytes) -> bool:
    """Return whether a file is there and has this content."""
    try:
        return file.lstat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


@contextmanager
def replaced_folder(target: Path) -> Iterator[Staging]:
    """Yield an empty folder to fill; when the block ends without an exception it takes the place of `target`.

    A link stays one: the folder that it leads to is replaced. Raises OSError when the disk does not allow it;
    `target` is then as it was.
    """
    target = Path(os.path.realpath(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield Staging(staging, target)
        staging.chmod(0o755)
        _exchange(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _exchange(staging: Path, target: Path) -> None:
    """Put `staging` in the place of `target`; what stood there is left under the name of `staging`."""
    if not target.exists():
        staging.rename(target)
    elif not _exchange_in_one_step(staging, target):
        aside = staging.with_name(f"{staging.name}.old")
        target.rename(aside)
        staging.rename(target)
        aside.rename(staging)


def _exchange_in_one_step(one: Path, other: Path) -> bool:
    """Exchange two names with renameat2, which Linux has; False where system or disk does not know it."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    if libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(code, os.strerror(code), str(other))
