"""Measure pushing against the store's own bulk loader, in one run: the Oxigraph server and its `load`.

Usage: python -m bench.push_rate [--datasets 2000,10000]. Prints seconds for the loader, the first push, the
second one (which writes nothing), and how they compare.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from dcat_publisher.publish.named_graphs import published
from tests.generated_site import write_generated

_PORT = 28633
_CALL = "from dcat_publisher.cli import main; main()"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", default="2000,10000")
    print(
        f"{'datasets':>9}{'triples':>10}{'loader':>9}{'push':>9}{'again':>9}{'push/loader':>13}{'graphs/s':>10}"
    )
    for count in map(int, parser.parse_args().datasets.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), count)


def _measure(folder: Path, count: int) -> None:
    out, quads = folder / "out", folder / "all.nq"
    write_generated(out, count)
    triples = _write_quads(out, quads)
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert program is not None, "the Oxigraph server is not installed (the dev group has it)"
    loader = _timed([program, "load", "--location", str(folder / "loaded"), "--file", str(quads)])
    words = [program, "serve", "--location", str(folder / "pushed"), "--bind", f"127.0.0.1:{_PORT}"]
    server = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        _wait()
        push = [sys.executable, "-c", _CALL, "push", f"http://127.0.0.1:{_PORT}/store", "--out", str(out)]
        first, second = _timed(push), _timed(push)
    finally:
        server.terminate()
        server.wait()
    ratio, rate = first / loader, (count + 1) / first
    print(f"{count:9}{triples:10}{loader:9.2f}{first:9.2f}{second:9.2f}{ratio:13.1f}{rate:10.0f}", flush=True)


def _write_quads(out: Path, quads: Path) -> int:
    triples = 0
    with quads.open("wb") as file:
        for graph in published(out).graphs():
            for line in graph.triples.splitlines():
                file.write(line.removesuffix(b".") + f"<{graph.name}> .\n".encode())
                triples += 1
    return triples


def _timed(words: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return time.perf_counter() - start


def _wait() -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{_PORT}/query?query=ASK%7B%7D", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not answer")


if __name__ == "__main__":
    main()
