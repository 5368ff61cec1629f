"""`/metrics` on an address of its own: a thread of the process that the workers belong to answers it.

It stands apart from what is published, so that nobody who may read the catalogue can read it by that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.version import __version__
from dcat_publisher.serve.listening import family_of, free_address, in_url
from dcat_publisher.serve.metrics import CONTENT_TYPE, counted, exposition
from dcat_publisher.serve.site import build_times
from dcat_publisher.system.scratch import scratch_folder

_WORDS: Final = Words(__file__).group("listen")
_SECONDS_TO_SEND: Final = 10
_HOST: Final = "127.0.0.1"
Gauge = tuple[str, str, str, float]
"""Name, what it is, labels, value."""


def address_of(text: str) -> tuple[str, int]:
    """Return host and port of `9100`, `0.0.0.0:9100` or `[::1]:9100`; raises ConfigurationError."""
    host, _, port = text.rpartition(":")
    if not (port.isascii() and port.isdecimal() and int(port) < 65536):
        raise ConfigurationError(filled(_WORDS["metrics"], text=repr(text)))
    return host.strip("[]") or _HOST, int(port)


@contextmanager
def monitored(out: Path, address: tuple[str, int], limits: dict[str, float]) -> Iterator[tuple[Path, str]]:
    """Answer `/metrics` while the block runs; give the folder of the counters, and the address of the answer.

    Raises ConfigurationError when the address cannot be used.
    """
    host, port = free_address(*address)
    with scratch_folder() as folder:

        def text() -> str:
            return exposition(counted(folder), [*_gauges(out), *_limits(limits)])

        server = _server(host, port, text)
        threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
        try:
            yield folder, f"http://{in_url(host)}:{server.server_port}/metrics"
        finally:
            server.shutdown()
            server.server_close()


def _gauges(out: Path) -> Iterator[Gauge]:
    yield "info", "The version of the program.", f'{{version="{__version__}"}}', 1
    times = build_times(out)
    if times is not None:
        yield "build_timestamp_seconds", "When the last build ended (seconds since 1970).", "", times.built
        yield "change_timestamp_seconds", "When a build last changed something.", "", times.changed


def _limits(limits: dict[str, float]) -> Iterator[Gauge]:
    for name, value in limits.items():
        yield "query_limit", "The bounds of queries, see docs/query.md.", f'{{limit="{name}"}}', value


def _server(host: str, port: int, text: Callable[[], str]) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        timeout = _SECONDS_TO_SEND
        server_version, sys_version = "dcat-publisher", ""

        def do_GET(self) -> None:
            body = text().encode() if self.path == "/metrics" else b"There is /metrics here.\n"
            self.send_response(200 if self.path == "/metrics" else 404)
            self.send_header("Content-Type", CONTENT_TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as the library calls it
            """Say nothing: a monitor asks every few seconds."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        address_family = family_of(host)

    return Server((host, port), Handler)
