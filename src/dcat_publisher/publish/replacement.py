"""Replacing a folder: filled beside, then exchanged in one step where that can be, else file by file.

Files that are the same as before stay the same files (`staging`), so that an HTTP server's Last-Modified
tells the truth and the disk has little to do. Nothing is removed that an earlier build did not list in its
manifest.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from dcat_publisher.publish.former import Former
from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.merging import merge
from dcat_publisher.publish.staging import Staging
from dcat_publisher.publish.twin import claim, give_back
from dcat_publisher.system.scratch import exclusively, scratch_folder, sweep, sweep_temporary

# renameat2(2): the flag that exchanges two names in one step, and "relative to the working directory".
_RENAME_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100


@contextmanager
def replaced_folder(
    target: Path,
    complete: Callable[[Staging], None],
    is_ours: Callable[[Path], bool] = lambda _: False,
    twin: Path | None = None,
) -> Iterator[Staging]:
    """Return a folder to fill, which takes the place of `target` when the block ends without a fault.

    `complete` is called before that, when no other build can change `target`: it adds what depends on what
    was there, and writes the manifest. `is_ours` tells of a dump in a folder without a manifest whether this
    program wrote it. `twin` is where a second tree of the files in `target` may be, with which the folder is
    then filled at first, and where one is put at the end. A link stays one: the folder that it leads to is
    replaced. Raises OutputError when `target` is not ours, OSError when the disk does not allow it; `target`
    is then as it was.
    """
    target = Path(os.path.realpath(target))
    former = Former(target, is_ours)
    if twin is None or not twin.is_dir():
        former.read()  # what is not ours is told before any work
    sweep_temporary()
    with ExitStack() as stack:
        stack.enter_context(_parents(target.parent))
        site = stack.enter_context(_scratch_for(target)) / "site"
        former.tree = None if twin is None else claim(twin, site, target)
        if former.tree is None:
            former.read()
        site.mkdir(exist_ok=True)
        staging = Staging(site, target, set(), is_filled=former.tree is not None)
        yield staging
        for folder in (target.parent, target):
            stack.enter_context(exclusively(folder))
        complete(staging)
        exchanged = _publish(staging, former)
        if twin is not None and exchanged:
            give_back(site, target, twin)


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


def _publish(staging: Staging, former: Former) -> bool:
    """Put the folder in its place; tell whether it is the whole of what is there now."""
    folder, target = staging.folder, staging.former
    if not target.exists():
        folder.chmod(0o755)
        folder.rename(target)
        return True
    if _exchange_whole(folder, target, former):
        return True
    merge(folder, target, Listing.read(folder), former.read())
    return False


def _exchange_whole(folder: Path, target: Path, former: Former) -> bool:
    """Exchange two folders, when all in `target` is ours; False when it has to be done file by file."""
    status, own = target.stat(), folder.stat()
    if former.has_strangers() or (status.st_uid, status.st_gid) != (own.st_uid, own.st_gid):
        return False
    folder.chmod(stat.S_IMODE(status.st_mode))
    if not _exchange_in_one_step(folder, target):
        return False
    if former.has_strangers(folder):  # somebody put something there meanwhile
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
