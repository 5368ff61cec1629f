"""Same source, same bytes: whatever the hash seed, locale, time zone, folder and order on the disk."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import SOURCE

PROGRAM = Path(sys.executable).with_name("dcat-publisher")
SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "LANG": "C"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "LANG": "nb_NO.UTF-8"},
    {"PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/Adak", "COLUMNS": "20"},
    {
        "PYTHONHASHSEED": "random",
        "LC_ALL": "nn_NO.UTF-8",
        "TZ": "Asia/Kathmandu",
        "PYTHONUTF8": "0",
        "HOME": "/",
    },
]


def digests(folder: Path) -> dict[str, str]:
    """The digest of each file of a folder."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def built(folder: Path, surroundings: dict[str, str], *, relative: bool) -> dict[str, str]:
    """Copy the source, in an order of its own, build it there, and give the digests of the output."""
    source = folder / "source"
    shuffled = {hashlib.sha256(bytes(folder / file.name)).digest(): file for file in SOURCE.rglob("*.yaml")}
    for _, file in sorted(shuffled.items()):
        target = source / file.relative_to(SOURCE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    words = ["source", "--out", "out"] if relative else [source, "--out", folder / "out"]
    subprocess.run(
        [PROGRAM, "build", *words],
        cwd=folder if relative else "/",
        env={"PATH": os.environ["PATH"], **surroundings},
        check=True,
        capture_output=True,
    )
    return digests(folder / "out")


@pytest.mark.slow
def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for number, surroundings in enumerate(SURROUNDINGS):
        folder = tmp_path / ("a" * number) / f"mappe {number} æ"
        folder.mkdir(parents=True)
        found.append(built(folder, surroundings, relative=number % 2 == 0))
    assert len(found[0]) > 100
    for other in found[1:]:
        assert other == found[0]


def test_a_build_anew_changes_nothing(tmp_path: Path) -> None:
    """Not even the times of files, which HTTP tells."""
    surroundings = {**SURROUNDINGS[0], "HOME": str(tmp_path)}
    first = built(tmp_path, surroundings, relative=True)
    times = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*") if file.is_file()}
    assert built(tmp_path, surroundings, relative=True) == first
    assert {file: file.stat().st_mtime_ns for file in times} == times
