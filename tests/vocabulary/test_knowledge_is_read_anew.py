"""What is edited in a project's `vocab/` and `shapes/` counts at the next check of the same process."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, Queue

import pytest

from dcat_publisher.cli import options
from dcat_publisher.vocabulary import vocabulary_in
from dcat_publisher.vocabulary.profile import profile_named
from tests.project import run
from tests.vocabulary.knowledge import (
    KEY,
    LIST,
    house,
    save,
    save_profile,
    save_vocabulary,
    start,
    use_the_key,
)

PROGRAM = Path(sys.executable).with_name("dcat-publisher")
WAIT = 120
"""Seconds until a program that says nothing is given up; a generous deadline, not a proof."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter catalogue, in the working folder."""
    monkeypatch.chdir(tmp_path)
    start(tmp_path)
    return tmp_path


def _codes(*words: str) -> set[str]:
    found = run("check", "source", "--lang", "en", "--output-format", "concise", "--exit-zero", *words)
    return {line.rpartition(" ")[2] for line in found.findings()}


def test_a_key_added_to_the_vocabulary_is_known(project: Path) -> None:
    use_the_key(project / "source/datasets/eksempel.yaml")
    assert "R101" in _codes()
    file = save_vocabulary(project)
    assert "R101" not in _codes()
    file.unlink()
    assert "R101" in _codes()


@pytest.mark.parametrize(
    ("name", "text"), [("terms.ttl", ""), ("synonyms.toml", ""), ("schemes/own.ttl", LIST)]
)
def test_every_file_of_the_vocabulary_counts(name: str, text: str, project: Path) -> None:
    before = options.vocabulary()
    assert options.vocabulary() is before
    save(project / "vocab" / name, text)
    added = options.vocabulary()
    save(project / "vocab" / name, f"{text}# another\n")
    assert added is not before
    assert options.vocabulary() is not added


def test_a_rule_that_is_edited_counts(project: Path) -> None:
    save_profile(project, "dct:title")
    assert run("check", "source", "--profile", "house").code == 0
    save_profile(project, "dcat:version")
    assert run("check", "source", "--profile", "house").code == 1
    save(project / "shapes/house/more.ttl", house("dct:source").replace("House-source", "House-more"))
    found = run("check", "source", "--profile", "house", "--lang", "en", "--output-format", "concise")
    assert "House-more" in found.out


def test_a_profile_that_is_built_on_counts(tmp_path: Path) -> None:
    save(tmp_path / "base/rules.ttl", house("dct:title"))
    imports = "<https://a.no/p> a owl:Ontology ; owl:imports <https://w3id.org/dcat-publisher/shapes/base> ."
    prefix = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    save(tmp_path / "top/profile.ttl", f"{prefix}<https://a.no/p> a owl:Ontology .")
    assert len(profile_named("top", tmp_path).files) == 1
    save(tmp_path / "top/profile.ttl", f"{prefix}{imports}")
    built = profile_named("top", tmp_path)
    assert len(built.files) == 2
    assert profile_named("top", tmp_path) is built
    save(tmp_path / "base/rules.ttl", house("dcat:version"))
    assert profile_named("top", tmp_path) is not built


def test_a_worker_that_lives_on_reads_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dcat_publisher.checking.pipeline.scan.LARGE", 1)
    use_the_key(project / "source/datasets/eksempel.yaml")
    assert "R101" in _codes("--jobs", "1", "--no-cache")
    save_vocabulary(project)
    assert "R101" not in _codes("--jobs", "1", "--no-cache")


class _Watched:
    """A program that runs on, whose lines are waited for."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines: Queue[str] = Queue()
        assert self.process.stdout is not None
        self.stream = self.process.stdout
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        for line in self.stream:
            self.lines.put(line)

    def end(self) -> None:
        """End the program."""
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.stream.close()

    def until(self, wanted: str) -> list[str]:
        """Return the lines up to one that has this text."""
        read: list[str] = []
        while not read or wanted not in read[-1]:
            try:
                read.append(self.lines.get(timeout=WAIT))
            except Empty:
                raise AssertionError("".join(read)) from None
        return read


@pytest.mark.parametrize("edited", ["vocab", "shapes"])
def test_check_watches_the_folders(edited: str, project: Path) -> None:
    save_profile(project, "dcat:version" if edited == "shapes" else "dct:title")
    if edited == "vocab":
        use_the_key(project / "source/datasets/eksempel.yaml")
    words = ("--profile", "house", "--lang", "en", "--output-format", "concise", "--watch")
    watched = _Watched("check", "source", *words)
    try:
        first = "".join(watched.until("watching"))
        assert ("House-version" if edited == "shapes" else "R101") in first
        if edited == "shapes":
            save_profile(project, "dct:title")
        else:
            save_vocabulary(project)
        again = "".join(watched.until("watching"))
        assert ("House-version" in again, "R101" in again, "0 errors" in again) == (False, False, True)
    finally:
        watched.end()


def test_serve_builds_again_as_it_was_told_to(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread that rebuilds knows profile, configuration and vocabulary as the command does."""
    seen: list[tuple[set[Path], Callable[[], int]]] = []

    def keep(folders: Iterable[Path], _out: Path, build: Callable[[], int], *_: object) -> None:
        seen.append(({folder.absolute() for folder in folders}, build))

    codes: list[int] = []

    def serve(*_: object, **__: object) -> None:
        save_profile(project, "dcat:version")
        thread = threading.Thread(target=lambda: codes.append(seen[0][1]()))
        thread.start()
        thread.join()

    monkeypatch.setattr("dcat_publisher.publish.rebuild.start_rebuilding", keep)
    monkeypatch.setattr("dcat_publisher.cli.serve.serve", serve)
    save_profile(project, "dct:title")
    save(project / "dcat-publisher.toml", 'profile = "house"\nignore = ["House"]\n')
    found = run("serve", "source", "--watch")
    assert found.code == 0, found.err
    assert {project / "source", project / "vocab", project / "shapes"} <= seen[0][0]
    assert codes == [0]  # the rule is there now, and the configuration leaves it out


def test_the_vocabulary_is_the_same_one_as_long_as_nothing_changes(project: Path) -> None:
    save_vocabulary(project)
    folders = (project / "vocab",)
    known = vocabulary_in(folders)
    assert vocabulary_in(folders) is known
    assert KEY in known.context.definitions
