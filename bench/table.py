"""Rows to a page of documentation."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path

from bench.rows import Row
from dcat_publisher.system.second_process import processors

BUSY = 0.1
"""The share of the machine that others may have while a figure is taken, before that is said beside it."""
_MARK = "<!-- measured: written by `make bench` -->"
_PACKAGES = (
    "dcat-publisher", "pyshacl", "rdflib", "pyoxigraph", "pyrudof", "shacl", "shacl-rust", "PyYAML"
)  # fmt: skip


def write_page(page: Path, rows: Sequence[Row]) -> None:
    """Put the tables behind the mark of the page; what stands before it is written by hand."""
    text = page.read_text("utf-8") if page.exists() else "# Performance\n\n"
    kept = text.partition(_MARK)[0].rstrip()
    page.write_text(f"{kept}\n\n{_MARK}\n\n{_head()}\n{_tables(rows)}", "utf-8")


def _head() -> str:
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    today = datetime.now(UTC).date().isoformat()
    return (
        f"Measured on {today}, {processors()} processors, Python {platform.python_version()}: {packages}.\n\n"
        "MB is the memory of all processes at once, shared pages counted once (PSS). Where other work took\n"
        f"more than {BUSY:.0%} of the machine while something was measured, that stands beside the figure.\n"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def _tables(rows: Iterable[Row]) -> str:
    parts = []
    for what, group in groupby(rows, key=lambda row: row.what):
        lines = [
            f"## {what}\n",
            "| datasets | who | wall s | processor s | MB | times ours: wall / processor / MB | |",
            "|--:|---|--:|--:|--:|--:|---|",
        ]
        parts.append("\n".join([*lines, *map(_line, group)]) + "\n")
    return "\n".join(parts)


def _line(row: Row) -> str:
    one, ours = row.measured, row.ours
    ratio = ""
    if ours is not None:
        parts = [one.seconds / ours.seconds, one.cpu / ours.cpu, one.memory / max(ours.memory, 1)]
        ratio = " / ".join(f"{part:.2g}" if part < 10 else f"{part:,.0f}" for part in parts)
    numbers = f"{one.seconds:.2f} | {one.cpu:.2f} | {one.memory:.0f}"
    busy = f"other work: {one.others:.0%} of the machine" if one.others > BUSY else ""
    note = "; ".join(filter(None, (row.note, busy)))
    return f"| {row.size:,} | {row.who} | {numbers} | {ratio} | {note} |"
