"""A build removes what a build wrote, and nothing else; where it may not write, it says so in one line."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.checking.configuration import read_configuration
from dcat_publisher.cli import main
from dcat_publisher.model.errors import ConfigurationError, OutputError
from dcat_publisher.publish import replacement
from dcat_publisher.publish.destination import check_destination
from dcat_publisher.publish.manifest import SITE_FILE
from dcat_publisher.publish.merging import JOURNAL
from tests.publish.output_support import build, built, names, refused, tree, write_source

PROGRAM = Path(sys.executable).with_name("dcat-publisher")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "source")


FOREIGN = (".git/HEAD", ".git/refs/heads/main", "CNAME", ".nojekyll", "thesis.txt", "datasets/notes/a.txt")


def put(out: Path, *paths: str) -> None:
    for path in paths:
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(f"of others: {path}")


def test_what_others_put_into_the_output_stays(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(source, out)
    put(out, *FOREIGN)
    (out / "empty").mkdir()
    (out / "link").symlink_to(tmp_path / "source")
    identity = out.stat().st_ino
    for text, listed in (("Noe nytt", ("a",)), ("Og nyere", ("b", "c"))):
        write_source(source, listed, text)
        built(source, out)
        for path in FOREIGN:
            assert (out / path).read_text() == f"of others: {path}"
        assert (out / "empty").is_dir()
        assert (out / "link").is_symlink()
        assert out.stat().st_ino == identity
        fresh = tmp_path / "fresh"
        built(source, fresh)
        ours = {path: data for path, data in tree(fresh).items() if data is not None and path != SITE_FILE}
        ours = {path: data for path, data in ours.items() if not path.startswith("feed")}  # it has a past
        assert ours.items() <= tree(out).items()
        shutil.rmtree(fresh)
        assert names(tmp_path) == ["out", "source"]
    assert not (out / "datasets" / "a.ttl").exists()
    assert not (out / JOURNAL).exists()
    for path in FOREIGN:
        (out / path).unlink()


def test_a_worktree_that_is_new_is_published_to(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    put(out, ".git", "CNAME", ".nojekyll", "lost+found/x")
    built(source, out)
    assert (out / "catalog.ttl").is_file()
    assert (out / "CNAME").read_text() == "of others: CNAME"


def test_emptied_folders_of_ours_go_and_those_of_others_stay(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (source / "series").mkdir()
    shutil.copy(source / "datasets" / "a.yaml", source / "series" / "s.yaml")
    built(source, out)
    put(out, "CNAME")
    (out / "datasets" / "mine").mkdir()
    shutil.rmtree(source / "series")
    built(source, out)
    assert not (out / "series").exists()
    assert (out / "datasets" / "mine").is_dir()


def test_a_file_in_the_way_is_named(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(source, out)
    for path in ("datasets/c.ttl", "series"):
        put(out, path)
        (source / "series").mkdir(exist_ok=True)
        shutil.copy(source / "datasets" / "a.yaml", source / "series" / "s.yaml")
        write_source(source, ("a", "b", "c"))
        before = tree(tmp_path)
        refused(build(source, out), path, "move it away")
        assert tree(tmp_path) == before
        (out / path).unlink()
    built(source, out)


def test_a_listed_file_that_was_edited_is_replaced(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(source, out)
    before = tree(out)
    (out / "catalog.ttl").write_text("by hand")
    built(source, out)
    assert tree(out) == before


@pytest.mark.parametrize("name", ["thesis.txt", "catalog.ttl", "index.html", "site/x.html"])
def test_a_folder_of_others_is_left_alone(source: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    put(out, name)
    refused(build(source, out), "did not write", "--out")
    assert tree(out)[name] == f"of others: {name}".encode()


def test_committed_dumps_are_ours(source: Path, tmp_path: Path) -> None:
    """A checkout has the dumps of an earlier build, and a source that was changed since."""
    out, former = tmp_path / "out", tmp_path / "former"
    built(source, former)
    out.mkdir()
    for name in ("catalog.ttl", "catalog.jsonld"):
        shutil.copy(former / name, out)
    write_source(source, ("a", "b"), "Noe annet")
    built(source, out)
    assert "Noe annet" in (out / "catalog.ttl").read_text("utf-8")


# Where an output may be.

PLACES = [".", "source", "..", "../..", "/", "~", "source/..", "./sub/..", "link", "Link/../.", "checkout"]


@pytest.mark.parametrize("place", PLACES)
def test_folders_that_people_work_in_are_refused(
    source: Path, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    work = home / "checkout" / "project"
    (work / "sub").mkdir(parents=True)
    (home / "checkout" / ".git").mkdir()
    shutil.move(source, work / "source")
    (work / "link").symlink_to("source")
    (work / "Link").symlink_to("source/datasets")
    monkeypatch.chdir(work)
    monkeypatch.setenv("HOME", str(home))
    out = {"~": str(home), "checkout": str(home / "checkout")}.get(place, place)
    # Not even a manifest of ours makes it an output folder.
    if not out.startswith(("/", "..")) or place in ("~", "checkout"):
        Path(out, SITE_FILE).write_text('{"generator": "dcat-publisher", "version": 2, "others": ["source"]}')
    before = tree(tmp_path)
    refused(build(Path("source"), Path(out)), str(Path(out)), "--out")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("value", [".", "..", "../out", "/tmp/x", "source", "link/out", "sub/../../x"])
@pytest.mark.parametrize("file", ["dcat-publisher.toml", "pyproject.toml"])
def test_a_configuration_stays_in_its_folder(
    source: Path, tmp_path: Path, value: str, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    (project / "sub").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (project / "link").symlink_to(tmp_path / "elsewhere")
    shutil.move(source, project / "source")
    table = "[tool.dcat-publisher]\n" if file == "pyproject.toml" else ""
    (project / file).write_text(f'{table}out = "{value}"\n')
    monkeypatch.chdir(project)
    before = tree(tmp_path)
    result = subprocess.run([PROGRAM, "build", "source"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1), result.stderr
    assert tree(tmp_path) == before


@pytest.mark.parametrize("key", ["source", "out", "baseline"])
@pytest.mark.parametrize("value", ["..", "/etc", "../x", "link/x"])
def test_no_path_of_a_configuration_leads_out(tmp_path: Path, key: str, value: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path.parent)
    file = tmp_path / "dcat-publisher.toml"
    file.write_text(f'{key} = "{value}"\n')
    with pytest.raises(ConfigurationError, match=f"`{key}` leads out of .*say `{re.escape(value)}` on the"):
        read_configuration(file)
    file.write_text(f'{key} = "sub/../x"\n')
    assert read_configuration(file).options[key] == str(tmp_path / "sub/../x")


def test_the_usual_out_is_no_link_to_elsewhere(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout may bring `out` as a link; who writes --out means it."""
    project = tmp_path / "project"
    project.mkdir()
    shutil.move(source, project / "source")
    built(project / "source", tmp_path / "other")
    (project / "out").symlink_to(tmp_path / "other")
    monkeypatch.chdir(project)
    before = tree(tmp_path)
    refused(CliRunner().invoke(main, ["build", "source"]), "out", "link")
    assert tree(tmp_path) == before
    built(Path("source"), Path("out"))
    assert (project / "out").is_symlink()


