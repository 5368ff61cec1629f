"""The server under the application: granian, HTTP in Rust, which calls the application by WSGI.

Why granian: with this application on two cores, 32 connections and documents of 20 kB, it answered 45,000
requests a second where gunicorn (2 processes, 4 threads each) answered 13,000 and waitress 5,000, which for a
table look-up spend most of their time on parsing HTTP in Python. It stops cleanly on Ctrl-C, keeps slow
clients away from Python, shares one port between processes, and is one wheel whose only dependency, click, is
used here anyway.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.serve.app import create_app
from dcat_publisher.serve.site import load_site

if TYPE_CHECKING:
    from flask import Flask

# Most requests take microseconds, and one thread would do; it is for the few that take longer (a search, the
# first coding of a large document) not to hold up the rest.
_THREADS: Final = 4
_SECONDS_TO_STOP: Final = 5
_SECONDS_BETWEEN_PROBES: Final = 0.02
_LOG: Final = {
    "handlers": {
        "console": {"formatter": "generic", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"},
        "access": {"formatter": "access", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"},
    }
}


def serve(
    out: Path, *, host: str = "127.0.0.1", port: int = 8000, workers: int = 1, uds: Path | None = None,
    access_log: bool = False, make_app: Callable[[Path], Flask] = create_app,
) -> None:  # fmt: skip
    """Serve the folder `out` until Ctrl-C or SIGTERM.

    Args:
        out: what `build` wrote; when another build takes its place, that one is served.
        host: a name or an IPv4 or IPv6 address.
        port: 0 for any free one; the line on standard error says which.
        workers: the number of processes.
        uds: the path of a Unix socket to listen on instead.
        access_log: whether each request gives a line on standard error.
        make_app: makes the application, in each worker; a function of a module, so that it can be sent there.

    Raises ConfigurationError when there is no site in `out`, or the address cannot be used.
    """
    site = load_site(out)
    address, port = (host, port) if uds is not None else _free(host, port)
    server = Granian(
        "dcat-publisher", address=address, port=port, uds=uds, interface=Interfaces.WSGI, workers=workers,
        blocking_threads=_THREADS, workers_kill_timeout=_SECONDS_TO_STOP, respawn_failed_workers=True,
        log_level=LogLevels.warning, log_dictconfig=_LOG, log_access=access_log,
    )  # fmt: skip
    where = f"unix:{uds}" if uds is not None else f"http://{_in_url(host)}:{port}/"
    said = f"serving {len(site.resources)} resources at {where} (Ctrl-C stops)"
    server.on_startup(Thread(target=_say_when_open, args=(said, uds or (address, port)), daemon=True).start)
    server.serve(target_loader=partial(make_app, out), wrap_loader=False)


def _say_when_open(said: str, address: Path | tuple[str, int]) -> None:
    """Say that we serve when a connection is taken: the workers open the port after granian starts."""
    at = str(address) if isinstance(address, Path) else address
    family = socket.AF_UNIX if isinstance(address, Path) else _family(address[0])
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(at) == 0:
                print(said, file=sys.stderr, flush=True)
                return
        time.sleep(_SECONDS_BETWEEN_PROBES)


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _free(host: str, port: int) -> tuple[str, int]:
    """Return the IP address and the port to listen on, having made sure that nobody listens there.

    Granian's own sockets may share a port with any other process that allows it, so a second server would
    take half of the first one's requests without a word; a plain socket is refused.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            found = probe.getsockname()
            return str(found[0]), int(found[1])
    except OSError as error:
        raise ConfigurationError(
            f"cannot listen on {_in_url(host)}:{port} ({error.strerror}); choose another port with --port"
        ) from error


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
