"""A file is written whole or stays what it was."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from dcat_publisher.system.whole_files import write_whole


def pieces_of_a_full_disk() -> Iterator[bytes]:
    yield b"half"
    raise OSError(28, "No space left on device")


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", [b"one ", b"two"])
    (tmp_path / "usual").touch()
    assert (tmp_path / "a").read_bytes() == b"one two"
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_cannot_be_written_whole_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "a", pieces_of_a_full_disk())
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "new", pieces_of_a_full_disk())
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a", "before")]


def test_a_link_is_followed_and_a_mode_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "link").symlink_to("a")
    write_whole(tmp_path / "link", [b"after"])
    assert ((tmp_path / "a").read_text(), (tmp_path / "link").is_symlink()) == ("after", True)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_whole(tmp_path / "pipe", [b"all"])
    data = os.read(reader, 10)
    os.close(reader)
    assert (data, stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)) == (b"all", True)


def test_a_file_that_cannot_be_replaced_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that is mounted by itself into a container."""
    (tmp_path / "a").write_text("before")

    def refuse(_self: Path, _target: Path) -> Path:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(Path, "replace", refuse)
    write_whole(tmp_path / "a", [b"after"])
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a", "after")]


def test_a_folder_in_which_nothing_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("before")
    usual = Path.open

    def refuse(self: Path, mode: str) -> object:
        if mode == "xb":
            raise PermissionError(13, "Permission denied")
        return usual(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    write_whole(tmp_path / "a", [b"after"])
    assert (tmp_path / "a").read_bytes() == b"after"
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "new", [b"after"])
