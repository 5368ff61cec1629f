"""Rows on files of RDF that are there already, read and validated as a whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import jena
from bench.measure import Measured, command, worker
from bench.rows import OURS, PROGRAM, Row, best, faulty, one_file
from bench.workers import shape_files

_PEERS = {
    "shacl-rust, experimental_index=True": "file_shacl_rust",
    "shacl (Rust)": "file_shacl",
}
"""Peers that are read and validated with in one call, quick enough for any size."""
_SUFFIXES = ("nt", "ttl")


def whole_commands(folder: Path, sizes: Sequence[int], name: str, shapes: str) -> Iterator[Row]:
    """Measure `check FILE` as a whole command, beside processes that do the same with peers."""
    one = one_file(folder, name, shapes)
    given = [word for file in shape_files(shapes) for word in ("--shapes", str(file))]
    for suffix in _SUFFIXES:
        what = f"check FILE.{suffix}, whole command, {name}"
        for size in sizes:
            data = _in_format(faulty(folder, size), suffix)
            words = [PROGRAM, "check", str(data), *given]
            ours = best(command(words, (0, 1)), command(words, (0, 1)))
            if ours is None:
                continue
            yield Row(what, size, OURS, ours)
            for who, measured in _beside(data, one):
                if measured is not None:
                    yield Row(what, size, who, measured, ours)


def _beside(data: Path, shapes: Path) -> Iterator[tuple[str, Measured | None]]:
    for who, work in _PEERS.items():
        yield who, best(_whole_process(work, data, shapes), _whole_process(work, data, shapes))
    if data.suffix == ".nt":
        yield "rudof (Python binding)", _whole_process("validate_rudof", data, shapes)
        yield "Apache Jena", None if jena.missing() else command(jena.whole_command(data, shapes))


def from_python(folder: Path, sizes: Sequence[int], name: str, shapes: str) -> Iterator[Row]:
    """Measure reading and validating in one call from Python, imports excluded; results have to agree."""
    one = one_file(folder, name, shapes)
    for suffix in _SUFFIXES:
        what = f"validate(FILE.{suffix}) from Python, {name}"
        for size in sizes:
            data = _in_format(faulty(folder, size), suffix)
            ours = best(*(worker("file_ours", data, shapes) for _ in range(3)))
            if ours is None:
                continue
            yield Row(what, size, OURS, ours, note=f"{ours.results} results")
            for who, work in _PEERS.items():
                peer = best(*(worker(work, data, one) for _ in range(3)))
                if peer is not None:
                    same = "same" if peer.results == ours.results else "OTHER"
                    yield Row(what, size, who, peer, ours, f"{peer.results} results, {same} number")


def _in_format(data: Path, suffix: str) -> Path:
    """Return a file of N-Triples, or the same in Turtle, which is written when it is not there."""
    import pyoxigraph

    target = data.with_suffix(f".{suffix}")
    if not target.exists():
        quads = pyoxigraph.parse(path=str(data), format=pyoxigraph.RdfFormat.N_TRIPLES)
        pyoxigraph.serialize(quads, str(target), format=pyoxigraph.RdfFormat.TURTLE)
    return target


def _whole_process(work: str, data: Path, shapes: Path) -> Measured | None:
    script = f"from bench.workers import {work} as w; w({str(data)!r}, {str(shapes)!r})"
    return command([sys.executable, "-c", script])
