"""The process that keeps queries answered: starts the one with the data, replaces it after a build.

Run as a program by `service`, with the listening socket's descriptor, the folder and the limits; it
ends, and all that it started with it, on SIGTERM or when its standard input is closed, which happens when
the process that started it is gone.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dcat_publisher.publish.manifest import SITE_FILE
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.system.lifetime import signalled_when_orphan
from dcat_publisher.system.scratch import PREFIX
from dcat_publisher.system.stamps import FileStamp, stamp_of

_SECONDS_BETWEEN_LOOKS: Final = 0.5
_SECONDS_AFTER_A_FAULT: Final = 2.0


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that holds a build's data, and the socket to it."""

    process: int
    control: socket.socket
    stamp: FileStamp | None


class Supervisor:
    """Keeps one holder in service, and a second one for as long as it loads the next build."""

    def __init__(self, out: Path, listener: socket.socket, limits: Limits) -> None:
        self._out = out
        self._listener = listener
        self._limits = limits
        self._serving: Holder | None = None
        self._loading: Holder | None = None
        self._not_before = 0.0

    def run(self) -> None:
        """Work until standard input is closed."""
        while True:
            self._start_what_is_needed()
            holders = [holder.control for holder in (self._serving, self._loading) if holder is not None]
            ready, _, _ = select.select([sys.stdin, *holders], [], [], _SECONDS_BETWEEN_LOOKS)
            if sys.stdin in ready:
                return
            self._hear(ready)
            _reap()

    def _start_what_is_needed(self) -> None:
        stamp = stamp_of(self._out / SITE_FILE)
        known = self._loading if self._loading is not None else self._serving
        outdated = known is None or (stamp is not None and known.stamp != stamp)
        if outdated and time.monotonic() >= self._not_before:
            if self._loading is not None:
                self._loading.control.close()
            self._loading = self._start(stamp)

    def _start(self, stamp: FileStamp | None) -> Holder:
        ours, theirs = socket.socketpair()
        parent = os.getpid()
        process = os.fork()
        if process == 0:
            signalled_when_orphan(parent)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the end of all is the parent's to bring about
            ours.close()
            for holder in (self._serving, self._loading):
                if holder is not None:
                    holder.control.close()
            from dcat_publisher.serve.sparql.generation import hold  # noqa: PLC0415 (not in this process)

            hold(self._out, self._listener, theirs, self._limits)
        theirs.close()
        return Holder(process, ours, stamp)

    def _hear(self, ready: list[object]) -> None:
        """Put a holder into service when it is ready; note when one is gone."""
        loading, serving = self._loading, self._serving
        if loading is not None and loading.control in ready:
            if loading.control.recv(1):
                if serving is not None:
                    serving.control.close()
                self._serving, self._loading = loading, None
                return
            loading.control.close()
            self._loading = None
            self._not_before = time.monotonic() + _SECONDS_AFTER_A_FAULT
        if serving is not None and serving.control in ready:
            serving.control.close()
            self._serving = None


def _reap() -> None:
    """Let processes that have ended go."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            pass
    except ChildProcessError:
        pass


def _clear(place: Path) -> None:
    """Take away the folder of the socket, which the process that made it may be too dead to do."""
    if place.parent.name.startswith(PREFIX):
        shutil.rmtree(place.parent, ignore_errors=True)


def main(descriptor: str, out: str, limits: str) -> None:
    """Keep queries answered at a listening socket."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    listener = socket.socket(fileno=int(descriptor))
    place = Path(listener.getsockname())
    try:
        Supervisor(Path(out), listener, Limits.from_json(limits)).run()
    finally:
        _clear(place)
        # The process group is this program's own; nothing of it may outlive it.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
