"""Git is asked in repositories of strangers; what is laid out is the tree as it is stored, and no more."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.system.git import GitError, commit_of, git, lay_out
from tests.confinement.hostile import Checkout, hostile_checkout
from tests.project import run

GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@example.no", "-c", "init.defaultBranch=main"]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    made = hostile_checkout(tmp_path)
    monkeypatch.setenv("PATH", made.environment["PATH"])
    monkeypatch.chdir(made.folder)
    return made


@pytest.mark.parametrize(
    "words",
    [
        ["check", "source", "--changed-since", "HEAD", "--exit-zero"],
        ["diff", "HEAD:source", "HEAD:./source"],
        ["rehearse", "source", "--since", "HEAD:source"],
        ["score", "HEAD:source"],
    ],
)
def test_nothing_of_the_repository_is_run(words: list[str], checkout: Checkout) -> None:
    for folder in (".", "source"):
        os.chdir(checkout.folder / folder)
        run(*words)
        checkout.was_not_run()


def test_the_traps_of_the_repository_work(checkout: Checkout) -> None:
    for words in (["archive", "HEAD"], ["status"], ["diff", "HEAD"]):
        subprocess.run(["git", *words], cwd=checkout.folder, capture_output=True, check=False)
        with pytest.raises(AssertionError):
            checkout.was_not_run()


def test_a_repository_in_the_source_is_none(checkout: Checkout) -> None:
    """A pull request can bring the files of a bare repository, with a configuration of their own."""
    source = checkout.folder / "source"
    subprocess.run([*GIT, "clone", "-q", "--bare", ".", "bare"], cwd=checkout.folder, check=True)
    checkout.marker.unlink(missing_ok=True)
    for entry in (checkout.folder / "bare").iterdir():
        entry.rename(source / entry.name)
    with (source / "config").open("a") as file:
        file.write(f"[core]\n\tfsmonitor = {checkout.folder / 'pager'}\n")
    result = run("check", "source", "--changed-since", "HEAD")
    checkout.was_not_run()
    assert (result.code, "bare repository" in result.err) == (2, True), result.err


def test_what_is_left_out_of_a_clone_is_not_fetched(checkout: Checkout) -> None:
    """The program that a repository names for fetching would be run."""
    subprocess.run([*GIT, "init", "-q", "partial"], cwd=checkout.folder, check=True)
    folder = checkout.folder / "partial"
    (folder / "source").mkdir()
    (folder / "source/catalog.yaml").write_text("base: https://a.example/\n")
    for words in (["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*GIT, *words], cwd=folder, check=True)
    blob = git(folder, "rev-parse", "HEAD:source/catalog.yaml").decode().strip()
    (folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for name, value in {
        "extensions.partialClone": "origin", "remote.origin.promisor": "true", "remote.origin.url": "/tmp",
        "remote.origin.uploadpack": str(checkout.folder / "pager"), "core.repositoryformatversion": "1",
    }.items():  # fmt: skip
        subprocess.run([*GIT, "config", name, value], cwd=folder, check=True)
    result = run("check", str(folder / "source"), "--changed-since", "HEAD")
    checkout.was_not_run()
    assert (result.code, result.err.count("\n")) == (2, 1)


def test_a_tree_is_laid_out_as_it_is_stored(tmp_path: Path) -> None:
    folder, target = tmp_path / "repository", tmp_path / "target"
    (folder / "source/datasets").mkdir(parents=True)
    contents = {"catalog.yaml": b"a: b\r\n", "datasets/æ ø.yaml": b"\x00\xff\n\n", "datasets/empty.yaml": b""}
    for name, data in contents.items():
        (folder / "source" / name).write_bytes(data)
    (folder / "source/link.yaml").symlink_to("catalog.yaml")
    (folder / "other.txt").write_text("x")
    (folder / ".gitattributes").write_text("* text eol=lf export-ignore ident\n")
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*GIT, "-c", "core.autocrlf=false", *words], cwd=folder, check=True)
    stored = {**contents, "catalog.yaml": b"a: b\n"}  # git itself took the line end, on the way in
    assert lay_out(folder, commit_of(folder, "HEAD"), target, under="source/") == 4
    for name, data in stored.items():
        assert (target / "source" / name).read_bytes() == data
    assert (target / "source/link.yaml").readlink() == Path("catalog.yaml")
    assert not (target / "other.txt").exists()


@pytest.mark.parametrize("revision", ["--output=x", "-h", "nowhere", "HEAD~99", "", "x\0y", "HEAD:source"])
def test_a_revision_is_no_option(revision: str, checkout: Checkout) -> None:
    with pytest.raises(ConfigurationError):
        commit_of(checkout.folder, revision)
    assert not (checkout.folder / "x").exists()


def test_git_is_not_the_one_of_the_folder(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (f".{os.pathsep}/usr/bin", f"{os.pathsep}/usr/bin:/bin"):
        monkeypatch.setenv("PATH", path)
        git(checkout.folder, "rev-parse", "HEAD")
        checkout.was_not_run()
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(GitError, match="none on PATH"):
        git(checkout.folder, "rev-parse", "HEAD")
