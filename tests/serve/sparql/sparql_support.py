"""A server that counts who calls it, and the endpoint under its real HTTP server."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flask import Flask

from dcat_publisher.serve.sparql import blueprint
from dcat_publisher.serve.sparql.limits import Limits

_SERVER = """
import sys
from pathlib import Path
from dcat_publisher.serve.endpoint import serve
serve(Path(sys.argv[1]), host="127.0.0.1", port=int(sys.argv[2]), workers=1)
"""


class Trap:
    """A server on this machine that notes each connection, and answers as a SPARQL endpoint without data."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        trap = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                trap.calls.append(self.path)
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                body = b'{"head":{"vars":[]},"results":{"bindings":[{}]}}'
                self.send_response(200)
                self.send_header("Content-Type", "application/sparql-results+json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Trap:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    """Wait until a program listens; fails when it has ended instead."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens on port {port}")


@contextmanager
def served(out: Path, environment: dict[str, str]) -> Iterator[str]:
    """Serve a built site with its endpoint, and give the address."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", _SERVER, str(out), str(port)], env=environment)
    try:
        wait_for_port(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(120)


def application(out: Path, limits: Limits) -> Flask:
    """Return an application that has nothing but the endpoint."""
    app = Flask("test")
    app.register_blueprint(blueprint(out, limits))
    return app
