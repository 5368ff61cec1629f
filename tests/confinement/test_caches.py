"""What is remembered runs nothing, is ours alone, and is made again where anything is wrong with it."""

from __future__ import annotations

import ast
import json
import os
import pickle
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dcat_publisher.checking.pipeline import tasks
from dcat_publisher.model.graph import Graph
from dcat_publisher.rdf.parse_cache import cache_folder, load, parsed, save
from dcat_publisher.vocabulary import remembered_vocabulary
from dcat_publisher.vocabulary.profile import addresses_built_on, profile_of
from tests.project import ROOT, SOURCE, Run, run

SOURCES = sorted((ROOT / "src/dcat_publisher").rglob("*.py"))


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder, empty, outside the checkout; large folders begin at three files."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("dcat_publisher.checking.pipeline.scan.LARGE", 3)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    shutil.copytree(SOURCE, tmp_path / "work/source")
    return tmp_path / "cache/dcat-publisher"


def checked() -> tuple[int, str]:
    """What a check from the start says; nothing is kept in this process."""
    for kept in (profile_of, addresses_built_on, remembered_vocabulary, tasks._made, tasks._parts):
        kept.cache_clear()
    found: Run = run("check", "source", "--output-format", "json")
    assert "internal" not in found.err
    return found.code, found.out


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flipped(at: float) -> Callable[[Path], None]:
    def flip(file: Path) -> None:
        data = bytearray(file.read_bytes())
        data[int(at * (len(data) - 1))] ^= 1
        file.write_bytes(data)

    return flip


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def said(content: object) -> Callable[[Path], None]:
    """Another content, with the checksum that goes with it."""
    return lambda file: save(file, content)


def written(data: bytes) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        file.write_bytes(data)

    return write


def with_checksum(data: bytes) -> bytes:
    return b"%08x\n" % zlib.crc32(data) + data


DAMAGE: dict[str, Callable[[Path], None]] = {
    "truncated": truncated,
    "empty": written(b""),
    "first byte": flipped(0),
    "byte of the checksum": flipped(0.0001),
    "byte in the middle": flipped(0.5),
    "last byte": flipped(1),
    "folder": a_folder,
    "pipe": a_pipe,
    "zeros": written(bytes(4096)),
    "no JSON": written(with_checksum(b"{")),
    "deep JSON": written(with_checksum(b"[" * 200_000)),
    "another version": said([1, [], {}]),
    "nothing": said(None),
    "another form": said({"a": 1}),
    "no permission": lambda file: file.chmod(0),
}


# Each way by which reading fails once; `make trials` has the rest.
FAILS_IN_ITS_OWN_WAY = {"truncated", "byte of the checksum", "folder", "pipe", "deep JSON", "another form"}


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(damage, marks=() if damage in FAILS_IN_ITS_OWN_WAY else pytest.mark.trial)
        for damage in DAMAGE
    ],
)
def test_a_damaged_cache_is_made_again(damage: str, memory: Path) -> None:
    before = checked()
    files = sorted(file for file in memory.rglob("*") if file.is_file())
    kinds = {file.suffix or file.name for file in files}
    assert kinds == {".graph", ".part", "state", ".entries", "result", "advice"}
    for file in files:
        DAMAGE[damage](file)
    for edited in ("", "# changed\n"):  # with the result alone, and with state and parts
        with Path("source/catalog.yaml").open("a", encoding="utf-8") as stream:
            stream.write(edited)
        assert checked() == before
    assert [file for file in files if file.suffix == ".graph" and load(file) is None] == []
    assert checked() == before


