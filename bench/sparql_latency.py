"""Measure typical queries of a catalogue: our endpoint, the Oxigraph server and rdflib, in one run.

Usage: python -m bench.sparql_latency [--datasets 2000,10000] [--rounds 15]. Each query is asked in turn of
all three, and the answers must have the same number of rows. Times are medians in milliseconds, over HTTP
for the two servers.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from rdflib import Graph

from dcat_publisher.publish.named_graphs import published
from dcat_publisher.serve.sparql.examples import EXAMPLES
from tests.generated_site import name_of, write_generated

_JSON = "application/sparql-results+json"
_SERVE = (
    "import sys; from pathlib import Path; from dcat_publisher.serve.endpoint import serve; "
    "serve(Path(sys.argv[1]), host='127.0.0.1', port=int(sys.argv[2]), workers=1)"
)
_OURS, _OXIGRAPH = 28631, 28632
_QUERIES = {example.name: example.query for example in EXAMPLES if example.name != "describe"} | {
    "one dataset": f"SELECT ?p ?o WHERE {{ <{name_of(7)}> ?p ?o }}",
    "count": "SELECT (COUNT(*) AS ?n) WHERE { ?s a <http://www.w3.org/ns/dcat#Dataset> }",
}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", default="2000,10000")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    for count in map(int, options.datasets.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), count, options.rounds)


def _measure(folder: Path, count: int, rounds: int) -> None:
    out = folder / "out"
    write_generated(out, count)
    servers = [_ours(out), _oxigraph(folder, out)]
    try:
        ask_ours, ask_oxigraph = (
            _asker(port, path) for port, path in ((_OURS, "/sparql"), (_OXIGRAPH, "/query"))
        )
        graph = Graph().parse(out / "catalog.nt", format="nt")
        print(f"\n{count} datasets, {len(graph)} triples; milliseconds, median of {rounds}")
        print(f"{'query':14}{'rows':>8}{'ours':>10}{'oxigraph':>10}{'rdflib':>10}{'/oxi':>9}{'rdflib/':>10}")
        for name, query in _QUERIES.items():
            _row(name, query, rounds, ask_ours, ask_oxigraph, graph)
    finally:
        for server in servers:
            server.terminate()
            server.wait()


def _row(
    name: str,
    query: str,
    rounds: int,
    ours: Callable[[str], int],
    oxigraph: Callable[[str], int],
    graph: Graph,
) -> None:
    rows = {ours(query), oxigraph(query)}
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for ask, found in zip((ours, oxigraph), times, strict=True):
            start = time.perf_counter()
            rows.add(ask(query))
            found.append((time.perf_counter() - start) * 1000)
    start = time.perf_counter()
    rows.add(len(list(graph.query(query))))
    slow = (time.perf_counter() - start) * 1000
    assert len(rows) == 1, f"{name}: the answers differ: {rows}"
    one, other = (statistics.median(found) for found in times)
    print(
        f"{name:14}{rows.pop():8}{one:10.2f}{other:10.2f}{slow:10.1f}{one / other:9.2f}{slow / one:10.0f}",
        flush=True,
    )


def _ours(out: Path) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DCAT_PUBLISHER_SPARQL_ROWS": "1000000",
        "DCAT_PUBLISHER_SPARQL_MEBIBYTES": "500",
    }
    return subprocess.Popen([sys.executable, "-c", _SERVE, str(out), str(_OURS)], env=environment)


def _oxigraph(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    """Load the same default graph and the same named graphs, and serve them."""
    quads = folder / "all.nq"
    site = published(out)
    with quads.open("wb") as file:
        file.write(site.whole())
        for graph in site.graphs():
            for line in graph.triples.splitlines():
                file.write(line.removesuffix(b".") + f"<{graph.name}> .\n".encode())
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert program is not None, "the Oxigraph server is not installed (the dev group has it)"
    location = str(folder / "db")
    subprocess.run(
        [program, "load", "--location", location, "--file", str(quads)], check=True, capture_output=True
    )
    bind = f"127.0.0.1:{_OXIGRAPH}"
    words = [program, "serve-read-only", "--location", location, "--bind", bind]
    return subprocess.Popen(words, stderr=subprocess.DEVNULL)


def _asker(port: int, path: str) -> Callable[[str], int]:
    """Return a function that asks over a connection that is kept, and counts the rows."""
    connection = http.client.HTTPConnection(urlsplit(f"http://127.0.0.1:{port}").netloc, timeout=60)
    headers = {"Accept": _JSON, "Content-Type": "application/x-www-form-urlencoded"}

    def ask(query: str) -> int:
        try:
            connection.request("POST", path, urlencode({"query": query}), headers)
            answer = connection.getresponse()
        except ConnectionError:  # a server may close what was not used while rdflib was at work
            connection.close()
            connection.request("POST", path, urlencode({"query": query}), headers)
            answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise OSError(f"{path}: {answer.status} {body[:200]!r}")
        return len(json.loads(body)["results"]["bindings"])

    _wait(ask, connection)
    return ask


def _wait(ask: Callable[[str], int], connection: http.client.HTTPConnection) -> None:
    for _ in range(600):
        try:
            ask("SELECT * { } LIMIT 1")
        except (OSError, http.client.HTTPException):
            connection.close()  # else it stays in the middle of the request that failed
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("a server does not answer")


if __name__ == "__main__":
    main()
