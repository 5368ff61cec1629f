"""A second tree of the files of an output, in which the next build has only to change what differs.

To link very many files anew for each build, and to remove as many links after it, takes far longer than to
write what one edit changes. So the tree that was exchanged for the new one is brought up to date with it,
file by file where they differ, and kept among what is remembered of the source. It costs folders, and no room
for files: they are the same ones.

Nothing is believed of a twin. It is used when, name by name, its files are the very files of the output
(by inode), and nothing else is in either; else it is removed. Who takes it moves it away first, so no two
builds have it, and one that is killed leaves none.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from pathlib import Path
from typing import Final

from dcat_publisher.publish.manifest import SITE_FILE
from dcat_publisher.rdf.parse_cache import own_folder

_FOLDER: Final = -1
"""What stands for the inode of a folder: each tree has its own."""
_Names = dict[str, int]
"""What is in a folder: by name the inode of a file, or that it is a folder."""
Tree = dict[str, _Names]
"""What is in a folder and in those below it, by their paths; a path that is not empty ends in a slash."""


class _OddError(Exception):
    """A tree has something else in it than files and folders."""


def claim(twin: Path, folder: Path, target: Path) -> Tree | None:
    """Move a twin to `folder`, where it is one of `target`; return what is in both, None where it was none.

    The manifest is left out of the folder.
    """
    try:
        if not _is_own(twin):
            return None
        twin.rename(folder)
        found = _common(folder, target)
        if found is not None:
            (folder / SITE_FILE).unlink()
            return found
    except (OSError, _OddError):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    return None


def is_still(folder: Path, tree: Tree) -> bool:
    """Return whether a folder has the same files in it as before, and nothing else."""
    try:
        return all(_names(f"{folder}/{below}") == names for below, names in tree.items())
    except (OSError, _OddError):
        return False


def give_back(folder: Path, target: Path, twin: Path) -> None:
    """Make a twin of `target` of what is in `folder`, and move it to its place; on failure there is none."""
    with contextlib.suppress(OSError, _OddError):
        own_folder(twin.parent)
        folder.mkdir(exist_ok=True)
        _adapt(folder, target, folder.stat().st_dev)
        if twin.exists():  # another build was faster
            return
        folder.rename(twin)


def _is_own(twin: Path) -> bool:
    """Return whether there is a twin in a folder that nobody else may write."""
    return twin.parent.is_dir() and stat.S_ISDIR(twin.lstat().st_mode) and bool(own_folder(twin.parent))


def _common(folder: Path, target: Path) -> Tree | None:
    """Return what is in two trees that have the very same files, in folders of the same owner and mode."""
    if not _are_alike(str(folder), str(target)) or folder.stat().st_dev != target.stat().st_dev:
        return None
    tree, waiting = Tree(), [""]
    while waiting:
        below = waiting.pop()
        tree[below] = own = _names(f"{folder}/{below}")
        if own != _names(f"{target}/{below}"):
            return None
        inner = [f"{below}{name}/" for name, inode in own.items() if inode == _FOLDER]
        if not all(_are_alike(f"{folder}/{path}", f"{target}/{path}") for path in inner):
            return None
        waiting += inner
    return tree


def _are_alike(folder: str, other: str) -> bool:
    one, two = os.lstat(folder), os.lstat(other)
    return (one.st_uid, one.st_gid, one.st_mode) == (two.st_uid, two.st_gid, two.st_mode)


def _names(folder: Path | str) -> _Names:
    """Return what is in a folder; raises _OddError for what is neither file nor folder."""
    found: _Names = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                found[entry.name] = entry.inode()
            elif entry.is_dir(follow_symlinks=False):
                found[entry.name] = _FOLDER
            else:
                raise _OddError(entry.path)
    return found


def _adapt(folder: Path, target: Path, disk: int) -> None:
    """Change a folder until it has the files of `target`, all on one disk."""
    status = target.lstat()
    if status.st_dev != disk:
        raise _OddError(target)
    folder.chmod(stat.S_IMODE(status.st_mode))
    own, other = _names(folder), _names(target)
    for name in (name for name, inode in own.items() if other.get(name) != inode):
        _remove(folder / name)
    for name, inode in other.items():
        if inode == _FOLDER:
            (folder / name).mkdir(exist_ok=True)
            _adapt(folder / name, target / name, disk)
        elif own.get(name) != inode:
            os.link(f"{target}/{name}", f"{folder}/{name}")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
