"""Graphs of files that were parsed before: the shapes and code lists of an installation do not change.

A remembered graph is used when path, time, size and inode of its files are what they were. It is written
with `marshal`, which loads ten times faster than Turtle is parsed and, unlike pickle, runs no code. All of it
may be deleted at any time; `DCAT_PUBLISHER_NO_CACHE=1` does without.
"""

from __future__ import annotations

import contextlib
import errno
import marshal
import os
import stat
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.model.graph import Graph

_FORMAT: Final = 1


def cache_folder() -> Path | None:
    """Return the folder for caches (XDG Base Directory Specification): $XDG_CACHE_HOME, else ~/.cache.

    None when nothing is to be remembered.
    """
    if os.environ.get("DCAT_PUBLISHER_NO_CACHE"):
        return None
    named = os.environ.get("XDG_CACHE_HOME", "")
    if named and os.path.isabs(named):  # noqa: PTH117  as a text: pathlib is not needed to tell
        return Path(named, "dcat-publisher")
    try:
        return Path.home() / ".cache" / "dcat-publisher"
    except RuntimeError:  # a user without a home
        return None


def is_ours(status: os.stat_result) -> bool:
    """Return whether a file or folder is this user's, and nobody else may write it."""
    if not hasattr(os, "geteuid"):  # a system where modes say nothing
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def own_folder(folder: Path) -> Path:
    """Make a folder that nobody else may look into; raises OSError where there is one that is not ours."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not is_ours(folder.stat()):
        raise PermissionError(errno.EPERM, "others may write it", str(folder))
    return folder


def replace_file(file: Path, data: bytes) -> None:
    """Write a file so that a reader finds the former content or the new one; on failure, the former stays."""
    import tempfile  # noqa: PLC0415  what is remembered is read far more often than written

    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)


def parsed(files: Sequence[Path], parse: Callable[[], Graph]) -> Graph:
    """Return the graph of files: a remembered one, else what `parse` gives, which is then remembered."""
    folder = cache_folder()
    try:
        key = [_stamp(file) for file in files]
    except OSError:
        return parse()  # which knows what to say of a file that is not there
    if folder is None:
        return parse()
    memory = folder / f"{zlib.crc32(repr([name for name, *_ in key]).encode()):08x}.graph"
    graph = Graph()
    try:
        version, known, index = marshal.loads(memory.read_bytes())
        if version == _FORMAT and known == key:
            graph.index = index
            return graph
    except (OSError, ValueError, EOFError, TypeError):
        pass  # none there, or damaged: it is made again
    graph = parse()
    replace_file(memory, marshal.dumps((_FORMAT, key, graph.index)))
    return graph


def _stamp(file: Path) -> tuple[str, int, int, int]:
    status = file.stat()
    return str(file.absolute()), status.st_mtime_ns, status.st_size, status.st_ino
