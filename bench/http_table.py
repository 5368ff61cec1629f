"""What was measured under load to a page of documentation."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.wrk import CONNECTIONS, Loaded
from dcat_publisher.system.second_process import processors

_MARK = "<!-- measured: written by `make bench-http` -->"
_PACKAGES = ("dcat-publisher", "flask", "granian")


def write_page(page: Path, rows: Sequence[Loaded], seconds: int, size: int) -> None:
    """Put the table behind the mark of the page; what stands before it is written by hand."""
    kept = page.read_text("utf-8").partition(_MARK)[0].rstrip()
    page.write_text(f"{kept}\n\n{_MARK}\n\n{_head(seconds, size)}\n\n{_table(rows)}", "utf-8")


def _head(seconds: int, size: int) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    nginx = subprocess.run(["nginx", "-v"], capture_output=True, text=True, check=True).stderr
    today = datetime.now(UTC).date().isoformat()
    return (
        f"Measured on {today}, {processors()} processors, which wrk shares, Python "
        f"{platform.python_version()}: {packages}, nginx {nginx.strip().rpartition('/')[2]}; {CONNECTIONS} "
        f"connections, {seconds} s each, a Turtle document of {size:,} bytes."
    )


def _table(rows: Sequence[Loaded]) -> str:
    lines = [
        "| who | requests/s | times Flask's | times nginx's | half within ms | 99 % within ms | errors | |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    nginx = next(row.rate for row in rows if row.who == "nginx, 2 workers")
    flask = 0.0
    for row in rows:
        flask = row.rate if row.who.startswith("Flask") else flask
        of_flask = "" if row.who.startswith("nginx") else f"{row.rate / flask:.2f}"
        lines.append(
            f"| {row.who} | {row.rate:,.0f} | {of_flask} | {row.rate / nginx:.2f} | {row.half:.2f} | "
            f"{row.p99:.2f} | {row.errors} | {row.note} |"
        )
    return "\n".join(lines) + "\n"
