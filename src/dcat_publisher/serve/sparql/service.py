"""Starting the keeper, and where to reach it: one for all web processes of a server, or one for each."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.system.reasons import reason_of
from dcat_publisher.system.scratch import scratch_folder, sweep_temporary

_WORDS: Final = Words(__file__).group("operator")
_LONGEST_TEMPORARY: Final = 64
KEEPER: Final = "dcat_publisher.serve.sparql.supervisor"
VARIABLE: Final = "DCAT_PUBLISHER_SPARQL_SOCKET"
"""The environment variable by which processes that a server starts find the query service."""


class QueryService:
    """The query service of one folder, started when first needed.

    As a context manager it starts at once and tells processes that are started in the block where it is.
    """

    def __init__(self, out: Path, limits: Limits) -> None:
        self._out = out.absolute()
        self._limits = limits
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._scratch = ExitStack()
        self._keeper: subprocess.Popen[bytes] | None = None
        self._release_keeper: Callable[[], object] = _nothing
        self._former_address: str | None = None

    def __enter__(self) -> QueryService:
        """Start the service and put its address into the environment, until it is left."""
        self._former_address = os.environ.get(VARIABLE)
        try:
            os.environ[VARIABLE] = self.address()
        except OSError as error:
            raise ConfigurationError(filled(_WORDS["no_folder"], reason=reason_of(error))) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._former_address is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = self._former_address
        self.close()

    def address(self) -> str:
        """Return the path of the socket that questions go to; starts the service when it does not run.

        Raises OSError when it cannot be started.
        """
        with self._lock:
            if self._keeper is None or self._keeper.poll() is not None:
                self._start()
            assert self._folder is not None
            return str(self._folder / "queries")

    def _start(self) -> None:
        if self._folder is None:
            sweep_temporary()
            # The name of a socket may have some hundred bytes, which TMPDIR alone may have.
            long = len(os.fsencode(tempfile.gettempdir())) > _LONGEST_TEMPORARY
            parent = Path("/tmp") if long else None
            self._folder = self._scratch.enter_context(scratch_folder(parent))  # for this user alone
        path = self._folder / "queries"
        path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen(self._limits.waiting)
            descriptor = listener.fileno()
            self._release_keeper()
            self._keeper = subprocess.Popen(
                # -P: no module is taken from the working folder, which may be a stranger's.
                [sys.executable, "-P", "-m", KEEPER, str(descriptor), str(self._out), self._limits.to_json()],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                pass_fds=[descriptor],
                start_new_session=True,
            )
            # Whoever lets go of the service unclosed, as an application does, leaves nothing running.
            self._release_keeper = weakref.finalize(self, _end, self._keeper, os.getpid())

    def close(self) -> None:
        """End the service and all that runs in it."""
        with self._lock:
            self._release_keeper()
            self._keeper = None
            if self._folder is not None:
                self._scratch.close()
                self._folder = None


def _nothing() -> None:
    pass


def _end(keeper: subprocess.Popen[bytes], starter: int) -> None:
    """End the keeper and what it started; in a process that was forked since, only let go of it."""
    assert keeper.stdin is not None
    keeper.stdin.close()
    if os.getpid() == starter:
        keeper.terminate()  # the end of its input is not enough: a process that was forked may hold it open
        keeper.wait()


def address_in_environment() -> str | None:
    """Return the address of the service that the server of this process has started; None when it is gone."""
    path = os.environ.get(VARIABLE)
    return path if path is not None and Path(path).exists() else None
