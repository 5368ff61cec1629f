"""Starting the keeper, and where to reach it: one for all web processes of a server, or one for each."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Final

from dcat_publisher.serve.sparql.limits import Limits

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
        self._folder: str | None = None
        self._keeper: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> QueryService:
        """Start the service and put its address into the environment."""
        os.environ[VARIABLE] = self.address()
        return self

    def __exit__(self, *_: object) -> None:
        os.environ.pop(VARIABLE, None)
        self.close()

    def address(self) -> str:
        """Return the path of the socket that questions go to; starts the service when it does not run.

        Raises OSError when it cannot be started: without fork and Unix sockets, on Windows.
        """
        with self._lock:
            if self._keeper is None or self._keeper.poll() is not None:
                self._start()
            assert self._folder is not None
            return f"{self._folder}/queries"

    def _start(self) -> None:
        if not hasattr(os, "fork"):
            raise OSError("this system has no fork")
        if self._folder is None:
            self._folder = tempfile.mkdtemp(prefix="dcat-publisher-")  # readable by this user alone
        path = Path(self._folder, "queries")
        path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen(self._limits.waiting)
            descriptor = listener.fileno()
            self._keeper = subprocess.Popen(
                [sys.executable, "-m", KEEPER, str(descriptor), str(self._out), self._limits.to_json()],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                pass_fds=[descriptor],
                start_new_session=True,
            )

    def close(self) -> None:
        """End the service and all that runs in it."""
        with self._lock:
            if self._keeper is not None:
                assert self._keeper.stdin is not None
                self._keeper.stdin.close()
                self._keeper.wait()
                self._keeper = None
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder = None


def address_in_environment() -> str | None:
    """Return the address of the service that the server of this process has started; None when it is gone."""
    path = os.environ.get(VARIABLE)
    return path if path is not None and Path(path).exists() else None
