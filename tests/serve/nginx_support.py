"""A real nginx over a built folder, with the configuration that the build wrote for it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

needs_nginx = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def nginx_over(out: Path, folder: Path) -> Iterator[int]:
    """Start nginx with its own files in `folder`; give the port that it listens on at 127.0.0.1."""
    port = free_port()
    text = (out / "nginx.conf").read_text("utf-8").replace("/usr/share/nginx/html", str(out))
    text = text.replace("listen 8080; listen [::]:8080;", f"listen 127.0.0.1:{port};")
    with running(text, port, folder):
        yield port


@contextmanager
def running(text: str, port: int, folder: Path) -> Iterator[Callable[[], str]]:
    """Start nginx with a text in its `http` context; give what it has to complain of."""
    own, errors = folder / "own.conf", folder / "errors"
    own.write_text(
        f'pid "{folder}/pid";\nerror_log "{errors}" warn;\ndaemon off;\nuser root;\n'
        f"events {{ }}\nhttp {{\naccess_log off;\n{text}\n}}\n"
    )
    process = subprocess.Popen(["nginx", "-c", str(own)], stderr=subprocess.PIPE, text=True)
    try:
        _wait(port, process)
        yield lambda: errors.read_text("utf-8")
    finally:
        process.terminate()
        process.communicate(timeout=120)


def _wait(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"nginx did not start: {process.communicate()[1]}")
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not listen")
