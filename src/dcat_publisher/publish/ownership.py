"""Whose an output folder is: ours when its manifest says so, or when nothing in it could be lost."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import OutputError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.manifest import SITE_FILE, ManifestError
from dcat_publisher.publish.merging import JOURNAL
from dcat_publisher.rdf.formats import FORMATS
from dcat_publisher.system.reasons import reason_of

_WORDS: Final = Words(__file__).group("out")
# What version control, web hosts and disks put into a folder that is empty otherwise; it stays there.
_BESIDE: Final = frozenset(("CNAME", "lost+found"))
_DUMPS: Final = frozenset(f"catalog.{entry.suffix}" for entry in FORMATS)


def former_listing(out: Path, is_ours: Callable[[Path], bool]) -> Listing:
    """Return the list of what earlier builds wrote to a folder, whether they came to an end or not.

    A folder that keeps nothing of a build but committed dumps is ours, when `is_ours` says so of each. Raises
    OutputError when the folder is not ours, or cannot be read.
    """
    try:
        mode = out.stat().st_mode
        if not stat.S_ISDIR(mode):
            raise OutputError(filled(_WORDS["no_folder"], out=str(out)))
        names = {entry for entry in os.listdir(out) if not entry.startswith(".")}  # noqa: PTH208  names only
    except FileNotFoundError:
        return Listing()
    except OSError as error:
        raise OutputError(filled(_WORDS["unreadable"], out=str(out), reason=reason_of(error))) from error
    listing = Listing()
    known = [name for name in (SITE_FILE, JOURNAL) if os.path.lexists(out / name)]
    for name in known:
        _read(out, name, listing)
    for name in () if known else sorted(names - _BESIDE):
        if name not in _DUMPS or not is_ours(out / name):
            raise OutputError(filled(_WORDS["others_files"], out=str(out), file=name))
        listing.add(name)
    return listing


def listing_marks(out: Path) -> list[tuple[int, ...] | None] | None:
    """Return what tells whether `former_listing` would read the same lists; None where there is no list."""
    marks = [_mark(out / name) for name in (SITE_FILE, JOURNAL)]
    return None if marks[0] is None else marks


def _mark(file: Path) -> tuple[int, ...] | None:
    try:
        status = file.lstat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_size


def _read(out: Path, name: str, listing: Listing) -> None:
    try:
        listing.read_into(out, name)
    except (ManifestError, OSError) as error:
        raise unusable(out / name, error) from error


def unusable(file: Path, error: Exception) -> OutputError:
    """Return what to raise for a manifest that is not ours or was damaged: its folder is left alone."""
    blanks = {"file": str(file), "folder": str(file.parent)}
    return OutputError(filled(_WORDS["unusable"], reason=reason_of(error), **blanks))
