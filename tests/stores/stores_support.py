"""Real stores, started for a test on ports of their own, that can be killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

_CALL = "from dcat_publisher.cli import main; main()"
_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
CheckpointInterval = 60
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = {port}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 10000
"""


@dataclass
class RealStore:
    """A program on a port, with the options by which `push` and `compare` reach it."""

    folder: Path
    port: int
    command: list[str]
    url: str | None = None
    query_url: str = ""
    update_url: str | None = None
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program and wait until it answers."""
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(self.command, stdout=log, stderr=log, cwd=self.folder)
        log.close()
        end = time.monotonic() + 90
        while time.monotonic() < end:
            assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
            try:
                with urllib.request.urlopen(f"{self.query_url}?query=ASK%7B%7D", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"{self.command[0]} does not answer")

    def kill(self) -> None:
        """End the program as a power cut would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None
            (self.folder / "virtuoso.lck").unlink(missing_ok=True)

    def push_options(self) -> list[str]:
        """Return what stands behind `push`; writing goes by the Graph Store Protocol where there is a URL."""
        if self.update_url is not None:
            return ["--query-url", self.query_url, "--update-url", self.update_url]
        assert self.url is not None
        return [self.url, "--query-url", self.query_url]

    def compare_options(self) -> list[str]:
        return (
            ["--query-url", self.query_url] if self.url is None else [self.url, "--query-url", self.query_url]
        )

    def value(self, query: str) -> str:
        """Return the one value that a query answers with."""
        request = urllib.request.Request(
            self.query_url,
            urlencode({"query": query}).encode(),
            {"Accept": "text/csv", "Content-Type": "application/x-www-form-urlencoded"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return str(answer.read().decode().splitlines()[1]).strip('"')


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(
    options: list[str], environment: dict[str, str] | None = None, code: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run the program; fails when its exit code is another."""
    done = subprocess.run(
        [sys.executable, "-c", _CALL, *options],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=300,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == code, done.stderr + done.stdout
    return done


def start_push(options: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a push that is not waited for."""
    command = [sys.executable, "-c", _CALL, "push", *options]
    return subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)


def program(name: str) -> str:
    """Return the path of a program; skips the test, saying so, when it is not installed."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed; tests/install-programs.sh and the dev group install it")
    return found


def oxigraph(folder: Path, *, update: bool) -> RealStore:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [program("oxigraph"), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    if update:
        return RealStore(folder, port, command, None, f"{base}/query", f"{base}/update")
    return RealStore(folder, port, command, f"{base}/store", f"{base}/query")


def virtuoso(folder: Path, *, update: bool) -> RealStore:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, port=port, sql=free_port()), "utf-8")
    command = [program("virtuoso-t"), "+configfile", str(ini), "+foreground"]
    login = {"DCAT_PUBLISHER_STORE_USER": "dba", "DCAT_PUBLISHER_STORE_PASSWORD": "dba"}
    if update:
        return RealStore(folder, port, command, None, f"{base}/sparql", f"{base}/sparql-auth", login)
    return RealStore(folder, port, command, f"{base}/sparql-graph-crud-auth", f"{base}/sparql", None, login)
