"""Replacing a folder file by file, where it cannot be exchanged: a mount point, or one with things of others.

Each file is replaced whole; the manifest comes last of them, and what is no longer listed goes after it. A
list of all files that are ours, before or after, stands in the folder meanwhile, so that a process that is
killed at any moment leaves nothing that the next build does not know as its own. Files under new names come
first: only they need room on the disk, and when there is none they are taken away again.
"""

from __future__ import annotations

import contextlib
import errno
import filecmp
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import OutputError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.manifest import SITE_FILE, line, write_draft
from dcat_publisher.system.confined import has_real_folders

_WORDS: Final = Words(__file__).group("out")
JOURNAL: Final = f".{SITE_FILE}.unfinished"
"""What is ours, while files are being replaced one by one; it has the form of a manifest."""
_OWN: Final = frozenset((SITE_FILE, JOURNAL))


def strangers(folder: Path, listing: Listing) -> Iterator[str]:
    """Yield the paths of what is in a folder and not in a list: files, links, other disks, folders of others.

    What is below a folder that is not ours is not looked at.
    """
    yield from _strangers(folder, "", folder.lstat().st_dev, listing)


def _strangers(folder: Path, below: str, disk: int, listing: Listing) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                if path not in listing and path not in _OWN:
                    yield path
            elif path in listing.folders and entry.stat(follow_symlinks=False).st_dev == disk:
                yield from _strangers(Path(entry.path), f"{path}/", disk, listing)
            else:
                yield path


def check_room(staged: Path, target: Path, new: Iterable[str], former: Listing) -> None:
    """Raise OutputError when a file would take the place of something that is not ours.

    A file that is there already, byte for byte, is taken for ours.
    """
    seen: set[str] = set()
    for path in new:
        taken = _taken(target, path, seen)
        if taken is not None and (taken != path or not (path in former or _is_same(staged, target, path))):
            raise OutputError(filled(_WORDS["in_the_way"], file=str(target / taken)))


def _taken(target: Path, path: str, seen: set[str]) -> str | None:
    """Return what has the name of a new file, or is no folder (or a link to one) where one is needed."""
    if not has_real_folders(target, path, seen):
        above = path.rpartition("/")[0]
        return above if _is_there(target / above) else _taken(target, above, seen)
    try:
        mode = (target / path).lstat().st_mode
    except OSError:
        return None
    return f"{path}/" if stat.S_ISDIR(mode) else path


def _is_same(staged: Path, target: Path, path: str) -> bool:
    one, other = staged / path, target / path
    try:
        return stat.S_ISREG(other.lstat().st_mode) and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def merge(staged: Path, target: Path, new: Listing, former: Listing) -> None:
    """Replace the files of `former` in `target` by those of `new` in `staged`; all else stays.

    Raises OutputError before anything is changed when something is in the way, OSError when the disk is full
    or does not allow it: the former site is then still whole.
    """
    check_room(staged, target, new, former)
    fresh = [path for path in new if not _is_there(target / path)]
    _write_journal(staged, target, new, former)
    _place_fresh(staged, target, fresh)
    for path in new:
        _place(staged, target, path)
    _place(staged, target, SITE_FILE)
    remove_all(target, (path for path in former if path not in new))
    (target / JOURNAL).unlink()


def _write_journal(staged: Path, target: Path, new: Listing, former: Listing) -> None:
    folder = staged.with_name("journal")
    folder.mkdir(exist_ok=True)
    paths = (path for listing in (new, former) for path in listing)
    write_draft(folder, {}, {"others": map(line, paths)})
    _move(folder / SITE_FILE, target / JOURNAL)


def _place_fresh(staged: Path, target: Path, paths: Iterable[str]) -> None:
    """Place what has no predecessor; all of it or nothing."""
    done: list[str] = []
    try:
        for path in paths:
            done.append(path)
            _place(staged, target, path)
    except OSError:
        remove_all(target, done)
        (target / JOURNAL).unlink(missing_ok=True)
        raise


def _place(staged: Path, target: Path, path: str) -> None:
    source, goal = staged / path, target / path
    with contextlib.suppress(FileNotFoundError):
        # Placed before, or the very same file: of two names of one file, rename(2) would leave both.
        if not _is_there(source) or os.path.samestat(source.lstat(), goal.lstat()):
            return
    try:
        _move(source, goal)
    except FileNotFoundError:
        goal.parent.mkdir(parents=True, exist_ok=True)
        _move(source, goal)


def _move(source: Path, goal: Path) -> None:
    """Give a file its final name in one step, also on another disk."""
    try:
        source.replace(goal)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = goal.with_name(f"{goal.name}.unfinished")
        try:
            shutil.copy2(source, beside)
            beside.replace(goal)
        except OSError:
            beside.unlink(missing_ok=True)
            raise


def _is_there(file: Path) -> bool:
    return os.path.lexists(file)


def remove_all(target: Path, paths: Iterable[str]) -> None:
    """Remove files that are ours, and the folders that this empties; links are not followed."""
    folders, seen = set[str](), set[str]()
    for path in paths:
        if has_real_folders(target, path, seen) and not _is_folder(target / path):
            (target / path).unlink(missing_ok=True)
            folders.add(path.rpartition("/")[0])
    for folder in sorted(folders, key=len, reverse=True):
        _remove_empty(target, folder)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _remove_empty(target: Path, folder: str) -> None:
    with contextlib.suppress(OSError):
        while folder:
            (target / folder).rmdir()
            folder = folder.rpartition("/")[0]
