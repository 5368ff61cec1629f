"""The server under the application: granian, HTTP in Rust, which calls the application by RSGI.

Why granian: with this application on two cores, 32 connections and documents of 20 kB, it answered 45,000
requests a second where gunicorn (2 processes, 4 threads each) answered 13,000 and waitress 5,000, which for a
table look-up spend most of their time on parsing HTTP in Python. It stops cleanly on Ctrl-C, shares one port
between processes, and is one wheel whose only dependency, click, is used here anyway.

Why RSGI and not WSGI: by WSGI a body is read by the thread that the request has, without a limit in time, and
as many slow bodies as there are threads stop the site. It has a price: with a prototype, requests in
a second over 32 connections: 19,100 (RSGI) and 14,800 (WSGI) with one worker, 28,700 and 35,400 with two.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.common import AbstractServer

from dcat_publisher.model.version import __version__
from dcat_publisher.serve.app import create_app
from dcat_publisher.serve.front import Front
from dcat_publisher.serve.listening import (
    family_of,
    free_address,
    free_socket,
    give_up_on_stalled,
    in_url,
)
from dcat_publisher.serve.logs import Voice, log_configuration
from dcat_publisher.serve.metrics import Counters
from dcat_publisher.serve.observation import AccessLog, ObservedFront, Observer
from dcat_publisher.serve.site import load_site
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.stopping import GentleEnd, as_a_worker
from dcat_publisher.system.lifetime import end_with_parent
from dcat_publisher.system.posix import resource

if TYPE_CHECKING:
    from flask import Flask

# For what takes longer than a look-up: a search, an error page, the first coding of a large document.
_THREADS: Final = 4
# How long a connection may be idle, before its first request and between two, and how long the head of a
# request may take. Shorter than what proxies keep connections for, which open another one then.
_MILLISECONDS_TO_SEND_A_HEAD: Final = 10_000
# How long a client may take nothing of an answer before the connection is closed.
_SECONDS_TO_TAKE_NOTHING: Final = 30.0
# How many connections a process has open; the rest wait in the queue of the system. The idle ones, which are
# most of them under an attack, leave after the time above.
_MOST_CONNECTIONS: Final = 2048
# For the listeners, the site, pipes, what is being read from disk, and the long answers.
_OTHER_DESCRIPTORS: Final = 256
# Where a head has to fit in, whose first line may have 64 KiB; each connection may take as much memory.
_LONGEST_HEAD: Final = 128 * 1024
_SECONDS_BETWEEN_PROBES: Final = 0.02


class Observed(NamedTuple):
    """What is told of requests, and how: by an access log, and by counters in a folder that workers share."""

    access_log: bool = False
    voice: Voice = Voice()
    counters: Path | None = None

    def observers(self) -> list[Observer]:
        """Return what a worker tells of each of its requests."""
        log: list[Observer] = [AccessLog(self.voice.form)] if self.access_log else []
        return log if self.counters is None else [*log, Counters(self.counters)]


UNOBSERVED: Final = Observed()


def serve(
    out: Path, *, host: str = "127.0.0.1", port: int = 8000, workers: int = 1, uds: Path | None = None,
    observed: Observed = UNOBSERVED, make_app: Callable[[Path], Flask] = create_app, slow: int = 0,
    seconds_to_stop: int = Limits().longest_answer,
) -> None:  # fmt: skip
    """Serve the folder `out` until Ctrl-C or SIGTERM.

    Args:
        out: what `build` wrote; when another build takes its place, that one is served.
        host: a name or an IPv4 or IPv6 address.
        port: 0 for any free one; the line on standard error says which.
        workers: the number of processes.
        uds: the path of a Unix socket to listen on instead.
        observed: what is told of requests, and how.
        make_app: makes the application, in each worker; a function of a module, so that it can be sent there.
        slow: how many requests at a time may keep a thread of a worker busy for seconds.
        seconds_to_stop: how long answers that are under way at the end may take.

    Raises ConfigurationError when there is no site in `out`, or the address cannot be used.
    """
    site = load_site(out)
    if uds is not None:
        address, uds = host, free_socket(uds)
    else:
        address, port = free_address(host, port)
    server = _granian(address, port, uds, workers, seconds_to_stop, observed.voice)
    where = f"unix:{uds}" if uds is not None else f"http://{in_url(host)}:{port}/"
    said = {"address": where, "resources": len(site.resources), "version": __version__}
    speak = partial(observed.voice.say, "serving", **said)
    server.on_startup(Thread(target=_say_when_open, args=(speak, uds or (address, port)), daemon=True).start)
    end = GentleEnd(partial(observed.voice.say, "stopping", seconds=seconds_to_stop), seconds_to_stop)
    server.on_startup(end.begin)
    server.on_shutdown(end.over)
    loader = partial(_front, make_app, out, _THREADS + slow, os.getpid(), observed)
    server.serve(target_loader=loader, wrap_loader=False)


def _granian(
    address: str, port: int, uds: Path | None, workers: int, seconds_to_stop: int, voice: Voice
) -> AbstractServer[Any]:
    """Return the server, with bounds on what a client may take of it."""
    return Granian(
        "dcat-publisher", address=address, port=port, uds=uds, interface=Interfaces.RSGI, workers=workers,
        workers_kill_timeout=seconds_to_stop, respawn_failed_workers=True, http=HTTPModes.http1,
        websockets=False, backpressure=_connections(voice),
        http1_settings=HTTP1Settings(
            header_read_timeout=_MILLISECONDS_TO_SEND_A_HEAD, max_buffer_size=_LONGEST_HEAD
        ),
        log_level=LogLevels.warning, log_dictconfig=log_configuration(voice.form),
    )  # fmt: skip


def _front(
    make_app: Callable[[Path], Flask], out: Path, threads: int, parent: int, observed: Observed
) -> Front:
    """Make the application of a worker, which ends when the process that started it does."""
    as_a_worker()
    end_with_parent(parent)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        Thread(target=_bound_listeners, name="bound-listeners", daemon=True).start()
    observers = observed.observers()
    return ObservedFront(make_app(out), threads, observers) if observers else Front(make_app(out), threads)


def _bound_listeners() -> None:
    """Bound the connections of this worker, which opens its sockets when the application is made."""
    while not give_up_on_stalled(_SECONDS_TO_TAKE_NOTHING):
        time.sleep(_SECONDS_BETWEEN_PROBES)


def _connections(voice: Voice) -> int:
    """Return how many connections a process may have; say so where they are fewer than it could serve."""
    allowed = _raised(_MOST_CONNECTIONS)
    if allowed < _MOST_CONNECTIONS:
        wanted = _MOST_CONNECTIONS + _OTHER_DESCRIPTORS
        voice.say("few-connections", connections=allowed, wanted=wanted)
    return allowed


def _raised(connections: int) -> int:
    """Have the system allow as many connections; give how many it does."""
    if resource is None:
        return connections
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _OTHER_DESCRIPTORS
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return (
        connections if soft == resource.RLIM_INFINITY else max(1, min(connections, soft - _OTHER_DESCRIPTORS))
    )


def _say_when_open(speak: Callable[[], None], address: Path | tuple[str, int]) -> None:
    """Say that we serve when a connection is taken: the workers open the port after granian starts."""
    at = str(address) if isinstance(address, Path) else address
    family = socket.AF_UNIX if isinstance(address, Path) else family_of(address[0])
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(at) == 0:
                speak()
                return
        time.sleep(_SECONDS_BETWEEN_PROBES)
