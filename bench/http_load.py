"""Measure the endpoint under load, side by side in one run, and write docs/http-load.md.

Usage: python -m bench.http_load [--seconds 5]. Needs wrk and nginx. One Turtle document of 20 kB is asked for
over 32 connections: of `dcat-publisher serve` with one and with two workers, of Flask's hello-world under the
same server with the same settings, of nginx over the same folder, and of ours while the catalogue is rebuilt.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from bench.generate import generate
from bench.http_servers import Server, build, hello, nginx, ours, rebuilding
from bench.http_table import write_page
from bench.wrk import Loaded, load

_DATASETS = 30
_BYTES = 20_000


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30, help="how long each server is asked")
    parser.add_argument("--page", type=Path, default=Path("docs/http-load.md"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        source, out = Path(temporary, "source"), Path(temporary, "out")
        document = prepare(source, out)
        rows = list(_rows(source, out, document, options.seconds))
        write_page(options.page, rows, options.seconds, (out / document).stat().st_size)


def prepare(source: Path, out: Path) -> str:
    """Build a catalogue in which one document has the size that is wanted; give the document."""
    generate(_DATASETS, source)
    file = min((source / "datasets").rglob("*.yaml"))
    document = f"{file.relative_to(source).with_suffix('')}.ttl"
    build(source, out)
    missing = _BYTES - (out / document).stat().st_size
    with file.open("a", encoding="utf-8") as text:
        text.write(f"versionNotes: {{nb: {'Mer å lese. ' * (missing // 13)}}}\n")
    build(source, out)
    return document


def _rows(source: Path, out: Path, document: str, seconds: int) -> Iterator[Loaded]:
    for workers in (1, 2):
        name = f"{workers} worker{'s' if workers > 1 else ''}"
        yield _measured(f"Flask hello-world, {name}", hello(out, workers), "", seconds)
        yield _measured(f"dcat-publisher serve, {name}", ours(source, out, workers), document, seconds)
        busy = f"dcat-publisher serve, {name}, while rebuilt"
        yield _measured(busy, ours(source, out, workers), document, seconds, source, out)
    yield _measured("nginx, 2 workers", nginx(out), document, seconds)
    yield _measured("nginx, 2 workers, while rebuilt", nginx(out), document, seconds, source, out)


def _measured(
    who: str, server: Server, document: str, seconds: int, source: Path | None = None, out: Path | None = None
) -> Loaded:
    meanwhile: AbstractContextManager[list[int]] = nullcontext([])
    if source is not None and out is not None:
        meanwhile = rebuilding(source, out)
    with server as port, meanwhile as builds:
        row = load(who, f"http://127.0.0.1:{port}/{document}", seconds)
    print(f"{who}: {row.rate:,.0f} requests a second", flush=True)
    return replace(row, note=f"{len(builds)} builds meanwhile" if builds else "")


if __name__ == "__main__":
    main()
