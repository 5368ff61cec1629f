"""The whole way on a system that has as little as Windows: no fork, no locks of POSIX, no Unix sockets.

What Windows does otherwise (paths, line ends, signals) is tried by the workflow alone.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.processes import descendants, left_of
from tests.project import ROOT

# The standard library of this system needs its own modules; they are kept from our code alone.
_AS_ON_WINDOWS = """
import builtins, os, select, signal, socket, multiprocessing
multiprocessing.set_start_method("spawn")
for name in ("fork", "geteuid", "getuid", "killpg", "memfd_create", "nice", "sched_getaffinity",
             "O_NOFOLLOW", "O_DIRECTORY", "O_NOCTTY", "O_NONBLOCK"):
    delattr(os, name)
unix, pair = int(socket.AF_UNIX), socket.socketpair
socket.socketpair = lambda *_: pair(unix)  # what asyncio wakes itself by, and has otherwise on Windows
del socket.AF_UNIX, select.poll, signal.setitimer
os.supports_dir_fd.clear()
_import, _open = builtins.__import__, os.open

def import_(name, globals=None, *more, **named):
    if name in ("fcntl", "resource") and str((globals or {}).get("__name__")).startswith("dcat_publisher"):
        raise ImportError(name)
    return _import(name, globals, *more, **named)

def open_(path, *more, **named):
    if not isinstance(path, int) and os.path.isdir(path):
        raise PermissionError(13, "Permission denied", path)
    return _open(path, *more, **named)

builtins.__import__, os.open = import_, open_
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python has as little as Windows."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(_AS_ON_WINDOWS, "utf-8")
    (tmp_path / "tmp").mkdir()
    path = os.pathsep.join([str(tmp_path / "site"), *filter(None, [os.environ.get("PYTHONPATH")])])
    own = {"PYTHONPATH": path, "TMPDIR": str(tmp_path / "tmp"), "DCAT_PUBLISHER_LANG": "en"}
    return {**os.environ, **own, "XDG_CACHE_HOME": str(tmp_path / "cache")}


def call(tmp_path: Path, environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "from dcat_publisher.cli import main; main()", *words],
        cwd=tmp_path, env=environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_init_check_build_and_serve(tmp_path: Path, environment: dict[str, str]) -> None:
    call(tmp_path, environment, "init", "katalog", "--lang", "en")
    call(tmp_path, environment, "check", "katalog", "--jobs", "2")
    call(tmp_path, environment, "build", "katalog", "--out", "out")
    server = subprocess.Popen(
        [sys.executable, "-c", "from dcat_publisher.cli import main; main()",
         "serve", "katalog", "--out", "out", "--port", "0", "--workers", "2", "--metrics", "127.0.0.1:0"],
        cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stderr is not None
    try:
        lines = iter(server.stderr.readline, "")
        address = next(found[1] for line in lines if (found := re.search(r"serving .*(http://\S+/)", line)))
        query = "SELECT%20(COUNT(*)%20AS%20?n)%20%7B?s%20a%20%3Chttp://www.w3.org/ns/dcat%23Dataset%3E%7D"
        asked = urllib.request.Request(f"{address}sparql?query={query}", headers={"Accept": "text/csv"})
        with urllib.request.urlopen(asked, timeout=300) as answer:
            assert answer.read() == b"n\r\n1\r\n"
        with urllib.request.urlopen(f"{address}health", timeout=300) as answer:
            assert json.load(answer)["status"] == "ok"
        children = descendants(server.pid)
        server.terminate()
        assert server.wait(120) == 0
        assert left_of(children) == []
        assert "Traceback" not in server.stderr.read()
    finally:
        server.kill()
        server.wait()
        server.stderr.close()
    assert list((tmp_path / "tmp").glob(".dcat-publisher-*/")) == []


def test_modules_of_one_system_are_imported_in_one_place() -> None:
    names = "fcntl|grp|msvcrt|posix|pwd|resource|termios|winreg"
    theirs = re.compile(rf"^ *(?:import|from) (?:{names})\b", re.MULTILINE)
    files = (ROOT / "src" / "dcat_publisher").rglob("*.py")
    importing = [file.name for file in files if theirs.search(file.read_text("utf-8"))]
    assert importing == ["posix.py"]
