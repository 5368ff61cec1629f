"""The standard streams: closed, full, or with nobody left who reads; the exit code stays the command's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("dcat-publisher")
EXPLAIN = f"{PROGRAM} explain R105 --lang en"


def shell(command: str, folder: Path, **environment: str) -> tuple[int, str]:
    """Return the exit code of a command of the shell, and what it says on standard error."""
    result = subprocess.run(
        ["sh", "-c", command], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    return result.returncode, result.stderr


def without_a_reader(command: str, folder: Path, **environment: str) -> tuple[int, str]:
    """Return the same of a command whose standard output is a pipe that nobody reads from."""
    read, write = os.pipe()
    os.close(read)
    try:
        result = subprocess.run(
            ["sh", "-c", command], cwd=folder, env={**os.environ, **environment}, stdout=write,
            stderr=subprocess.PIPE, text=True, check=False, timeout=300,
        )  # fmt: skip
    finally:
        os.close(write)
    return result.returncode, result.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_changes_nothing(tmp_path: Path, unbuffered: str) -> None:
    """As in `check | head -1`: what is found counts, and what nobody reads is no fault."""
    (tmp_path / "source").mkdir()
    check = f"{PROGRAM} check source --output-format json"
    (tmp_path / "source" / "catalog.yaml").write_text("base: https://x.example/\ntype: Catalog\nnmae: x\n")
    assert without_a_reader(check, tmp_path, PYTHONUNBUFFERED=unbuffered)[0] == 1
    assert without_a_reader(EXPLAIN, tmp_path, PYTHONUNBUFFERED=unbuffered) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told(tmp_path: Path, unbuffered: str) -> None:
    code, told = shell(f"{EXPLAIN} > /dev/full", tmp_path, PYTHONUNBUFFERED=unbuffered)
    assert (code, told) == (2, "dcat-publisher: standard output: No space left on device\n")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (f"{EXPLAIN} >&-", "dcat-publisher: standard output: it is closed\n"),
        (f"{EXPLAIN} >&- 2>&-", ""),
        (f"{PROGRAM} check - <&-", "dcat-publisher: standard input is closed\n"),
        (f"{PROGRAM} query - <&-", "dcat-publisher: standard input is closed\n"),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_closed_stream_that_is_needed_is_told(tmp_path: Path, command: str, told: str) -> None:
    assert shell(command, tmp_path) == (2, told)


def test_a_closed_stream_that_is_not_needed_is_no_fault(tmp_path: Path) -> None:
    """And no file that is opened gets its number: what a library prints would go there."""
    code, told = shell(f"{PROGRAM} init source --lang en <&- >&-", tmp_path)
    assert (code, "internal" in told) == (0, False)
    assert (tmp_path / "source" / "catalog.yaml").exists()
    code, told = shell(f"{PROGRAM} explain R105 <&- 2>&-", tmp_path)
    assert (code, told) == (0, "")
