"""Builds of the reference source for the tests: a copy, edited, built in some surroundings, kept in git."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.insight.harvest.rehearsing import SOURCE
from tests.project import run

PROGRAM = Path(sys.executable).with_name("dcat-publisher")
DUMPS = ("--no-pages", "--dumps-only")
IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.no", "-c", "commit.gpgsign=false")


class Project:
    """A folder with a copy of the reference source, and what is built from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(SOURCE, folder / "source")

    @property
    def dump(self) -> Path:
        """The built catalogue."""
        return self.folder / "out" / "catalog.ttl"

    def file(self, name: str) -> Path:
        """A file of the source."""
        return self.folder / "source" / name

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in a file."""
        text = self.file(name).read_text("utf-8")
        assert old in text
        self.file(name).write_text(text.replace(old, new, 1), "utf-8")

    def build(self, surroundings: Mapping[str, str] | None = None) -> Path:
        """Build, and return the dump; in a process of its own where its surroundings are to be others.

        A rehearsal reads the dumps; nothing else is written.
        """
        if surroundings is None:
            words = ("build", self.folder / "source", "--out", self.folder / "out", *DUMPS)
            result = run(*words)
            assert result.code == 0, result
            return self.dump
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **surroundings}
        command = [str(PROGRAM), "build", "source", *DUMPS]
        subprocess.run(command, cwd=self.folder, env=environment, check=True, capture_output=True)
        return self.dump

    def commit(self) -> None:
        """Put all that is there under version control."""
        for words in (["init", "-q"], ["add", "."], [*IDENTITY, "commit", "-qm", "State"]):
            subprocess.run(["git", *words], cwd=self.folder, check=True, capture_output=True)
