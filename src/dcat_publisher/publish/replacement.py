"""Replacing a folder: filled beside, then exchanged in one step where that can be, else file by file.

Files that are the same as before stay the same files: they are linked to, not written again, so that an HTTP
server's Last-Modified tells the truth and the disk has little to do. Nothing is removed that an earlier build
did not list in its manifest.
"""

from __future__ import annotations

import contextlib
import ctypes
import filecmp
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.model.errors import OutputError
from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.merging import merge, strangers
from dcat_publisher.publish.ownership import former_listing, listing_marks
from dcat_publisher.system.confined import has_real_folders, is_inside
from dcat_publisher.system.scratch import exclusively, scratch_folder, sweep, sweep_temporary

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
        # Another build may have put its own file there since: what was linked to is looked at.
        if not (same and self._link(path) and _holds(target, data)):
            target.unlink(missing_ok=True)
            target.write_bytes(data)
            if same:  # a disk without links
                with contextlib.suppress(OSError):
                    shutil.copystat(former, target)
        return Stamp.of(target.stat())

    def share(self, path: str, other: str) -> Stamp:
        """Give a file that was written a second name; a copy where the disk knows no links."""
        target = self._free(path)
        try:
            os.link(self.folder / other, target)
        except OSError:
            return self.write(path, (self.folder / other).read_bytes())
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
            written = target.with_name(f"{target.name}.written")
            target.replace(written)
            if not (self._link(path) and filecmp.cmp(target, written, shallow=False)):
                written.replace(target)
                with contextlib.suppress(OSError):
                    shutil.copystat(former, target)
            written.unlink(missing_ok=True)
        return Stamp.of(target.stat())

    def _free(self, path: str) -> Path:
        """Make room for a file; nothing may be there, because a link must not be written through."""
        if not is_inside(path):
            raise OutputError(f"`{path}` is no path for a file of the site; give the thing another `id`")
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
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


@contextmanager
def replaced_folder(
    target: Path,
    complete: Callable[[Staging], None],
    is_ours: Callable[[Path], bool] = lambda _: False,
) -> Iterator[Staging]:
    """Return an empty folder to fill, which takes the place of `target` when the block ends without a fault.

    `complete` is called before that, when no other build can change `target`: it adds what depends on what
    was there, and writes the manifest. `is_ours` tells of a dump in a folder without a manifest whether this
    program wrote it. A link stays one: the folder that it leads to is replaced. Raises OutputError when
    `target` is not ours, OSError when the disk does not allow it; `target` is then as it was.
    """
    target = Path(os.path.realpath(target))
    marks, former = listing_marks(target), former_listing(target, is_ours)  # told before any work
    sweep_temporary()
    with ExitStack() as stack:
        stack.enter_context(_parents(target.parent))
        scratch = stack.enter_context(_scratch_for(target))
        staging = Staging(scratch / "site", target)
        staging.folder.mkdir()
        yield staging
        for folder in (target.parent, target):
            stack.enter_context(exclusively(folder))
        complete(staging)
        if marks is None or marks != listing_marks(target):  # by another build, or by hand
            former = former_listing(target, is_ours)
        _publish(staging, former)


@contextmanager
def _parents(folder: Path) -> Iterator[None]:
    """Make a folder and those above it; take those away again that turn out not to be needed."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # the first one that is not empty
            for each in missing:
                each.rmdir()


@contextmanager
def _scratch_for(target: Path) -> Iterator[Path]:
    """Make a temporary folder from which files can be moved into `target`: beside it, else in it."""
    sweep(target.parent)
    if target.is_dir():
        sweep(target)
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(scratch_folder(target.parent))
            if target.is_dir() and not _can_move(folder, target):
                raise OSError
        except OSError:
            stack.close()
            if not target.is_dir():
                raise
            folder = stack.enter_context(scratch_folder(target))
        yield folder


def _can_move(folder: Path, target: Path) -> bool:
    """Try whether a file can be moved: across the edge of a disk or of a mount point none can."""
    try:
        with scratch_folder(target) as inside:
            (inside / "probe").touch()
            (inside / "probe").rename(folder / "probe")
            (folder / "probe").unlink()
    except OSError:
        return False
    return True


def _publish(staging: Staging, former: Listing) -> None:
    folder, target = staging
    if not target.exists():
        folder.chmod(0o755)
        folder.rename(target)
        return
    if not _exchange_whole(folder, target, former):
        merge(folder, target, Listing.read(folder), former)


def _exchange_whole(folder: Path, target: Path, former: Listing) -> bool:
    """Exchange two folders, when all in `target` is ours; False when it has to be done file by file."""
    status, own = target.stat(), folder.stat()
    if any(strangers(target, former)) or (status.st_uid, status.st_gid) != (own.st_uid, own.st_gid):
        return False
    folder.chmod(stat.S_IMODE(status.st_mode))
    if not _exchange_in_one_step(folder, target):
        return False
    if any(strangers(folder, former)):  # somebody put something there meanwhile
        _exchange_in_one_step(folder, target)
        return False
    return True


def _exchange_in_one_step(one: Path, other: Path) -> bool:
    """Exchange two names with renameat2, which Linux has; False where system or disk does not allow it."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    result = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(result == 0)
