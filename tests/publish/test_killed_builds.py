"""A build that is killed at any moment leaves the last good site, nothing of others harmed, and no litter."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.manifest import SITE_FILE, line, write_draft
from dcat_publisher.publish.replacement import replaced_folder
from dcat_publisher.publish.staging import Staging
from dcat_publisher.serve.site import load_site
from dcat_publisher.system.scratch import PREFIX
from tests.publish.killing import killed, light_fuse
from tests.publish.output_support import build, built, names, tree, write_source

FOREIGN = {".git/HEAD": "ref", "CNAME": "data.example.no", "datasets/thesis.txt": "mine"}


def publish(out: Path, files: dict[str, str]) -> None:
    """Replace a folder by these files."""

    def complete(staging: Staging) -> None:
        write_draft(staging.folder, {}, {"others": map(line, files)})

    with replaced_folder(out, complete) as staging:
        for path, text in files.items():
            staging.write(path, text.encode())


def encoded(files: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def put_foreign(out: Path) -> None:
    for path, text in FOREIGN.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text)


def foreign_stays(out: Path) -> None:
    assert {path: (out / path).read_text() for path in FOREIGN} == FOREIGN


@pytest.mark.parametrize("foreign", [False, True], ids=["exchanged", "file by file"])
def test_killed_at_every_change_to_the_disk(tmp_path: Path, foreign: bool) -> None:
    """Of the files some are new, changed, gone and the same; each call that changes the disk is one."""
    out = tmp_path / "out"
    first = {"a.ttl": "1", "b.ttl": "1", "datasets/a.ttl": "1", "old/x.ttl": "1", "same.ttl": "0"}
    second = {"a.ttl": "2", "c.ttl": "2", "datasets/a.ttl": "2", "new/y.ttl": "2", "same.ttl": "0"}
    publish(out, first)
    if foreign:
        put_foreign(out)
    for number in itertools.count():
        former, latter = (first, second) if number % 2 == 0 else (second, first)
        was_killed = killed(partial(publish, out, latter), fuse=partial(light_fuse, number))
        there = {path: data for path, data in tree(out).items() if data is not None}
        for path in {*former, *latter} & there.keys():
            assert there[path] in {text.get(path, "").encode() for text in (former, latter) if path in text}
        if not foreign:
            assert any(encoded(each).items() <= there.items() for each in (first, second))
            assert set(Listing.read(out)) == {
                path for path in there if path != SITE_FILE and not path.startswith(PREFIX)
            }
        publish(out, latter)
        files = {path: data for path, data in tree(out).items() if data is not None and path not in FOREIGN}
        assert files == {path: text.encode() for path, text in latter.items()} | {SITE_FILE: files[SITE_FILE]}
        assert names(tmp_path) == ["out"]
        assert not any(name.startswith((PREFIX, ".site")) for name in names(out))
        if foreign:
            foreign_stays(out)
        if not was_killed:
            break
    assert number > 40


def test_the_first_build_into_a_mount_point_is_repaired(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before there was any manifest: what it left is known all the same."""
    files = {"a.ttl": "1", "datasets/b.ttl": "1"}
    for number in itertools.count():
        out = tmp_path / f"out{number}"
        out.mkdir()
        put_foreign(out)
        (out / "datasets" / "thesis.txt").unlink()
        (out / "datasets").rmdir()
        if not killed(partial(publish, out, files), fuse=partial(light_fuse, number)):
            break
        publish(out, files)
        there = {path for path, data in tree(out).items() if data is not None}
        assert there == {*files, SITE_FILE, ".git/HEAD", "CNAME"}
    assert number > 20


def editions(source: Path) -> Iterator[str]:
    """Write one source after the other, with other data sets and other words; yield the words."""
    sets = (("a", "b"), ("b", "c"), ("a",), ("a", "b", "c", "d"))
    for number in itertools.count():
        text = f"Utgave {number}"
        write_source(source, sets[number % len(sets)], text)
        yield text


Way = Callable[[Path], None]


def _mount(folder: Path) -> None:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip(f"this machine does not mount: {result.stderr.strip()}")


def _kill(source: Path, out: Path, chance: random.Random, duration: float, number: int) -> tuple[bool, bool]:
    """Kill a build at a random moment or change, by turns; tell whether it was, and in the exchange."""

    def work() -> None:
        assert build(source, out).exit_code == 0

    if number % 5 == 0:
        return killed(work, after=duration * chance.uniform(0, 1.2)), False
    if number % 5 in (1, 2):  # the exchange itself: just before it, or just after
        fuse = partial(light_fuse, chance.randrange(2), ())
        return killed(work, fuse=fuse), True
    if number % 5 == 3:
        return killed(work, fuse=partial(light_fuse, chance.randrange(400))), False
    renames = partial(light_fuse, chance.randrange(60), ("rename", "replace", "unlink"))
    return killed(work, fuse=renames), False


@pytest.mark.trial
@pytest.mark.parametrize("way", ["exchanged", "file by file", "mount"])
def test_builds_killed_at_random(tmp_path: Path, way: str) -> None:
    """Seventy each way, two hundred and ten in all; after every one the next build succeeds."""
    source, out, chance = tmp_path / "source", tmp_path / "out", random.Random(way)
    if way == "mount":
        _mount(out)
    try:
        edition = editions(source)
        next(edition)
        start = time.monotonic()
        built(source, out)
        duration = time.monotonic() - start
        if way == "file by file":
            put_foreign(out)
        kills = exchanges = 0
        for number in itertools.count():
            text = next(edition)
            was_killed, exchanged = _kill(source, out, chance, duration, number)
            kills += was_killed
            exchanges += was_killed and exchanged
            if way == "exchanged":
                load_site(out)  # the former site or the new one, whole
            built(source, out)
            load_site(out)
            assert text in (out / "catalog.ttl").read_text("utf-8")
            assert set(Listing.read(out)) | {SITE_FILE} == {
                path for path, data in tree(out).items() if data is not None and path not in FOREIGN
            }
            assert names(tmp_path) == ["out", "source"]
            if way == "file by file":
                foreign_stays(out)
            if kills >= 70:
                break
        print(f"{way}: {kills} kills in {number + 1} builds, {exchanges} of them in the exchange")
        assert way != "exchanged" or exchanges >= 20
    finally:
        if way == "mount":
            subprocess.run(["umount", str(out)], check=True)


@pytest.mark.trial
@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a worker learns of the death of its parent on Linux"
)
def test_a_large_build_that_is_killed_leaves_no_process(tmp_path: Path) -> None:
    """The workers of a killed build end, and the next one removes its temporary folders."""
    source, out, chance = tmp_path / "source", tmp_path / "out", random.Random(1)
    write_source(source, tuple(f"d{number}" for number in range(300)))
    program = Path(sys.executable).with_name("dcat-publisher")
    words = [str(program), "build", str(source), "--out", str(out), "--no-pages", "--jobs", "2", "--no-cache"]
    subprocess.run(words, check=True, capture_output=True)
    for _ in range(8):
        with subprocess.Popen(words, stdout=-3, stderr=-3, start_new_session=True) as process:
            time.sleep(chance.uniform(0.5, 3))
            process.kill()
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                os.killpg(process.pid, 0)
            except ProcessLookupError:
                break
            time.sleep(0.05)
        else:
            pytest.fail("a worker outlives its build")
        load_site(out)
    subprocess.run(words, check=True, capture_output=True)
    assert names(tmp_path) == ["out", "source"]
