"""The pipeline finds what a reading of the whole finds, whatever it remembers and wherever units are cut."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dcat_publisher.checking.catalog import SourceCatalog, read_catalog
from dcat_publisher.checking.pipeline import opening, scan, verdicts
from dcat_publisher.checking.pipeline.executors import runner
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, profile_named
from tests.checking.scale.generated_folders import DEEP, LINES, NASTY, VOCABULARY, edit, nasty, write
from tests.whole_reading import read_whole

PROFILE = profile_named(DEFAULT_PROFILE)


def cut(patch: pytest.MonkeyPatch, size: int) -> None:
    """Let units have so many parts, and let any folder be remembered on disk."""
    patch.setattr(opening, "UNIT", size)
    patch.setattr(verdicts, "UNIT", size)
    patch.setattr(scan, "LARGE", 1)


def compare(
    source: Path, profile: Profile, memory: Path | None = None, known: SourceCatalog | None = None
) -> None:
    checked = known or SourceCatalog(source, VOCABULARY, profile, memory)
    same = checked.check().findings == read_whole(source, VOCABULARY, profile).findings
    assert same  # the difference of two long lists would take minutes to be shown


def random_edits(source: Path, profile: Profile, memory: Path, seed: int, steps: int) -> None:
    """Edit and check again and again, with what is in memory or what is on the disk."""
    chance, known, said = random.Random(seed), None, list[str]()
    for _ in range(steps):
        if known is None or chance.random() < 0.5:
            known = SourceCatalog(source, VOCABULARY, profile, memory)
        found, whole = known.check(), read_whole(source, VOCABULARY, profile)
        same = found.findings == whole.findings
        assert same, (seed, said)
        said.append(edit(source, chance))


@pytest.mark.parametrize("seed", range(6))
def test_edits_one_after_the_other(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    cut(monkeypatch, (1, 3, 64)[seed % 3])
    profile = nasty(tmp_path_factory.mktemp("shapes"), NASTY + DEEP) if seed % 2 else PROFILE
    random_edits(write(tmp_path, seed), profile, tmp_path_factory.mktemp("memory"), seed, 6)


@pytest.mark.trial
@pytest.mark.parametrize("seed", range(100, 200))
def test_many_edits_one_after_the_other(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    cut(monkeypatch, (1, 3, 64)[seed % 3])
    profile = nasty(tmp_path_factory.mktemp("shapes"), NASTY + DEEP) if seed % 2 else PROFILE
    random_edits(write(tmp_path, seed), profile, tmp_path_factory.mktemp("memory"), seed, 12)


@pytest.mark.parametrize("seed", range(3))
def test_the_graph_and_its_places_are_those_of_the_whole(tmp_path: Path, seed: int) -> None:
    source = write(tmp_path, seed)
    found, whole = read_catalog(source, VOCABULARY, PROFILE), read_whole(source, VOCABULARY, PROFILE)
    assert {*found.graph} == {*whole.graph}
    assert found.graph.places == whole.graph.places
    assert found.graph.node_places == whole.graph.node_places
    assert [(each.path, each.iri, each.place) for each in found.records] == [
        (each.path, each.iri, each.place) for each in whole.records
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_pool_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    cut(monkeypatch, 3)
    source = write(tmp_path, 2)
    with runner(jobs) as found:
        checked = SourceCatalog(source, VOCABULARY, PROFILE).check(runner=found)
    same = checked.findings == read_whole(source, VOCABULARY, PROFILE).findings
    assert same


def plain(source: Path) -> Path:
    write(source, 1)
    for file in source.rglob("d*.yaml"):
        file.write_text("type: Dataset\ntitle: {nb: Et datasett}\n", "utf-8")
    return source


def count_of_work(source: Path, memory: Path) -> int:
    """Check; return how many parts were compiled and validated for it, the code lists counted as one."""
    done: list[int] = []
    with runner(1, report=lambda number, total: done.append(total if number == total else 0)) as alone:
        SourceCatalog(source, VOCABULARY, PROFILE, memory).check(runner=alone)
    return sum(done)


def test_only_what_changed_is_done_again(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, 4)
    source, memory = plain(tmp_path), tmp_path_factory.mktemp("memory")

    def check() -> int:
        return count_of_work(source, memory)

    assert check() == 23 + 23 + 1  # compiled, validated, and the code lists
    assert check() == 0
    next(source.rglob("d07.yaml")).write_text("type: Dataset\ntitle: {nb: Et annet}\n", "utf-8")
    assert check() == 1 + 4  # the file, and its unit
    agents = source / "agents.yaml"
    agents.write_text(agents.read_text("utf-8").replace("Eieren", "En annen eier"), "utf-8")
    assert check() == 1 + 4  # who only asks whether it is an agent need not ask again


@pytest.mark.parametrize("damage", [b"", b"\x80", b"nonsense", None, "cut"])
@pytest.mark.parametrize("names", ["*", "*.part", "state", "*.entries", "result"])
def test_damaged_memory_counts_as_none(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch,
    damage: bytes | str | None, names: str,
) -> None:  # fmt: skip
    cut(monkeypatch, 3)
    source, memory = write(tmp_path, 1), tmp_path_factory.mktemp("memory")
    compare(source, PROFILE, memory)
    for file in memory.glob(names):
        if damage is None:
            file.unlink()
        else:
            file.write_bytes(
                damage if isinstance(damage, bytes) else file.read_bytes()[: file.stat().st_size // 2]
            )
    file = next(source.rglob("d07.yaml"))
    file.write_text(f"{file.read_text('utf-8')}{LINES[0]}\n", "utf-8")
    compare(source, PROFILE, memory)
    compare(source, PROFILE, memory)


def test_what_others_may_write_is_not_read(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, 3)
    source, memory = write(tmp_path, 1), tmp_path_factory.mktemp("memory")
    found = [count_of_work(source, memory)]
    found.append(count_of_work(source, memory))
    for file in memory.iterdir():
        file.chmod(0o666)
    found.append(count_of_work(source, memory))
    assert found == [found[0], 0, found[0]]
    compare(source, PROFILE, memory)


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, 3)
    file = tmp_path_factory.mktemp("memory") / "file"
    file.write_text("", "utf-8")
    compare(write(tmp_path, 1), PROFILE, file / "memory")
