"""Temporary folders of killed processes go at the next start; those of living ones and of others stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dcat_publisher.system import scratch
from dcat_publisher.system.locks import lock
from dcat_publisher.system.scratch import PREFIX, scratch_folder, sweep
from tests.publish.output_support import built, names, write_source

HOLD = """
import sys, time
from pathlib import Path
from dcat_publisher.system.scratch import scratch_folder
with scratch_folder(Path(sys.argv[1])) as folder:
    (folder / "site").mkdir()
    (folder / "site" / "a.ttl").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has a temporary folder."""
    words = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_what_a_living_process_has_stays_and_what_a_killed_one_had_goes(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    before = names(tmp_path)
    sweep(tmp_path)
    assert names(tmp_path) == before
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    sweep(tmp_path)
    assert names(tmp_path) == []


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    """A name alone makes nothing ours, nor does a lock that leads elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "lock").touch()
    (tmp_path / f"{PREFIX}notes").mkdir()
    (tmp_path / f"{PREFIX}notes" / "a.txt").write_text("mine")
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / f"{PREFIX}file").write_text("mine")
    (tmp_path / f"{PREFIX}linked").mkdir()
    (tmp_path / f"{PREFIX}linked" / "lock").symlink_to(tmp_path / "elsewhere" / "lock")
    (tmp_path / ".out-abcdefgh").mkdir()
    before = names(tmp_path)
    sweep(tmp_path)
    assert names(tmp_path) == before
    assert (tmp_path / f"{PREFIX}notes" / "a.txt").read_text() == "mine"


def test_a_link_in_an_abandoned_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "a.txt").write_text("mine")
    abandoned = tmp_path / "work" / f"{PREFIX}x"
    abandoned.mkdir(parents=True)
    (abandoned / "lock").touch()
    (abandoned / "site").symlink_to(tmp_path / "precious")
    sweep(tmp_path / "work")
    assert names(tmp_path / "work") == []
    assert (tmp_path / "precious" / "a.txt").read_text() == "mine"


def test_one_that_was_killed_before_it_had_a_lock_goes(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}x").mkdir()
    sweep(tmp_path)
    assert names(tmp_path) == []


def test_a_folder_that_a_sweep_took_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process starts between the folder and its lock, and between the lock and the holding of it."""
    calls = [0]

    def meanwhile(descriptor: int, *, wait: bool = False) -> None:
        calls[0] += 1
        if calls[0] == 1:
            sweep(tmp_path)
        lock(descriptor, wait=wait)

    monkeypatch.setattr(scratch, "lock", meanwhile)
    with scratch_folder(tmp_path) as folder:
        assert (folder / "lock").exists()
        before = names(tmp_path)
        assert before == [folder.name]
    assert names(tmp_path) == []


def test_a_disk_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(_: int, *, wait: bool = False) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(scratch, "lock", no_locks)
    with scratch_folder(tmp_path) as folder:
        sweep(tmp_path)
        assert folder.is_dir()
    assert names(tmp_path) == []


def test_a_build_removes_what_a_killed_one_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the output, in it, and where the system has its temporary folders."""
    source, out, temporary = write_source(tmp_path / "source"), tmp_path / "out", tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    built(source, out)
    for place in (tmp_path, out, temporary):
        (place / f"{PREFIX}x").mkdir()
        (place / f"{PREFIX}x" / "lock").touch()
        (place / f"{PREFIX}x" / "site.json").write_text("x")
    identity = os.stat(out).st_ino  # noqa: PTH116
    built(source, out)
    assert names(tmp_path) == ["out", "source", "tmp"]
    assert names(temporary) == []
    assert not any(name.startswith(PREFIX) for name in names(out))
    assert out.stat().st_ino != identity  # all of it was ours, so it was exchanged whole
