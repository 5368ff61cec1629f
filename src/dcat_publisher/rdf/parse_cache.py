"""What was worked out before, in the user's cache folder, as JSON: what is read there can run nothing.

Shapes and code lists of an installation do not change: a graph is used again when path, time, size and
inode of its files are what they were. All of it may be deleted at any time; `DCAT_PUBLISHER_NO_CACHE=1` does
without.

Who writes a cache says what a check finds. So only files are read that this user owns and nobody else may
write, in such a folder, and none that lies in the checkout that is being checked. A file begins with the
checksum of the rest: one that was damaged is made again.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, cast

from dcat_publisher.model.graph import Graph
from dcat_publisher.system.confined import CAREFULLY

_FORMAT: Final = 2
_NAME: Final = "dcat-publisher"
_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_CHECKSUM: Final = 9
"""Bytes before the content: eight hexadecimal digits of CRC-32, and the end of the line."""


def cache_folder(named: Path | None = None) -> Path | None:
    """Return the folder for caches (XDG Base Directory Specification): $XDG_CACHE_HOME, else ~/.cache.

    `named` is what the call says instead. None when nothing is to be remembered, or there is no such folder
    outside the checkout that we work in.
    """
    if is_off():
        return None
    folder = named if named is not None else _user_folder()
    return None if folder is None or _in_checkout(folder) else folder / _NAME


def user_cache_in_checkout() -> bool:
    """Return whether the user's own folder for caches is not used because it lies in the checkout."""
    folder = _user_folder()
    return folder is not None and _in_checkout(folder)


def is_off() -> bool:
    """Return whether nothing is to be remembered at all."""
    return bool(os.environ.get("DCAT_PUBLISHER_NO_CACHE"))


def _user_folder() -> Path | None:
    named = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):  # noqa: PTH117  "if it is relative, it should be ignored"
        return Path(named)
    home = _home()
    return None if home is None else home / ".cache"


def _home() -> Path | None:
    if "HOME" in os.environ and not os.path.isabs(os.environ["HOME"]):  # noqa: PTH117
        return None
    try:
        home = Path.home()
    except RuntimeError:  # a user whom nobody has told of
        return None
    return home if home.is_absolute() else None


def _in_checkout(folder: Path) -> bool:
    """Return whether a folder lies in the checkout of the working folder: a stranger may have filled it.

    A home that is a repository itself, as some keep it, is nobody else's.
    """
    here, target, home = Path(os.path.realpath(".")), Path(os.path.realpath(folder)), _home()
    tops = [each for each in (here, *here.parents) if (each / ".git").exists()]
    checkout = tops[-1] if tops else here
    own = home is not None and Path(os.path.realpath(home)).is_relative_to(checkout)
    return target.is_relative_to(checkout) and not own


def read_own(file: Path) -> bytes | None:
    """Return the bytes of a remembered file; None when there is none, or it is not ours alone."""
    if os.open not in os.supports_dir_fd:  # Windows, where modes say nothing either
        return _read_by_path(file)
    try:
        folder = os.open(file.parent, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return None
    try:
        with open(file.name, "rb", opener=lambda name, _: os.open(name, CAREFULLY, dir_fd=folder)) as stream:
            ours = is_ours(os.fstat(folder)) and is_ours(os.fstat(stream.fileno()))
            return stream.read() if ours else None
    except OSError:
        return None
    finally:
        os.close(folder)


def _read_by_path(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def load(file: Path) -> object:
    """Return the content of a remembered file; None when there is none, it is damaged, or not ours alone."""
    data = read_own(file) or b""
    checksum, content = data[:_CHECKSUM], data[_CHECKSUM:]
    try:
        return cast(object, json.loads(content)) if checksum == _checksum(content) else None
    except (ValueError, RecursionError):
        return None


def is_ours(status: os.stat_result) -> bool:
    """Return whether a file or folder is this user's, and nobody else may write it."""
    if not hasattr(os, "geteuid"):  # a system where modes say nothing
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE


def own_folder(folder: Path) -> Path:
    """Make a folder that nobody else may look into; raises OSError where there is one that is not ours."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not is_ours(folder.stat()):
        raise PermissionError(errno.EPERM, "others may write it", str(folder))
    return folder


def _checksum(content: bytes) -> bytes:
    return b"%08x\n" % zlib.crc32(content)


def save(file: Path, content: object) -> None:
    """Remember something that JSON can say. On failure nothing is, and what was there stays."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    replace_file(file, (_checksum(data), data))


def replace_file(file: Path, pieces: Iterable[bytes]) -> None:
    """Write a file so that a reader finds the former content or the new one; on failure, the former stays.

    The pieces are written one after the other, and are not put together before: a file may be large.
    """
    import tempfile  # noqa: PLC0415  what is remembered is read far more often than written

    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(pieces)
            if file.is_dir() and not file.is_symlink():  # the folder is ours, and so is what is in the way
                import shutil  # noqa: PLC0415  it hardly ever is

                shutil.rmtree(file, ignore_errors=True)
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
    known = load(memory)
    if isinstance(known, list) and known[:2] == [_FORMAT, key]:
        graph.index = known[2]
        return graph
    graph = parse()
    save(memory, [_FORMAT, key, graph.index])
    return graph


def _stamp(file: Path) -> list[str | int]:
    status = file.stat()
    return [str(file.absolute()), status.st_mtime_ns, status.st_size, status.st_ino]
