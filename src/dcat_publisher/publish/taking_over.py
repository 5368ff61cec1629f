"""Taking many files over from the former output: a link for each, and a look at what was linked to."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping

from dcat_publisher.publish.staging import Staging, Stamp
from dcat_publisher.system.confined import has_real_folders, is_inside


def take_over(staging: Staging, files: Mapping[str, Stamp]) -> bool:
    """Take files over as `Staging.keep` does each; return False as soon as one is not as it was written.

    Very many files are taken over after an edit, so the usual case asks the system twice for each.
    """
    if staging.is_filled:
        return _are_there(staging, files)
    former, folder, seen = str(staging.former), str(staging.folder), set[str]()
    for path, stamp in files.items():
        if not is_inside(path) or not has_real_folders(staging.former, path, seen):
            return False
        target = f"{folder}/{path}"
        try:
            os.link(f"{former}/{path}", target)
            status = os.stat(target, follow_symlinks=False)  # noqa: PTH116  half the time of Path.stat
        except OSError:  # the first file of a folder, or one that is there already
            if not staging.keep(path, stamp):
                return False
            continue
        if not stat.S_ISREG(status.st_mode) or Stamp.of(status) != stamp:
            os.unlink(target)  # noqa: PTH108  the same
            return False
    return True


def _are_there(staging: Staging, files: Mapping[str, Stamp]) -> bool:
    """Look at files that are there from the start."""
    folder = str(staging.folder)
    try:
        for path, stamp in files.items():
            status = os.lstat(f"{folder}/{path}") if is_inside(path) else None
            if status is None or not stat.S_ISREG(status.st_mode) or Stamp.of(status) != stamp:
                return False
    except OSError:
        return False
    return True


__all__ = ["take_over"]