class Bomb:
    """What runs code when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, ("sprung",))


def test_a_pickle_is_not_read(memory: Path) -> None:
    before = checked()
    for file in memory.rglob("*"):
        if file.is_file():
            file.write_bytes(pickle.dumps(Bomb()))
    assert checked() == before
    assert not Path("sprung").exists()
    pickle.loads(pickle.dumps(Bomb()))  # it would have
    assert Path("sprung").exists()


def test_only_what_this_run_wrote_itself_is_unpickled() -> None:
    """Parts and state are read from a guarded folder and have a digest each; an order goes to own workers.

    What `indexing` and `sharing` read comes through a pipe from a copy of this process.
    """
    forms = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "dbm"}
    homes = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if forms & {name.partition(".")[0] for name in names}:
                homes.add(file.name)
    assert homes == {"indexing.py", "memory.py", "orders.py", "sharing.py", "store.py"}


PARTS = [f"<a:{name}>" for name in "spo"]


def poisoned(memory: Path, files: list[Path]) -> None:
    """Put a well-formed graph into the cache that nobody would get by parsing."""
    parsed(files, Graph)
    (file,) = memory.iterdir()
    content = json.loads(file.read_bytes().partition(b"\n")[2])
    content[2] = {PARTS[0]: {PARTS[1]: [PARTS[2]]}}
    save(file, content)


@pytest.mark.parametrize("whose", ["ours", "file of all", "folder of the group", "of another user", "link"])
def test_whose_cache_is_read(
    whose: str, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / "work/source/catalog.yaml"]
    poisoned(memory, files)
    (file,) = memory.iterdir()
    if whose == "file of all":
        file.chmod(0o606)
    elif whose == "folder of the group":
        memory.chmod(0o770)
    elif whose == "of another user":
        another = os.geteuid() + 1
        monkeypatch.setattr(os, "geteuid", lambda: another)
    elif whose == "link":
        file.rename(tmp_path / "elsewhere")
        file.symlink_to(tmp_path / "elsewhere")
    assert len(parsed(files, Graph)) == (1 if whose == "ours" else 0)


@pytest.mark.parametrize("top", [".git", None])
def test_a_cache_in_the_checkout_is_not_used(
    top: str | None, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    monkeypatch.setenv("XDG_CACHE_HOME", str(work / ".cache"))
    if top is not None:
        (work / top).mkdir()
        (work / "below").mkdir()
        monkeypatch.chdir(work / "below")
    assert cache_folder() is None
    assert cache_folder(work / "mine") is None
    assert cache_folder(tmp_path / "mine") == tmp_path / "mine/dcat-publisher"
    assert len(parsed([work / "source/catalog.yaml"], Graph)) == 0
    assert not (work / ".cache").exists()


@pytest.mark.usefixtures("english")
def test_a_cache_that_is_named_in_the_checkout_is_refused(memory: Path) -> None:
    result = run("check", "source", "--cache-dir", "mine")
    assert (result.code, "mine lies in the checkout" in result.err, Path("mine").exists()) == (2, True, False)
    assert run("check", "source", "--cache-dir", str(memory / "mine")).code == 0
    assert list(memory.glob("mine/dcat-publisher/*/result"))


def test_a_home_that_is_a_repository_is_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".git").mkdir()
    (tmp_path / "project").mkdir()
    for folder in (tmp_path, tmp_path / "project"):
        monkeypatch.chdir(folder)
        assert cache_folder() == tmp_path / ".cache/dcat-publisher"


ENVIRONMENTS: dict[str, dict[str, str | None]] = {
    "relative": {"XDG_CACHE_HOME": "cache", "HOME": None},
    "empty": {"XDG_CACHE_HOME": "", "HOME": ""},
    "relative home": {"XDG_CACHE_HOME": None, "HOME": "home"},
    "a file": {"XDG_CACHE_HOME": "/etc/passwd"},
    "nothing that can be made": {"XDG_CACHE_HOME": "/proc/nothing"},
    "a device": {"XDG_CACHE_HOME": "/dev/null"},
    "switched off": {"DCAT_PUBLISHER_NO_CACHE": "1"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_it_works_without(name: str, memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = checked()
    shutil.rmtree(memory.parent)
    for variable, value in ENVIRONMENTS[name].items():
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)
    if name == "relative":
        monkeypatch.setattr(Path, "home", no_home)
    assert checked() == before
    assert sorted(entry.name for entry in Path().iterdir()) == ["source"]


def no_home() -> Path:
    raise RuntimeError("Could not determine home directory.")
