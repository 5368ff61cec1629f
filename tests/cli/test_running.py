"""Where a command remembers what it found out about a folder, and what it says where it remembers nothing."""

from pathlib import Path

import pytest

from dcat_publisher.cli.running import RunOptions


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout that is worked in, with a home and its caches outside."""
    work = tmp_path / "work"
    (work / ".git").mkdir(parents=True)
    (work / "source").mkdir()
    (work / "link").symlink_to("source")
    monkeypatch.chdir(work)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.delenv("DCAT_PUBLISHER_NO_CACHE", raising=False)
    return work


def test_two_spellings_of_a_source_have_two_memories(work: Path) -> None:
    """Places are remembered as they were typed: one memory for both would be made anew at each change."""
    spellings = [Path("source"), work / "source", Path("link")]
    memories = [RunOptions().memory(source) for source in spellings]
    assert len(set(memories)) == 3
    assert [RunOptions().memory(source) for source in spellings] == memories
    assert RunOptions().memory(Path("./source")) == memories[0]


def test_caches_in_the_checkout_are_told_of(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DCAT_PUBLISHER_LANG", "nn")
    assert RunOptions().memory(Path("source")) is not None
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("XDG_CACHE_HOME", str(work / "caches"))
    assert RunOptions().memory(Path("source")) is None
    told = capsys.readouterr().err
    assert ("XDG_CACHE_HOME" in told, "ingenting blir hugsa" in told) == (True, True)
    assert RunOptions(cache=False).memory(Path("source")) is None
    assert capsys.readouterr().err == ""
