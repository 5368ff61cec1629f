"""A build that remembers the last one writes what a build from nothing writes, byte for byte."""

from __future__ import annotations

import random
import re
import shutil
import threading
from pathlib import Path

import pytest

from dcat_publisher.checking.catalog import Catalog, SourceCatalog
from dcat_publisher.checking.pipeline import opening, scan, verdicts
from dcat_publisher.checking.pipeline.executors import runner
from dcat_publisher.publish import build as building
from dcat_publisher.publish.build import build_site
from dcat_publisher.publish.extent import EVERYTHING, Extent
from dcat_publisher.publish.feed import page as feed_page
from dcat_publisher.publish.pages import list_pages
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, profile_named
from tests.checking.scale.generated_folders import LINES, VOCABULARY, nasty, tree, write
from tests.written_site import write_catalog

HARMLESS = [line for line in LINES[:-1] if not line.startswith(("id:", "inCatalog"))]
PROFILE = profile_named(DEFAULT_PROFILE)
DUMPS = Extent(("ttl", "nt"), parts=False, pages=False)


@pytest.fixture(autouse=True)
def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three datasets be a batch, four a page, eight a page of the feed; remember any folder."""
    for module in (opening, verdicts):
        monkeypatch.setattr(module, "UNIT", 3)
    monkeypatch.setattr(building, "BATCH", 3)
    monkeypatch.setattr(scan, "LARGE", 1)
    monkeypatch.setattr(list_pages, "PORTION", 4)
    monkeypatch.setattr(feed_page, "MOST_ACTIVITIES", 8)


def build(
    source: Path,
    out: Path,
    memory: Path | None,
    extent: Extent = EVERYTHING,
    profile: Profile = PROFILE,
    jobs: int = 1,
) -> tuple[Catalog, int]:
    """Build; return what was checked, and how many datasets were looked at for writing them."""
    totals = [0]
    checked = SourceCatalog(source, VOCABULARY, profile, memory).check()
    with runner(jobs, report=lambda done, total: totals.append(total if done == total else 0)) as alone:
        build_site(checked, VOCABULARY.context, out, extent, alone)
    return checked, sum(totals)


def source_in(folder: Path, seed: int) -> Path:
    (source := folder / "source").mkdir()
    return write(source, seed)


def _append(file: Path, line: str) -> None:
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")


def edit(source: Path, kind: str, chance: random.Random) -> None:
    """Change a source in one way: a dataset, or something that many show."""
    file = chance.choice(sorted(source.rglob("d*.yaml")))
    if kind == "dataset":
        _append(file, chance.choice(HARMLESS))
    elif kind == "deleted":
        file.unlink()
    elif kind == "copied":
        shutil.copy(file, file.with_name(f"{file.stem}-ny{chance.randrange(1000)}.yaml"))
    elif kind == "renamed":
        file.rename(file.with_name(f"d{chance.randrange(1000, 2000)}.yaml"))
    else:
        name, old, new = {
            "agent": ("agents.yaml", r"nb: \w+", f"nb: Navn{chance.randrange(99)}"),
            "catalogue": ("catalog.yaml", r"title: .*", f"title: {{nb: Katalog {chance.randrange(99)}}}"),
            "series": ("serie.yaml", r"title: .*", f"title: {{nb: Serien {2000 + chance.randrange(20)}}}"),
        }[kind]
        changed = source / name
        changed.write_text(re.sub(old, new, changed.read_text("utf-8")), "utf-8")


KINDS = ("dataset", "agent", "deleted", "copied", "catalogue", "renamed", "series")


@pytest.mark.parametrize("extent", [EVERYTHING, Extent(pages=False), DUMPS], ids=["all", "data", "dumps"])
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.trial) for seed in range(1, 12))])
def test_edits_one_after_the_other(tmp_path: Path, seed: int, extent: Extent) -> None:
    source, chance = source_in(tmp_path, seed), random.Random(seed)
    kinds = KINDS[: 7 if extent.pages else 4] if seed == 0 else chance.choices(KINDS, k=20)
    extent = extent._replace(members_per_page=4)
    for kind in (*kinds, ""):
        remembered, _ = build(source, tmp_path / "out", tmp_path / "memory", extent)
        afresh, _ = build(source, tmp_path / "fresh", None, extent)
        same = remembered.findings == afresh.findings
        assert same
        assert tree(tmp_path / "out") == tree(tmp_path / "fresh")
        if kind:
            edit(source, kind, chance)


def plain(folder: Path) -> Path:
    """Twenty datasets, of which two refer to each other, so that their pages show each other's names."""
    source = source_in(folder, 1)
    for file in source.rglob("d*.yaml"):
        refers = {"d05": "relation: d17", "d17": "relation: d05"}.get(file.stem, "keyword: [ett, to]")
        file.write_text(f"type: Dataset\ntitle: {{nb: Datasett {file.stem}}}\n{refers}\n", "utf-8")
    return source


