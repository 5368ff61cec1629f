"""The rows of the table: what was done by whom, on how much, in what time and memory."""

from __future__ import annotations

import math
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import jena
from bench.measure import Measured, command, worker
from dcat_publisher.system.second_process import processors

OURS = "dcat-publisher"
PROGRAM = str(Path(sys.executable).with_name(OURS))
_FAULTS = 50
MOST_FOR_PEERS = 10_000
"""What is larger is not asked of peers: of 100,000 datasets some would need 100 GB."""
_built: dict[int, Measured] = {}


@dataclass(frozen=True)
class Row:
    """One measurement in the table; `ours` is what it is compared with, of the same size unless said."""

    what: str
    size: int
    who: str
    measured: Measured
    ours: Measured | None = None
    note: str = ""


def best(*runs: Measured | None) -> Measured | None:
    """Return the quickest of several runs: the one that was disturbed least."""
    done = [run for run in runs if run is not None]
    return min(done, key=lambda run: run.cpu) if done else None


def cold() -> Iterator[Row]:
    """Measure a fresh process that checks the reference catalogue beside one that imports pySHACL.

    In one that has not changed since the last check, and in one of which nothing is remembered but the parsed
    code lists and shapes of the installation, as after any first use.
    """
    what = "check of the 14 sources, a fresh process"
    with tempfile.TemporaryDirectory() as folder:
        words = [PROGRAM, "check", "source"]
        command(words)
        again = best(*(command(words) for _ in range(7)))
        new = ([*words, "--cache-dir", f"{folder}/{number}"] for number in range(7))
        first = best(*map(command, new))
        imported = best(*(command([sys.executable, "-c", "import pyshacl"]) for _ in range(7)))
    if again is not None and first is not None and imported is not None:
        yield Row(what, 14, f"{OURS}, nothing changed", again)
        yield Row(what, 14, f"{OURS}, nothing remembered of the folder", first, again)
        yield Row(what, 14, 'python -c "import pyshacl"', imported, again)


def builds(sources: Mapping[int, Path], sizes: Sequence[int], naive: int) -> Iterator[Row]:
    """Measure YAML to validated Turtle and JSON-LD, beside the naive pipeline and the floor."""
    what = "YAML to validated Turtle + JSON-LD"
    for size in (naive, *sizes):
        source, out = sources[size], sources[size].with_name(f"out{size}")
        shutil.rmtree(out, ignore_errors=True)
        ours = command(_build(source, out, "ttl", "jsonld"))
        if ours is None:
            continue
        _built[size] = ours
        yield Row(what, size, f"{OURS} build --no-pages --dumps-only", ours)
        command(_build(source, out.with_name(f"nt{size}"), "nt"))
        shutil.copy(out.with_name(f"nt{size}") / "catalog.nt", f"{out}.nt")
        least = worker("floor", source, out, str(processors())) if size <= MOST_FOR_PEERS else None
        if least is not None:
            yield Row(what, size, "floor: C YAML parse, N-Triples, pyoxigraph Turtle", least, ours)
        if size == naive:
            first = worker("naive", source, out, "shapes/dcat-ap-no")
            if first is not None:
                yield Row(what, size, "naive: safe_load, rdflib, pySHACL, rdflib Turtle", first, ours)


def _build(source: Path, out: Path, *formats: str) -> list[str]:
    chosen = [word for name in formats for word in ("--format", name)]
    return [PROGRAM, "build", str(source), "--out", str(out), "--no-pages", "--dumps-only", *chosen]


def edits(sources: Mapping[int, Path], sizes: Sequence[int]) -> Iterator[Row]:
    """Measure a check and a build after one file has been edited, beside the same from nothing."""
    checks, builds_ = list[Row](), list[Row]()
    for size in sizes:
        source, memory = sources[size], sources[size].with_name(f"memory{size}")
        shutil.rmtree(memory, ignore_errors=True)
        out = sources[size].with_name(f"site{size}")
        shutil.rmtree(out, ignore_errors=True)
        kept = ["--cache-dir", str(memory)]
        check = [PROGRAM, "check", str(source), *kept]
        build = [PROGRAM, "build", str(source), "--out", str(out), *kept]
        first, whole = command(check), command(build)
        others = {"the same from nothing": first, "build of Turtle + JSON-LD": _built.get(size)}
        again = _edited(source, check, 3)
        checks += _beside("check, one file edited", size, again, {**others, "build with pages": whole})
        again = _edited(source, build, 1)
        builds_ += _beside("build with pages, one file edited", size, again, {"the same from nothing": whole})
    yield from (*checks, *builds_)


