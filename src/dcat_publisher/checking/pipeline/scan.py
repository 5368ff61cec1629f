"""The files of a source folder, and the digest of each: read again only when its stamp is another one."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.checking.pipeline.source_file import SourceFile
from dcat_publisher.source.folder import Unread, is_list, source_files
from dcat_publisher.source.readable import MAX_BYTES, may_be_read
from dcat_publisher.system.confined import read_regular

CATALOG_FILE: Final = "catalog.yaml"
LARGE: Final = 200
"""From how many files on a folder is shared out, and its parts remembered; below, it is read in a moment."""
_MARK = b"dcat-publisher:"


_SETTLED: Final = 2_000_000_000
"""Nanoseconds after which another change of a file has another time, on any file system (FAT: 2 seconds)."""


def is_large(number: int) -> bool:
    """Return whether a folder of so many files is a large one."""
    return number >= LARGE


class Stamp(NamedTuple):
    """Time, size and inode of a file, the digest of what was in it then.

    `is_noted` says whether it has the mark of a comment to this program. The time is 0 of a file that was
    changed a moment before it was read: it may have been changed again within the same tick of the clock, so
    it is read again the next time.
    """

    modified: int
    size: int
    inode: int
    digest: bytes
    is_noted: bool


class Scan(NamedTuple):
    """The files in order with their digests; the stamps; what of the folder cannot be listed.

    `noted` are the files that may have a comment to this program, `lists` the lists of variables, which have
    digests and stamps like the files.
    """

    files: list[SourceFile]
    digests: dict[str, bytes]
    stamps: dict[str, Stamp]
    unread: Unread
    noted: list[str]
    lists: list[SourceFile]


def scan(source: Path, known: Mapping[str, Stamp], unsaved: Mapping[str, str]) -> Scan:
    """Look at the files of a source folder; `known` has former stamps, `unsaved` texts of open files."""
    unread: Unread = []
    names = {*source_files(source, unread), *unsaved}
    cut = 0 if source.as_posix() == "." else len(f"{source.as_posix().rstrip('/')}/")
    result = Scan([], {}, {}, [each for each in unread if each[1].file not in unsaved], [], [])
    for name in sorted(names, key=lambda each: each.split("/")):
        path = _without_suffix(name[cut:])
        text = unsaved.get(name)
        (result.lists if is_list(name) else result.files).append(SourceFile(path, name, str(source), text))
        if text is not None:
            data = text.encode("utf-8", "surrogatepass")
            result.digests[name] = _digest(b"unsaved\0" + data)
            if _MARK in data:
                result.noted.append(name)
            continue
        stamp = _stamp(name, known.get(name), source)
        if stamp is None or stamp.is_noted:
            result.noted.append(name)
        result.digests[name] = b"" if stamp is None else stamp.digest
        if stamp is not None:
            result.stamps[name] = stamp
    return result


def _without_suffix(name: str) -> str:
    head, dot, tail = name.rpartition(".")
    return head if dot and "/" not in tail else name


def _stamp(name: str, known: Stamp | None, source: Path) -> Stamp | None:
    """Return the stamp of a file, None where it cannot be read: it will have a finding, each time anew."""
    try:
        status = os.stat(name)  # noqa: PTH116  half the time of Path.stat, for each of very many files
        now = (status.st_mtime_ns, status.st_size, status.st_ino)
        if known is not None and known[:3] == now:
            return known
        if not may_be_read(status):
            return None
        is_settled = time.time_ns() - status.st_mtime_ns > _SETTLED
        data = read_regular(Path(name), MAX_BYTES, source)
        return Stamp(now[0] if is_settled else 0, *now[1:], _digest(data), _MARK in data)
    except OSError:
        return None


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def digest_of(files: Iterable[Path]) -> bytes:
    """Return the digest of files by name and content."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(files):
        data = file.read_bytes()
        digest.update(f"{file}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return digest.digest()
