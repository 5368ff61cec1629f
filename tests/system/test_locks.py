"""Locks where the system has its own kind, and where it has none."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from dcat_publisher.system import locks, scratch
from dcat_publisher.system.locks import lock


class Windows(SimpleNamespace):
    """Locks as `msvcrt` has them: by file, for the descriptor that took one until that is closed."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: dict[tuple[int, int], int] = {}
        self.tries = 0
        self.free_at = 0

    def locking(self, descriptor: int, mode: int, number: int) -> None:
        assert (mode, number, os.lseek(descriptor, 0, os.SEEK_CUR)) == (self.LK_NBLCK, 1, 0)
        self.tries += 1
        if self.tries == self.free_at:  # whoever had it lets go
            self.held.clear()
        status = os.fstat(descriptor)
        if self.held.setdefault((status.st_dev, status.st_ino), descriptor) != descriptor:
            raise PermissionError(errno.EACCES, "Permission denied")


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    system = Windows()
    monkeypatch.setattr(locks, "fcntl", None)
    monkeypatch.setattr(scratch, "fcntl", None)
    monkeypatch.setattr(locks, "msvcrt", system)
    return system


def test_one_process_has_a_lock_of_windows(tmp_path: Path, windows: Windows) -> None:
    (tmp_path / "lock").write_bytes(b"x")
    with (tmp_path / "lock").open("r+b") as mine, (tmp_path / "lock").open("r+b") as other:
        lock(mine.fileno())
        with pytest.raises(BlockingIOError):
            lock(other.fileno())
        windows.free_at = 5
        lock(other.fileno(), wait=True)
        assert windows.tries == 5


def test_a_folder_is_had_by_one_where_no_folder_can_be_opened(
    tmp_path: Path, windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    with scratch.exclusively(tmp_path / "out"):
        assert len(windows.held) == 1
        assert [file.suffix for file in (tmp_path / "tmp").iterdir()] == [".lock"]
    with scratch.exclusively(tmp_path / "out"), scratch.exclusively(tmp_path / "other"):
        assert len(windows.held) == 2


def test_without_any_locks_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "fcntl", None)
    monkeypatch.setattr(locks, "msvcrt", None)
    with (tmp_path / "f").open("w") as file, pytest.raises(OSError, match="no locks"):
        lock(file.fileno())
