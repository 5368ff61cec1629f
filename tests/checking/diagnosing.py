"""What the tests of diagnostics share: a copy of the reference source, checked as a user checks it."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from dcat_publisher.cli import main

SOURCE = Path(__file__).parents[2] / "source"
QUIET = {"GITHUB_ACTIONS": None, "GITHUB_STEP_SUMMARY": None, "LC_ALL": "en_GB.UTF-8"}


def run(*words: str, env: dict[str, str] | None = None) -> Result:
    """Run a command; the environment of the machine does not count."""
    return CliRunner().invoke(main, list(words), env={**QUIET, **(env or {})})


def copied(folder: Path) -> Path:
    """A copy of the reference source."""
    return shutil.copytree(SOURCE, folder / "source")


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding as the JSON report tells it."""

    code: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    keys: str
    message: str
    help: str
    severity: str

    @property
    def first_quoted(self) -> str:
        """The first thing that the help puts between backquotes."""
        match = re.search(r"`([^`]+)`", self.help)
        assert match is not None, self.help
        return match[1]


def findings(source: Path, *options: str) -> list[Seen]:
    """The findings of a check, in order."""
    result = run("check", str(source), "--output-format", "json", *options)
    assert result.exit_code in (0, 1), result.output + result.stderr
    return [
        Seen(
            found["code"], str(found["file"]).partition("source/")[2], found["line"], found["column"],
            found["end_line"], found["end_column"], found["key_path"], found["message"], found["help"] or "",
            found["severity"],
        )
        for found in json.loads(result.stdout)["findings"]
    ]  # fmt: skip


def news(source: Path, former: list[Seen]) -> list[Seen]:
    """The findings that the untouched source does not have, whatever line they are on."""
    known = [(one.code, one.file, one.keys) for one in former]
    fresh = []
    for found in findings(source):
        mark = (found.code, found.file, found.keys)
        if mark in known:
            known.remove(mark)
        else:
            fresh.append(found)
    return fresh
