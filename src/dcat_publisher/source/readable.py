"""Which files of a source are read, and what is said of those that are not."""

from __future__ import annotations

import os
import stat

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.system.confined import LeadsOutError, TooLargeError
from dcat_publisher.system.reasons import reason_of

MAX_BYTES = 5_000_000
"""The largest file that is read. The longest description of a data source known is 200 times smaller."""


def may_be_read(status: os.stat_result) -> bool:
    """Return whether a file is a regular one of a size that is read; all who open source files ask this."""
    return stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES


def unreadable(error: OSError, file: str) -> Finding:
    """Report a file or folder that is not read, and why; nothing is said of what a link leads to."""
    place = Place(file)
    if isinstance(error, LeadsOutError):
        return finding("Y021", place)
    if isinstance(error, TooLargeError):
        return finding("Y004", place, size=f"{error.size:,}", limit=f"{MAX_BYTES:,}")
    return finding("Y005", place, reason=reason_of(error))


__all__ = ["MAX_BYTES", "may_be_read", "unreadable"]
