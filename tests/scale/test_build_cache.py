"""A build that remembers the last one writes what a build from nothing writes, byte for byte."""

from __future__ import annotations

import random
import shutil
import threading
from pathlib import Path

import pytest
from test_portions import LINES, VOCABULARY, nasty, tree, write

from dcat_publisher.check.batches.cache import Cache
from dcat_publisher.check.batches.checking import Checked, build_folder
from dcat_publisher.check.batches.executors import runner
from dcat_publisher.publish.export import EVERYTHING, Extent
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, profile_named

PROFILE = profile_named(DEFAULT_PROFILE)
DUMPS = Extent(("ttl", "nt"), parts=False, pages=False)


def build(
    source: Path, out: Path, memory: Path | None, extent: Extent = EVERYTHING, profile: Profile = PROFILE
) -> tuple[Checked, int]:
    """Build; give what was checked, and how many datasets were read for it."""
    totals = [0]
    cache = None if memory is None else Cache.of(source, memory, out)
    with runner(1, report=lambda done, total: totals.append(total if done == total else 0)) as alone:
        checked = build_folder(
            source, VOCABULARY, profile, out, lambda _: True, alone, portion=3, extent=extent, cache=cache
        )
    return checked, sum(totals)


def source_in(folder: Path, seed: int) -> Path:
    (source := folder / "source").mkdir()
    return write(source, seed)


@pytest.mark.parametrize("extent", [EVERYTHING, Extent(pages=False), DUMPS], ids=["all", "data", "dumps"])
@pytest.mark.parametrize("seed", range(8))
def test_edits_one_after_the_other(tmp_path: Path, seed: int, extent: Extent) -> None:
    source, chance = source_in(tmp_path, seed), random.Random(seed)
    for number in range(5):
        remembered, _ = build(source, tmp_path / "out", tmp_path / "memory", extent)
        afresh, _ = build(source, tmp_path / "fresh", None, extent)
        assert remembered == afresh
        assert tree(tmp_path / "out") == tree(tmp_path / "fresh")
        files = sorted(source.rglob("d*.yaml"))
        file = chance.choice(files)
        if number == 2:
            file.unlink()
        elif number == 3:
            shutil.copy(file, file.with_name("ny.yaml"))
        else:
            file.write_text(f"{file.read_text('utf-8')}{chance.choice(LINES[:-1])}\n", "utf-8")


def plain(folder: Path) -> Path:
    """Twenty datasets, of which two refer to each other, so that their pages show each other's names."""
    source = source_in(folder, 1)
    for file in source.rglob("d*.yaml"):
        refers = {"d05": "relation: d17", "d17": "relation: d05"}.get(file.stem, "keyword: [ett, to]")
        file.write_text(f"type: Dataset\ntitle: {{nb: Datasett {file.stem}}}\n{refers}\n", "utf-8")
    return source


def test_only_what_changed_is_made_again(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    profile = nasty(tmp_path_factory.mktemp("shapes"), "@prefix sh: <http://www.w3.org/ns/shacl#> .")
    source, out, memory = plain(tmp_path), tmp_path / "out", tmp_path / "memory"
    assert (
        build(source, out, memory, profile=profile)[1] == 20 + 6
    )  # two portions wait for each other's names
    assert build(source, out, memory, profile=profile)[1] == 0
    next(source.rglob("d05.yaml")).write_text("type: Dataset\ntitle: {nb: Nytt navn}\n", "utf-8")
    again = build(source, out, memory, profile=profile)[1]
    assert again == 3 + 3  # the dataset's own portion, and the one whose page shows its name
    page = next(out.rglob("d17.nb.html")).read_text("utf-8")
    assert "Nytt navn" in page


def test_what_has_not_changed_keeps_its_time(tmp_path: Path) -> None:
    source, out = plain(tmp_path), tmp_path / "out"
    build(source, out, tmp_path / "memory")
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file()}
    text = tree(out)
    next(source.rglob("d09.yaml")).write_text("type: Dataset\ntitle: {nb: Nytt}\n", "utf-8")
    for memory in (tmp_path / "memory", None):
        build(source, out, memory)
        for file, time in before.items():
            if text[str(file.relative_to(out))] == file.read_bytes():
                assert file.stat().st_mtime_ns == time


@pytest.mark.parametrize("damage", ["file", "same length", "dump", "gone", "memory", "out"])
def test_a_former_output_that_is_not_as_it_was_is_not_taken_over(tmp_path: Path, damage: str) -> None:
    source, out, memory = plain(tmp_path), tmp_path / "out", tmp_path / "memory"
    build(source, out, memory)
    expected, page = tree(out), next(out.rglob("d09.ttl"))
    if damage == "file":
        page.write_text("changed by hand\n", "utf-8")
    elif damage == "same length":
        page.write_bytes(page.read_bytes()[::-1])
    elif damage == "dump":
        (out / "catalog.nt").write_bytes((out / "catalog.nt").read_bytes()[::-1])
    elif damage == "gone":
        page.unlink()
    elif damage == "memory":
        shutil.rmtree(memory)
    else:
        shutil.rmtree(out)
    build(source, out, memory)
    assert tree(out) == expected


def test_two_outputs_and_extents_do_not_mix(tmp_path: Path) -> None:
    source, memory = plain(tmp_path), tmp_path / "memory"
    for _ in range(2):
        for extent in (EVERYTHING, DUMPS, Extent(pages=False)):
            for name in ("one", "two"):
                build(source, tmp_path / name, memory, extent)
                build(source, tmp_path / "fresh", None, extent)
                assert tree(tmp_path / name) == tree(tmp_path / "fresh")


def test_builds_at_the_same_time_leave_one_of_them_whole(tmp_path: Path) -> None:
    source, out, memory = plain(tmp_path), tmp_path / "out", tmp_path / "memory"
    build(source, out, memory)
    expected, faults = tree(out), list[BaseException]()

    def work() -> None:
        try:
            for _ in range(4):
                build(source, out, memory)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert tree(out) == expected
    build(source, out, memory)
    assert tree(out) == expected
