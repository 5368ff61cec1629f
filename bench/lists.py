"""What lists of variables add to a build: processor time against the same catalogue without them.

Usage: python -m bench.lists [--times 5] [--folder FOLDER]. For each of two catalogues, with pages and
without, the least of some builds of each kind is taken, one after the other, so that what else the machine
does meanwhile is in both.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.generate import generate
from bench.measure import command

CASES: Final = ((1, 5000, 0.5), (100, 50, 1.0))
"""Datasets, variables of each, and the processor time in seconds that these may add."""
_HEADER: Final = (
    "name;title@nb;title@en;description@nb;description@en;datatype;unit;code_list;concept;valid_from;valid_to;"
    "required;table"
)
_TYPES: Final = ("heltall", "dato", "kode", "tekst", "ja/nei", "desimaltall")
_WAYS: Final = ((), ("--no-pages",))


def list_of(count: int) -> str:
    """Return the CSV of some variables of all kinds, the same for the same number."""
    return "\n".join([_HEADER, *map(_row, range(count))]) + "\n"


def _row(number: int) -> str:
    kind = _TYPES[number % len(_TYPES)]
    unit = "kg" if kind == "desimaltall" else ""
    codes = f"urn:oid:2.16.578.1.12.4.1.1.{3000 + number % 40}" if kind == "kode" else ""
    titles = f"Variabel nummer {number};Variable number {number}"
    texts = f"Beskrivelse av variabel {number} i datasettet;A description of variable {number}"
    return f"var_{number};{titles};{texts};{kind};{unit};{codes};;2008;;{'ja' if number % 2 else 'nei'};"


def add_lists(source: Path, count: int, lists: int | None = None) -> None:
    """Give the datasets of a generated catalogue lists of `count` variables, the first `lists` or all."""
    text = list_of(count)
    for file in sorted((source / "datasets").rglob("*.yaml"))[:lists]:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"variables: {file.stem}.variables.csv\n")
        file.with_name(f"{file.stem}.variables.csv").write_text(text, "utf-8")


def main() -> None:
    """Print what the lists of each catalogue add."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="how many builds of each kind")
    parser.add_argument("--folder", type=Path, help="where to build; else a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for line in _lines(Path(folder), options.times):
            print(line, flush=True)


def _lines(folder: Path, times: int) -> Iterator[str]:
    for datasets, variables, goal in CASES:
        plain, listed = folder / f"{datasets}-plain", folder / f"{datasets}-listed"
        generate(datasets, plain)
        generate(datasets, listed)
        add_lists(listed, variables)
        for way in _WAYS:
            pairs = [(_cpu(plain, way), _cpu(listed, way)) for _ in range(times)]
            before, after = (min(each) for each in zip(*pairs, strict=True))
            yield (
                f"{datasets} x {variables} variables, {' '.join(way) or 'with pages'}: "
                f"{after - before:+.2f} s of processor time (goal {goal} s; without lists {before:.2f} s)"
            )


def _cpu(source: Path, way: Sequence[str]) -> float:
    """Return the processor time of a build from nothing, in seconds."""
    out = source.with_name("out")
    shutil.rmtree(out, ignore_errors=True)
    program = Path(sys.executable).with_name("dcat-publisher")
    measured = command([str(program), "build", str(source), "--out", str(out), "--no-cache", "-q", *way])
    if measured is None:
        raise SystemExit("the build failed")
    return measured.cpu


if __name__ == "__main__":
    main()