def test_a_checkout_of_its_own_in_the_output_is_no_checkout_to_protect(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / ".git").mkdir(parents=True)
    check_destination(tmp_path / "out", source)
    with pytest.raises(OutputError, match="holds the source"):
        check_destination(tmp_path, source)


@pytest.mark.parametrize("inside", ["source/out", "source/datasets/a/b", "x/../source/out", "link/out"])
def test_an_out_within_the_source(source: Path, tmp_path: Path, inside: str) -> None:
    """Whether it is there already or not, and whatever it is called."""
    (tmp_path / "link").symlink_to(source)
    (tmp_path / "x").mkdir()
    for _ in range(2):
        before = tree(tmp_path)
        refused(build(source, tmp_path / inside), "inside the source")
        assert tree(tmp_path) == before
        (tmp_path / inside).mkdir(parents=True, exist_ok=True)
    check_destination(tmp_path / "source-of-another", source)


# What the disk does not allow.


@pytest.mark.parametrize("kind", ["file", "file above", "loop"])
def test_an_out_that_is_no_folder(source: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    if kind == "loop":
        out.symlink_to("out")
    else:
        (tmp_path / ("out" if kind == "file" else "above")).write_text("mine")
    refused(build(source, tmp_path / "above" / "out" if kind == "file above" else out), "out")


def test_missing_parents_are_made_and_not_left_for_nothing(source: Path, tmp_path: Path) -> None:
    built(source, tmp_path / "x" / "y" / "out")
    (source / "datasets" / "a.yaml").write_text("type: Dataset\n")
    assert build(source, tmp_path / "z" / "y" / "out").exit_code == 1
    assert names(tmp_path) == ["source", "x"]


@pytest.fixture
def volume(tmp_path: Path) -> Iterator[Path]:
    """A mount point of two megabytes."""
    folder = tmp_path / "volume"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip(f"this machine does not mount: {result.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(file: Path) -> None:
    """Write to a file until the disk is full."""
    with file.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while stream.write(b"x" * 4096):
            pass


def test_a_mount_point_is_written_to(source: Path, tmp_path: Path, volume: Path) -> None:
    built(source, volume)
    write_source(source, ("b",), "Annen gang")
    built(source, volume)
    assert "Annen gang" in (volume / "datasets" / "b.ttl").read_text("utf-8")
    assert not (volume / "datasets" / "a.ttl").exists()
    assert names(tmp_path) == ["source", "volume"]
    assert [name for name in names(volume) if name.startswith(".")] == [".well-known"]


def test_a_full_disk_leaves_the_former_site(source: Path, tmp_path: Path, volume: Path) -> None:
    for out in (volume, volume / "out"):
        write_source(source)
        built(source, out)
        filler = volume / "filler"
        fill(filler)
        before = tree(volume)
        write_source(source, ("b", "c"), "Annen gang")
        refused(build(source, out), "space")
        assert tree(volume) == before
        assert names(tmp_path) == ["source", "volume"]
        filler.unlink()
        built(source, out)
        assert "Annen gang" in (out / "catalog.ttl").read_text("utf-8")
        shutil.rmtree(out, ignore_errors=True)


CALLS = ("write_bytes", "mkdir", "replace", "rename")
REFUSALS = [(call, errno.ENOSPC) for call in CALLS]
REFUSALS += [("write_bytes", code) for code in (errno.EDQUOT, errno.EROFS, errno.EIO)]
OTHERS = [(call, code) for call in CALLS[1:] for code in (errno.EDQUOT, errno.EROFS, errno.EIO)]


@pytest.mark.parametrize(
    ("call", "code"), [*REFUSALS, *(pytest.param(*each, marks=pytest.mark.trial) for each in OTHERS)]
)
@pytest.mark.parametrize("foreign", [False, True])
def test_a_disk_that_refuses_a_file_leaves_the_former_site(
    source: Path, tmp_path: Path, code: int, call: str, foreign: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a full disk does, on machines that do not mount one: at the first call of a kind for new data."""
    out = tmp_path / "out"
    built(source, out)
    if foreign:
        put(out, "CNAME")
    before = tree(tmp_path)
    (source / "series").mkdir()
    shutil.copy(source / "datasets" / "a.yaml", source / "series" / "s.yaml")
    real = getattr(Path, call)

    def refuse(path: Path, *values: object, **named: object) -> object:
        if "series" in path.parts or (call == "rename" and path.name == "site"):
            raise OSError(code, os.strerror(code), str(path))
        return real(path, *values, **named)

    monkeypatch.setattr(Path, call, refuse)
    result = build(source, out)
    monkeypatch.undo()
    shutil.rmtree(source / "series")
    if result.exit_code:
        refused(result, os.strerror(code))
        assert tree(tmp_path) == before
    else:  # the call is not needed on this way
        assert call in ("rename", "replace")
    assert names(tmp_path) == ["out", "source"]


@pytest.mark.parametrize("code", ["EBUSY", "EINVAL", "ENOSYS", "EXDEV", "EPERM"])
def test_where_folders_cannot_be_exchanged_files_are(
    source: Path, tmp_path: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mount points on machines that do not mount, and disks that do not know how: the exchange is refused."""
    out, calls = tmp_path / "out", []

    def refuse(one: Path, other: Path) -> bool:
        calls.append((one, other, code))
        return False

    built(source, out)
    identity = out.stat().st_ino
    monkeypatch.setattr(replacement, "_exchange_in_one_step", refuse)
    write_source(source, ("b", "c"), "Annen gang")
    built(source, out)
    assert calls
    assert out.stat().st_ino == identity
    assert "Annen gang" in (out / "datasets" / "c.ttl").read_text("utf-8")
    assert not (out / "datasets" / "a.ttl").exists()
    assert names(tmp_path) == ["out", "source"]


def as_nobody(*words: str | Path) -> tuple[int, str]:
    """Call the program, in a process of its own, without the rights of the superuser, whom nothing stops."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            os.environ.update(DCAT_PUBLISHER_NO_CACHE="1", HOME="/nonexistent", TMPDIR="/nonexistent")
            result = CliRunner().invoke(main, [*map(str, words), "--lang", "en"])
            os.write(writing, json.dumps([result.exit_code, result.stderr[-4000:]]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(process, 0)
    with os.fdopen(reading, "rb") as stream:
        code, error = json.loads(stream.read())
    return code, error


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may go through: pytest keeps its own for their owner whenever a run begins."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of POSIX")
@pytest.mark.parametrize("place", ["parent", "out"])
def test_a_folder_that_may_not_be_written(open_folder: Path, place: str) -> None:
    source, out = write_source(open_folder / "source"), open_folder / "out"
    if place == "out":
        built(source, out)
    if os.geteuid() != 0:
        open_folder.chmod(0o555)
        if place == "out":
            out.chmod(0o555)
    write_source(source, ("a",))
    before = tree(open_folder)
    code, error = as_nobody("build", source, "--out", out)
    open_folder.chmod(0o755)
    assert (code, error.count("dcat-publisher: ")) == (2, 1), error
    assert "cannot be written" in error
    assert tree(open_folder) == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_volume_below_a_folder_that_is_not_ours(open_folder: Path) -> None:
    """A container: the folder above belongs to root, the volume to the user."""
    source, out = open_folder / "source", open_folder / "out"
    out.mkdir()
    os.chown(out, 65534, 65534)
    for text in ("Første", "Andre"):
        write_source(source, ("a",), text)
        code, error = as_nobody("build", source, "--out", out)
        assert code == 0, error
        assert text in (out / "catalog.ttl").read_text("utf-8")
    assert [name for name in names(out) if name.startswith(".")] == [".well-known"]
    assert json.loads((out / SITE_FILE).read_text("utf-8"))["generator"] == "dcat-publisher"