@pytest.mark.parametrize("extent", [EVERYTHING, Extent(pages=False), DUMPS], ids=["all", "data", "dumps"])
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.trial) for seed in (2, 3))])
def test_batches_write_the_bytes_that_the_whole_writes(tmp_path: Path, seed: int, extent: Extent) -> None:
    source = source_in(tmp_path, seed)
    checked, _ = build(source, tmp_path / "out", None, extent, jobs=1 + seed % 2)
    write_catalog(checked, VOCABULARY, tmp_path / "whole", extent)
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_only_what_changed_is_made_again(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    profile = nasty(tmp_path_factory.mktemp("shapes"), "@prefix sh: <http://www.w3.org/ns/shacl#> .")
    source, out, memory = plain(tmp_path), tmp_path / "out", tmp_path / "memory"
    assert build(source, out, memory, profile=profile)[1] == 20
    assert build(source, out, memory, profile=profile)[1] == 0
    before = {file: file.stat().st_ino for file in out.rglob("d*.nb.html")}
    next(source.rglob("d05.yaml")).write_text("type: Dataset\ntitle: {nb: Nytt navn}\n", "utf-8")
    build(source, out, memory, profile=profile)
    changed = {file.name for file, number in before.items() if file.stat().st_ino != number}
    assert changed == {"d05.nb.html", "d17.nb.html"}  # the dataset, and the one whose page shows its name
    assert "Nytt navn" in next(out.rglob("d17.nb.html")).read_text("utf-8")


def test_an_edit_of_texts_looks_at_what_has_read_them(tmp_path: Path) -> None:
    source, out, memory = plain(tmp_path), tmp_path / "out", tmp_path / "memory"
    build(source, out, memory)
    for name, looked_at in (("d01", 4), ("d05", 10)):  # d17, in another batch, shows the name of d05
        file = next(source.rglob(f"{name}.yaml"))
        file.write_text(file.read_text("utf-8").replace("Datasett", "Nytt datasett"), "utf-8")
        SourceCatalog(source, VOCABULARY, PROFILE, memory).check()  # who checks first takes nothing away
        assert build(source, out, memory)[1] == looked_at
    assert "Nytt datasett d05" in next(out.rglob("d17.nb.html")).read_text("utf-8")
    agents = source / "agents.yaml"
    agents.write_text(re.sub(r"nb: \w+", "nb: Alle viser dette", agents.read_text("utf-8")), "utf-8")
    assert build(source, out, memory)[1] == 20


def test_check_and_build_share_what_is_remembered(tmp_path: Path) -> None:
    source, memory, done = plain(tmp_path), tmp_path / "memory", list[int]()
    build(source, tmp_path / "out", memory)
    with runner(1, report=lambda _, total: done.append(total)) as alone:
        SourceCatalog(source, VOCABULARY, PROFILE, memory).check(runner=alone)
    assert done == []


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
