"""What is measured, one function each; each runs in a process of its own and prints what it found as JSON.

Usage: python -m bench.workers NAME ARGUMENT... ; `seconds` is wall clock and `cpu` processor time of the part
that counts, where that is not the whole process.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Answer = dict[str, float | int | str]


class Clock:
    """Measures a part of a process."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def answer(self, results: int) -> Answer:
        """Return what has passed, and how many results there were."""
        return {
            "seconds": time.perf_counter() - self._wall,
            "cpu": time.process_time() - self._cpu,
            "results": results,
        }


def validate_ours(data: str, shapes: str) -> Answer:
    """Validate a graph that is read already, its index included in neither: it is the form of the graph."""
    import gc

    from dcat_publisher.rdf.read import read_rdf
    from dcat_publisher.shacl import compile_shapes, read_shapes, validate

    gc.disable()
    graph, compiled = read_rdf(Path(data)), compile_shapes(read_shapes(shape_files(shapes)))
    clock = Clock()
    return clock.answer(len(validate(graph, compiled)))


def index_ours(data: str, shapes: str) -> Answer:
    """Build the index from triples that are parsed already, then validate."""
    import gc

    from dcat_publisher.model.graph import Graph
    from dcat_publisher.rdf.read import read_rdf
    from dcat_publisher.shacl import compile_shapes, read_shapes, validate

    gc.disable()
    triples, compiled = list(read_rdf(Path(data))), compile_shapes(read_shapes(shape_files(shapes)))
    clock = Clock()
    return clock.answer(len(validate(Graph(triples), compiled)))


def validate_pyshacl(data: str, shapes: str) -> Answer:
    """Validate with pySHACL over rdflib, without parsing."""
    import rdflib
    from pyshacl import validate

    graph, shapes_graph = rdflib.Graph().parse(data, format="nt"), rdflib.Graph()
    for file in shape_files(shapes):
        shapes_graph.parse(file)
    clock = Clock()
    _, report, _ = validate(graph, shacl_graph=shapes_graph, allow_warnings=False, inplace=True)
    results = set(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))
    return clock.answer(len(results - set(report.objects(None, rdflib.SH.detail))))


def file_ours(data: str, shapes: str) -> Answer:
    """Read a file and validate it, as a program in Python does: with the line of each result."""
    from dcat_publisher import validate

    clock = Clock()
    return clock.answer(len(validate(data, shapes=shape_files(shapes)).results))


def file_shacl_rust(data: str, shapes: str) -> Answer:
    """Read a file and validate it with shacl-rust (written in Rust)."""
    import shacl_rust

    clock = Clock()
    report = shacl_rust.validate_file(data, shapes, experimental_index=True)
    return clock.answer(len(report["results"]))


def file_shacl(data: str, shapes: str) -> Answer:
    """Read a file and validate it with shacl (written in Rust)."""
    import shacl

    clock = Clock()
    return clock.answer(len(shacl.validate(data, shapes).results))


def validate_rudof(data: str, shapes: str) -> Answer:
    """Validate with rudof, without parsing."""
    import pyrudof

    session = pyrudof.Rudof()
    session.read_data(data, format=pyrudof.RDFFormat.NTriples)
    session.read_shacl(one_text(shapes))
    clock = Clock()
    return clock.answer(len(session.validate_shacl()))


def naive(source: str, out: str, shapes: str) -> Answer:
    """Do what one would write first: safe_load, rdflib, pySHACL over the whole, rdflib's serialisers.

    The triples are those that this program makes of the same files, so that only the tools differ: they are
    read from a file that the caller has made, and added one by one.
    """
    import rdflib
    import yaml
    from pyshacl import validate

    for file in sorted(Path(source).rglob("*.yaml")):
        yaml.safe_load(file.read_text("utf-8"))
    graph = rdflib.Graph()
    for triple in rdflib.Graph().parse(f"{out}.nt", format="nt"):
        graph.add(triple)
    shapes_graph = rdflib.Graph()
    for file in shape_files(shapes):
        shapes_graph.parse(file)
    _, report, _ = validate(graph, shacl_graph=shapes_graph, inplace=True)
    graph.serialize(f"{out}.naive.ttl", format="turtle")
    graph.serialize(f"{out}.naive.jsonld", format="json-ld")
    return {"results": len(set(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)))}


def floor(source: str, out: str, jobs: str) -> Answer:
    """Do the least: parse YAML in C, write N-Triples, let pyoxigraph make Turtle; nothing is checked.

    Shared between processes by file; each writes the triples of its files, which it is given ready-made.
    """
    from concurrent.futures import ProcessPoolExecutor

    files = sorted(map(str, Path(source).rglob("*.yaml")))
    lines = Path(f"{out}.nt").read_bytes().splitlines(keepends=True)
    count = int(jobs)
    parts = [
        (files[n::count], lines[len(lines) * n // count : len(lines) * (n + 1) // count])
        for n in range(count)
    ]
    with ProcessPoolExecutor(count) as pool:
        done = list(pool.map(_floor_part, parts, [f"{out}.floor{n}" for n in range(count)]))
    return {"results": sum(done)}


def _floor_part(part: tuple[list[str], list[bytes]], out: str) -> int:
    import pyoxigraph
    import yaml

    files, lines = part
    for file in files:
        yaml.load(Path(file).read_bytes(), yaml.CSafeLoader)
    Path(f"{out}.nt").write_bytes(b"".join(lines))
    quads = pyoxigraph.parse(path=f"{out}.nt", format=pyoxigraph.RdfFormat.N_TRIPLES)
    pyoxigraph.serialize(quads, f"{out}.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    return len(lines)


def serialise(tool: str, data: str, out: str) -> Answer:
    """Write a graph that is read already as Turtle: `ours`, `rdflib` or `pyoxigraph`."""
    if tool == "ours":
        from dcat_publisher.rdf.formats import FORMATS
        from dcat_publisher.rdf.read import read_rdf
        from dcat_publisher.system.resources import packaged
        from dcat_publisher.vocabulary import Vocabulary

        graph, context = read_rdf(Path(data)), Vocabulary((packaged("vocab"),)).context
        clock = Clock()
        Path(out).write_bytes(FORMATS[0].write(graph, context))
    elif tool == "rdflib":
        import rdflib

        parsed = rdflib.Graph().parse(data, format="nt")
        clock = Clock()
        parsed.serialize(out, format="turtle")
    else:
        import pyoxigraph

        quads = pyoxigraph.parse(path=data, format=pyoxigraph.RdfFormat.N_TRIPLES)
        triples = [quad.triple for quad in quads]
        clock = Clock()
        pyoxigraph.serialize(triples, out, format=pyoxigraph.RdfFormat.TURTLE)
    return clock.answer(0)


def shape_files(shapes: str) -> list[Path]:
    """Return the files of a set of shapes: a file, or all of a folder."""
    path = Path(shapes)
    return sorted(path.glob("*.ttl")) if path.is_dir() else [path]


def one_text(shapes: str) -> str:
    """Return a set of shapes as one Turtle text, for tools that take one file."""
    import rdflib

    graph = rdflib.Graph()
    for file in shape_files(shapes):
        graph.parse(file)
    return graph.serialize(format="turtle")


_WORKS = (
    validate_ours, index_ours, file_ours, file_shacl_rust, file_shacl, validate_pyshacl, validate_rudof,
    naive, floor, serialise,
)  # fmt: skip
WORKERS: dict[str, Callable[..., Answer]] = {work.__name__: work for work in _WORKS}

if __name__ == "__main__":
    print(json.dumps(WORKERS[sys.argv[1]](*sys.argv[2:])))
