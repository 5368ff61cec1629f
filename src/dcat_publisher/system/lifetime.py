"""Processes that end with the one that started them, however that one ended: SIGKILL asks nobody.

Linux is asked for a signal (prctl, PR_SET_PDEATHSIG), which comes at once, and whatever the process is at. It
is bound to the thread that started the process, so processes are started from threads that live as long as
they are wanted. Elsewhere a thread waits for the parent's end, or looks whether the parent has changed, which
is what happens to an orphan.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_SECONDS_BETWEEN_LOOKS: Final = 0.2
# Found before any fork: a child of a process with threads should not have to load a library.
_LIBC: Final = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


def end_with_parent(parent: int) -> None:
    """Have this process killed when the one that started it ends.

    Args:
        parent: the process that started this one, as `os.getpid()` gave it there. It may be gone already.

    """
    if not _asked_for_signal():
        threading.Thread(target=_watch, args=(parent,), name="watch-parent", daemon=True).start()
    if _is_orphan(parent):  # it ended before the signal was asked for
        _end()


def signalled_when_orphan(parent: int) -> None:
    """Do as `end_with_parent` where the system has the signal; for processes that learn of it anyway."""
    if _asked_for_signal() and os.getppid() != parent:
        _end()


def _asked_for_signal() -> bool:
    """Ask for the signal; tell whether the system knows it."""
    if _LIBC is None or not hasattr(_LIBC, "prctl"):
        return False
    return bool(_LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)


def _watch(parent: int) -> None:
    import multiprocessing  # noqa: PLC0415  where the system gives no signal

    starter = multiprocessing.parent_process()
    if starter is not None:  # the one way on Windows, where an orphan keeps the number of its parent
        starter.join()
        _end()
    while not _is_orphan(parent):
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    _end()


def _is_orphan(parent: int) -> bool:
    """Return whether a process has another parent now; on Windows that is never so."""
    return os.name == "posix" and os.getppid() != parent


def _end() -> None:
    if os.name == "posix":
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(1)
