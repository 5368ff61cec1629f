"""Builds again and again under load: every answer is whole, of one build, and none is an error."""

from __future__ import annotations

import gzip
import http.client
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from tests.serve.nginx_support import needs_nginx, nginx_over
from tests.serve.site_support import copy_few
from tests.serve.test_live import until

pytestmark = pytest.mark.slow
BUILDS = 6
REQUESTS = [
    ("/catalog.ttl", {}),
    ("/", {"Accept": "application/ld+json"}),
    ("/catalog", {"Accept": "application/rdf+xml", "Accept-Encoding": "gzip"}),
    ("/catalog?page=1", {"Accept": "application/n-triples"}),
    ("/", {"Accept": "text/html", "Accept-Language": "nn"}),
    ("/datasets/kpr", {"Accept": "text/turtle"}),
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Three data sets; `mark` writes one number into all that is said of them and of the catalogue."""
    folder = copy_few(tmp_path / "source")
    mark(folder, 0)
    return folder


def mark(source: Path, number: int) -> None:
    for file in (source / "catalog.yaml", *sorted((source / "datasets").glob("*.yaml"))):
        lines = file.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("version: generation-")]
        if file.name != "catalog.yaml":
            kept.append(f"version: generation-{number}-")
        else:
            kept = [re.sub(r"^identifier: .*", f"identifier: generation-{number}-", line) for line in kept]
        beside = file.with_suffix(".new")
        beside.write_text("\n".join(kept) + "\n", "utf-8")
        beside.rename(file)


class Crowd:
    """Clients that ask without a pause; `wrong` is what was not as it should be, `seen` the builds met."""

    def __init__(self, host: str, port: int) -> None:
        self._where = (host, port)
        self._end = threading.Event()
        self.wrong: list[str] = []
        self.seen: Counter[str] = Counter()

    @contextmanager
    def asking(self) -> Iterator[None]:
        threads = [threading.Thread(target=self._ask, args=(start,)) for start in range(4)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._end.set()
            for thread in threads:
                thread.join()

    def _ask(self, start: int) -> None:
        number = start
        with closing(http.client.HTTPConnection(*self._where, timeout=120)) as connection:
            while not self._end.is_set():
                path, headers = REQUESTS[number % len(REQUESTS)]
                number += 1
                try:
                    connection.request("GET", path, headers=headers)
                    answer = connection.getresponse()
                    self._hold(path, answer, answer.read())
                except (OSError, http.client.HTTPException) as error:
                    self.wrong.append(f"{path}: {error!r}")
                    connection.close()

    def _hold(self, path: str, answer: http.client.HTTPResponse, body: bytes) -> None:
        if answer.getheader("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        builds = set(re.findall(rb"generation-(\d+)-", body))
        if answer.status != 200 or len(builds) != 1:
            self.wrong.append(f"{path}: {answer.status}, builds {sorted(builds)}, {len(body)} bytes")
        self.seen.update(build.decode() for build in builds)


def rebuild(source: Path, write: Callable[[], None], crowd: Crowd) -> None:
    for number in range(1, BUILDS + 1):
        mark(source, number)
        write()
        assert until(lambda number=number: str(number) in crowd.seen, 60), (number, crowd.wrong)  # type: ignore[misc]


@needs_nginx
def test_nginx_over_a_folder_that_is_swapped(source: Path, tmp_path: Path) -> None:
    words = ["build", str(source), "--out", str(tmp_path / "out")]

    def build() -> None:
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output

    build()
    with nginx_over(tmp_path / "out", tmp_path) as port:
        crowd = Crowd("127.0.0.1", port)
        with crowd.asking():
            rebuild(source, build, crowd)
    assert crowd.wrong == []


@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.trial), 2])
def test_serve_that_watches(source: Path, tmp_path: Path, workers: int) -> None:
    words = [
        str(Path(sys.executable).with_name("dcat-publisher")),
        "serve",
        str(source),
        "--watch",
        "--port",
        "0",
    ]
    words += ["--out", str(tmp_path / "out"), "--workers", str(workers)]
    log = tmp_path / "log"
    with log.open("w") as errors:
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=errors)
    try:
        assert until(lambda: "http://" in log.read_text(), 60), log.read_text()
        address = re.search(r"http://([\d.]+):(\d+)/", log.read_text())
        assert address is not None
        crowd = Crowd(address[1], int(address[2]))
        assert until(lambda: listens(address[1], int(address[2])))
        with crowd.asking():
            rebuild(source, lambda: None, crowd)
        assert crowd.wrong == []
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(120)


def listens(host: str, port: int) -> bool:
    try:
        with closing(http.client.HTTPConnection(host, port, timeout=120)) as connection:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
    except OSError:
        return False
