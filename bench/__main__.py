"""Measure this program and its peers side by side, check that they agree, and write docs/performance.md.

Usage: python -m bench [--sizes 1000,10000] [--folder FOLDER]. The environment variable DCAT_AP_NO_2_SHAPES
may name the official shapes of DCAT-AP-NO 2, which are then used beside the project's own;
JENA_HOME an installation of Apache Jena, which is Debian's otherwise.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench.files import from_python, whole_commands
from bench.generate import generate
from bench.rows import (
    MOST_FOR_PEERS,
    Row,
    builds,
    cold,
    edits,
    scaling,
    serialisers,
    validations,
)
from bench.table import write_page


def main() -> None:
    """Run everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of datasets, with commas")
    parser.add_argument("--naive", type=int, default=200, help="datasets for the naive pipeline and pySHACL")
    parser.add_argument("--folder", type=Path, help="where to generate catalogues; else a temporary folder")
    parser.add_argument("--page", type=Path, default=Path("docs/performance.md"))
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        write_page(options.page, _rows(folder, sizes, options.naive))


def _rows(folder: Path, sizes: list[int], naive: int) -> list[Row]:
    sources = {size: folder / f"source{size}" for size in sorted({naive, *sizes})}
    for size, source in sources.items():
        if not source.exists():
            generate(size, source)
    shapes = {"DCAT-AP-NO 3 (ours)": "shapes/dcat-ap-no"}
    official = os.environ.get("DCAT_AP_NO_2_SHAPES")
    if official:
        shapes["DCAT-AP-NO 2 (official)"] = official
    usual = [size for size in sizes if size <= MOST_FOR_PEERS]
    rows = [*cold(), *builds(sources, sizes, naive), *scaling(), *edits(sources, usual)]
    for name, files in shapes.items():
        rows += validations(folder, usual, naive, name, files)
        rows += whole_commands(folder, usual, name, files)
        rows += from_python(folder, usual, name, files)
    print(f"{len(rows)} rows", file=sys.stderr)
    return [*rows, *serialisers(folder, usual)]


if __name__ == "__main__":
    main()
