"""Locks on files, which the system takes back when the process that has them ends, however it ends."""

from __future__ import annotations

import errno
import os
import time
from types import ModuleType
from typing import Final

from dcat_publisher.system.posix import fcntl, msvcrt

_SECONDS_BETWEEN_TRIES: Final = 0.02
_TAKEN: Final = (errno.EACCES, errno.EDEADLK)
"""What Windows says of a lock that another has (`msvcrt.locking`)."""


def lock(descriptor: int, *, wait: bool = False) -> None:
    """Lock an open file until it is closed.

    Raises BlockingIOError where another has it and nobody waits, another OSError where there are no locks.
    """
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return
    if msvcrt is None:
        raise OSError(errno.ENOLCK, "no locks")
    while not _has_first_byte(descriptor, msvcrt):
        if not wait:
            raise BlockingIOError(errno.EWOULDBLOCK, "another process has the lock")
        time.sleep(_SECONDS_BETWEEN_TRIES)


def _has_first_byte(descriptor: int, system: ModuleType) -> bool:
    """Lock the first byte of a file, which need not be there; False where another process has it."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        system.locking(descriptor, system.LK_NBLCK, 1)
    except OSError as error:
        if error.errno not in _TAKEN:
            raise
        return False
    return True