def _beside(
    what: str, size: int, ours: Measured | None, others: Mapping[str, Measured | None]
) -> Iterator[Row]:
    """Yield the row of a measurement, and those of others of ours."""
    if ours is not None:
        yield Row(what, size, OURS, ours)
        for name, found in others.items():
            if found is not None:
                yield Row(what, size, f"{OURS}: {name}", found, ours)


def _edited(source: Path, words: Sequence[str], times: int) -> Measured | None:
    """Measure a command that is run again after one file has been edited, and put the file back."""
    file, again = next(source.rglob("d000000.yaml")), []
    for number in range(times):
        text = file.read_text("utf-8")
        file.write_text(text.replace("Fil 0", f"Fil {number}0"), "utf-8")
        again.append(command(words))
        file.write_text(text, "utf-8")
    return best(*again)


def scaling() -> Iterator[Row]:
    """Yield the exponents with which time and memory of a build grow, from the smallest to the largest."""
    sizes = [size for size in sorted(_built) if size >= 1000]
    if len(sizes) > 1:
        small, large = _built[sizes[0]], _built[sizes[-1]]
        growth = math.log(sizes[-1] / sizes[0])
        time = math.log(large.cpu / small.cpu) / growth
        memory = math.log(large.memory / small.memory) / growth
        note = f"from {sizes[0]:,}: exponent of processor time {time:.2f}, of memory {memory:.2f}"
        yield Row("scaling of the build", sizes[-1], OURS, large, note=note)


def validations(folder: Path, sizes: Sequence[int], naive: int, name: str, shapes: str) -> Iterator[Row]:
    """Measure validation alone, parsing excluded, on data with planted faults; results have to agree."""
    what = f"validation with index, parse excluded, {name}"
    one = one_file(folder, name, shapes)
    for size in (naive, *sizes):
        data = faulty(folder, size)
        ours = best(worker("index_ours", data, shapes), worker("index_ours", data, shapes))
        if ours is None:
            continue
        yield Row(what, size, OURS, ours, note=f"{ours.results} results")
        for who, found in _peers(data, shapes, one, slow=size <= max(naive, 1000)):
            if found is not None:
                same = "same" if found.results == ours.results else "OTHER"
                yield Row(what, size, who, found, ours, f"{found.results} results, {same} number")


def _peers(data: Path, shapes: str, one: Path, *, slow: bool) -> Iterator[tuple[str, Measured | None]]:
    """Let the peers validate; `slow` says whether pySHACL is to do it as well."""
    yield "rudof", worker("validate_rudof", data, one)
    if jena.missing() is None:
        yield "Apache Jena, cold", command(jena.in_one_process(data, one, 1))
        yield "Apache Jena, second time", command(jena.in_one_process(data, one, 2))
    if slow:
        yield "pySHACL", worker("validate_pyshacl", data, shapes)


def one_file(folder: Path, name: str, shapes: str) -> Path:
    """Return a set of shapes as one file, for tools that take no more."""
    from bench.workers import one_text

    file = folder / f"shapes-{len(name)}.ttl"
    file.write_text(one_text(shapes), "utf-8")
    return file


def faulty(folder: Path, size: int) -> Path:
    """Return the triples of a catalogue without the titles of some datasets."""
    target = folder / f"faulty{size}.nt"
    if not target.exists():
        step = max(1, size // _FAULTS)
        left_out = {f"d{number:06}>" for number in range(0, size, step)}
        with Path(f"{folder / f'out{size}'}.nt").open(encoding="utf-8") as lines, target.open("w") as out:
            for line in lines:
                subject, predicate, _ = line.split(" ", 2)
                if not (predicate == "<http://purl.org/dc/terms/title>" and subject[-8:] in left_out):
                    out.write(line)
    return target


def serialisers(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """Measure writing Turtle from a graph in memory."""
    size = sizes[0]
    data = f"{folder / f'out{size}'}.nt"
    ours = worker("serialise", "ours", data, folder / "ours.ttl")
    if ours is None:
        return
    yield Row("graph to Turtle", size, OURS, ours)
    for tool in ("rdflib", "pyoxigraph"):
        peer = worker("serialise", tool, data, folder / f"{tool}.ttl")
        if peer is not None:
            yield Row("graph to Turtle", size, tool, peer, ours)
