"""The second tree of an output's files: used only when it is one; a build that is killed harms nothing."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.manifest import SITE_FILE, line, write_draft
from dcat_publisher.publish.replacement import replaced_folder
from dcat_publisher.publish.staging import Staging
from dcat_publisher.publish.tombstones import remember
from dcat_publisher.system.scratch import PREFIX
from tests.publish.killing import killed, light_fuse
from tests.publish.output_support import names, tree

FIRST = {"a.ttl": "1", "b.ttl": "1", "sets/a.ttl": "1", "old/x.ttl": "1", "same.ttl": "0"}
SECOND = {"a.ttl": "2", "c.ttl": "2", "sets/a.ttl": "2", "new/y.ttl": "2", "same.ttl": "0"}


def publish(out: Path, twin: Path, files: dict[str, str], unlisted: str = "") -> bool:
    """Replace a folder by these files, `unlisted` not among the documents; tell whether a twin was there."""

    def complete(staging: Staging) -> None:
        write_draft(staging.folder, {}, {"others": map(line, (path for path in files if path != unlisted))})
        remember(staging)

    with replaced_folder(out, complete, twin=twin) as staging:
        for path, text in files.items():
            staging.write(path, text.encode())
        return staging.is_filled


def contents(out: Path) -> dict[str, str]:
    found = {path: data.decode() for path, data in tree(out).items() if data is not None}
    assert found.pop(SITE_FILE)
    return found


@pytest.fixture
def twin(tmp_path: Path) -> Path:
    (tmp_path / "memory").mkdir(mode=0o700)
    return tmp_path / "memory" / "twin"


def inodes(folder: Path) -> dict[str, int]:
    return {str(file.relative_to(folder)): file.stat().st_ino for file in folder.rglob("*") if file.is_file()}


def test_only_what_differs_is_written_and_all_else_stays_the_same_file(tmp_path: Path, twin: Path) -> None:
    out = tmp_path / "out"
    assert not publish(out, twin, FIRST)
    assert inodes(twin) == inodes(out)
    before = inodes(out)
    for files in (SECOND, FIRST, SECOND):
        assert publish(out, twin, files, unlisted="c.ttl")
        assert contents(out) == files
        assert set(Listing.read(out)) == files.keys()
        assert inodes(twin) == inodes(out)
        assert inodes(out)["same.ttl"] == before["same.ttl"]
    assert names(out) == names(twin)
    assert not (out / "old").exists()


def test_a_folder_takes_the_place_of_a_file_and_the_other_way_round(tmp_path: Path, twin: Path) -> None:
    out, file, folder = tmp_path / "out", {"x": "file"}, {"x/y/z": "in a folder"}
    publish(out, twin, file)
    for files in (folder, file, folder):
        assert publish(out, twin, files)
        assert contents(out) == files


def test_what_is_published_is_not_written_through(tmp_path: Path, twin: Path) -> None:
    """The former output keeps its bytes until it is exchanged: who serves it has it open."""
    out = tmp_path / "out"
    publish(out, twin, FIRST)
    with (out / "a.ttl").open() as served, (out / SITE_FILE).open() as manifest:
        listed = (out / SITE_FILE).read_text()
        assert publish(out, twin, SECOND)
        assert served.read() == "1"
        assert manifest.read() == listed


@pytest.mark.parametrize("foreign", [False, True], ids=["exchanged", "file by file"])
def test_killed_at_every_change_to_the_disk(tmp_path: Path, twin: Path, foreign: bool) -> None:
    out, filled = tmp_path / "out", 0
    publish(out, twin, FIRST)
    if foreign:
        (out / "CNAME").write_text("data.example.no")
    for number in itertools.count():
        former, latter = (FIRST, SECOND) if number % 2 == 0 else (SECOND, FIRST)
        was_killed = killed(partial(publish, out, twin, latter), fuse=partial(light_fuse, number))
        if not foreign:
            there = {path: text for path, text in contents(out).items() if not path.startswith(PREFIX)}
            assert there in (former, latter)
        filled += publish(out, twin, latter)
        assert {path: text for path, text in contents(out).items() if path != "CNAME"} == latter
        assert names(tmp_path) == ["memory", "out"]
        assert set(names(twin.parent)) <= {"twin"}
        if not was_killed:
            break
        publish(out, twin, latter)  # there is a twin again where one can be
    assert number > 40
    assert foreign or filled > 5


def _more(twin: Path) -> None:
    (twin / "more.ttl").write_text("from elsewhere")


def _other(twin: Path) -> None:
    (twin / "a.ttl").unlink()
    (twin / "a.ttl").write_text("1")


def _gone(twin: Path) -> None:
    (twin / "sets" / "a.ttl").unlink()


def _link(twin: Path) -> None:
    (twin / "link").symlink_to("/etc/passwd")


def _open_to_all(twin: Path) -> None:
    (twin / "sets").chmod(0o777)


def _folder_of_all(twin: Path) -> None:
    twin.parent.chmod(0o777)


def _no_folder(twin: Path) -> None:
    twin.rename(twin.with_name("away"))
    twin.write_text("a file")


def _led_elsewhere(twin: Path) -> None:
    twin.rename(twin.with_name("away"))
    twin.symlink_to("away")


def _pipe(twin: Path) -> None:
    os.mkfifo(twin / "pipe")


@pytest.mark.parametrize(
    "harm",
    [_more, _other, _gone, _link, _open_to_all, _folder_of_all, _no_folder, _led_elsewhere, _pipe],
)
def test_what_is_no_twin_is_not_used(tmp_path: Path, twin: Path, harm: Callable[[Path], None]) -> None:
    out = tmp_path / "out"
    publish(out, twin, FIRST)
    harm(twin)
    assert not publish(out, twin, SECOND)
    assert contents(out) == SECOND
    assert {file.stat().st_mode & 0o022 for file in (out, *out.rglob("*")) if file.is_dir()} == {0}
    publish(out, twin, FIRST)
    assert contents(out) == FIRST


def test_an_output_that_others_changed_is_not_its_twin_any_more(tmp_path: Path, twin: Path) -> None:
    out = tmp_path / "out"
    publish(out, twin, FIRST)
    (out / "CNAME").write_text("data.example.no")
    assert not publish(out, twin, SECOND)
    assert contents(out) == {**SECOND, "CNAME": "data.example.no"}
    (out / "CNAME").unlink()
    publish(out, twin, FIRST)
    assert publish(out, twin, SECOND)
    (out / "a.ttl").write_text("by hand, in the same file")
    assert publish(out, twin, SECOND)
    assert contents(out) == SECOND
