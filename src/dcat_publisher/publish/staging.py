"""The folder that a build fills: what is as it was in the former one stays the same file.

Either the folder is empty at first, and files that are as before are linked to; or it holds already what the
former output holds (see `twin`), and only what differs is written. Then it is the same files, so nothing may
be written through: a file gets a new one in its place.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import stat
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.model.errors import OutputError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.system.confined import has_real_folders, is_inside

_WORDS: Final = Words(__file__).group("out")
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


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
    """A folder that is being filled, and the one whose place it will take; any process can write into it.

    `is_filled` says whether it holds the files of the former one from the start; `touched` are the paths that
    this process has written or taken over.
    """

    folder: Path
    former: Path
    touched: set[str]
    is_filled: bool = False

    def write(self, path: str, data: bytes) -> Stamp:
        """Write a file; where the former folder has the same, link to that."""
        if not self.is_filled and not os.path.lexists(f"{self.former}/{path}"):
            stamp = self._written_anew(path, data)
            if stamp is not None:
                return stamp
        target, former = self._free(path), self.former / path
        if _holds(target, data):
            return Stamp.of(target.stat())
        target.unlink(missing_ok=True)
        same = not self.is_filled and _holds(former, data)
        # Another build may have put its own file there since: what was linked to is looked at.
        if not (same and self._link(path) and _holds(target, data)):
            target.unlink(missing_ok=True)
            target.write_bytes(data)
            if same:  # a disk without links
                with contextlib.suppress(OSError):
                    shutil.copystat(former, target)
        return Stamp.of(target.stat())

    def _written_anew(self, path: str, data: bytes) -> Stamp | None:
        """Write a file that was never there, as nearly all are at first; None where that is not so simple.

        It costs half of what asking the system for everything else takes.
        """
        if not is_inside(path):
            return None
        try:
            file = os.open(f"{self.folder}/{path}", _NEW, 0o666)
        except OSError:  # a folder is not there yet, or there is a file
            return None
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
            self.touched.add(path)
            return Stamp.of(os.fstat(file))
        finally:
            os.close(file)

    def fresh(self, path: str) -> Path:
        """Make room for a file that is written piece by piece, see `settle`; return where."""
        target = self._free(path)
        target.unlink(missing_ok=True)
        return target

    def share(self, path: str, other: str) -> Stamp:
        """Give a file that was written a second name; a copy where the disk knows no links."""
        target, source = self._free(path), self.folder / other
        if _is_file(target) and target.samefile(source):
            return Stamp.of(target.stat())
        target.unlink(missing_ok=True)
        try:
            os.link(source, target)
        except OSError:
            return self.write(path, source.read_bytes())
        return Stamp.of(target.stat())

    def keep(self, path: str, stamp: Stamp) -> bool:
        """Take a file over from the former folder if it is there and has this stamp; tell whether it had."""
        target = self._free(path)
        if not self.is_filled:
            target.unlink(missing_ok=True)
            if not self._link(path):
                return False
        if _is_file(target) and Stamp.of(target.stat()) == stamp:
            return True
        target.unlink(missing_ok=True)
        return False

    def settle(self, path: str) -> Stamp:
        """Say that a file which was written piece by piece is done: where it is as before, link to that."""
        target, former = self.folder / path, self.former / path
        try:
            same = _is_file(former) and filecmp.cmp(target, former, shallow=False)
        except OSError:
            same = False
        if same:
            written = target.with_name(f"{target.name}.written")
            target.replace(written)
            if not (self._link(path) and filecmp.cmp(target, written, shallow=False)):
                written.replace(target)
                with contextlib.suppress(OSError):
                    shutil.copystat(former, target)
            written.unlink(missing_ok=True)
        return Stamp.of(target.stat())

    def _free(self, path: str) -> Path:
        """Return where a file goes, in a folder that is there; what has no place in a new output goes."""
        if not is_inside(path):
            raise OutputError(filled(_WORDS["no_path"], path=path))
        self.touched.add(path)
        target = self.folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):  # a file of the former output, where now a folder is
            _clear_way(self.folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
        if self.is_filled and target.is_dir():
            shutil.rmtree(target)
        return target

    def _link(self, path: str) -> bool:
        """Link to a file of the former folder; False where it is not there or the disk knows no links."""
        former = self.former / path
        if not _is_file(former) or not has_real_folders(self.former, path, set()):
            return False
        try:
            os.link(former, self.folder / path)
        except OSError:
            return False
        return True


def _clear_way(folder: Path, path: str) -> None:
    """Remove the file that stands where one of the folders above a path has to be."""
    for above in reversed((folder / path).relative_to(folder).parents[:-1]):
        if (folder / above).is_file():
            (folder / above).unlink()
            return


def _is_file(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def _holds(file: Path, data: bytes) -> bool:
    """Return whether a file is there and has this content."""
    try:
        return _is_file(file) and file.lstat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False
