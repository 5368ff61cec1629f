"""The servers that are put under load, each as a process of its own; and the builds that go on meanwhile."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dcat_publisher.serve.server import serve

if TYPE_CHECKING:
    from flask import Flask

Server = AbstractContextManager[int]
_PROGRAM = str(Path(sys.executable).with_name("dcat-publisher"))


def build(source: Path, out: Path) -> None:
    """Build a catalogue, whatever its warnings."""
    subprocess.run([_PROGRAM, "build", source, "--out", out], check=True, capture_output=True)


@contextmanager
def ours(source: Path, out: Path, workers: int) -> Iterator[int]:
    """Serve as the command does."""
    words = [_PROGRAM, "serve", str(source), "--out", str(out), "--workers", str(workers)]
    with _process(words) as port:
        yield port


@contextmanager
def hello(out: Path, workers: int) -> Iterator[int]:
    """Serve Flask's first example with the settings that ours is served with."""
    with _process([sys.executable, "-m", "bench.http_servers", str(out), str(workers)]) as port:
        yield port


@contextmanager
def nginx(out: Path) -> Iterator[int]:
    """Serve the folder with nginx and the configuration that was built for it."""
    port = _free_port()
    text = (out / "nginx.conf").read_text("utf-8").replace("/usr/share/nginx/html", str(out))
    text = text.replace("listen 8080; listen [::]:8080;", f"listen 127.0.0.1:{port};")
    own = out.with_name("nginx.conf")
    own.write_text(
        f"pid {own}.pid;\nerror_log {own}.errors;\ndaemon off;\nworker_processes 2;\nuser root;\n"
        f"events {{ }}\nhttp {{\naccess_log off;\nsendfile on;\ntcp_nopush on;\n{text}\n}}\n",
        "utf-8",
    )
    with _running(["nginx", "-c", str(own)], port):
        yield port


@contextmanager
def rebuilding(source: Path, out: Path) -> Iterator[list[int]]:
    """Edit and build again and again while the block runs; give the builds that were made."""
    done: list[int] = []
    end = threading.Event()
    file = source / "catalog.yaml"
    text = file.read_text("utf-8")

    def work() -> None:
        while not end.is_set():
            file.write_text(text.replace("identifier: BENCH", f"identifier: BENCH{len(done)}"), "utf-8")
            build(source, out)
            done.append(len(done))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield done
    finally:
        end.set()
        thread.join()
        file.write_text(text, "utf-8")
    if not done:
        raise RuntimeError(f"{source} was not built a single time")


@contextmanager
def _process(words: list[str]) -> Iterator[int]:
    port = _free_port()
    with _running([*words, "--port", str(port)], port):
        yield port


@contextmanager
def _running(words: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} has ended")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def make_hello(_out: Path) -> Flask:
    """Return the application that Flask's documentation begins with."""
    from flask import Flask

    app = Flask(__name__)

    @app.route("/")
    def hello_world() -> str:
        return "<p>Hello, World!</p>"

    return app


if __name__ == "__main__":
    from bench.http_servers import make_hello as make_app  # by its name as a module, so that workers find it

    serve(Path(sys.argv[1]), workers=int(sys.argv[2]), port=int(sys.argv[4]), make_app=make_app)
