"""`new` for each kind of description: what is left to be done is what is marked TODO."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from dcat_publisher.cli.new import KINDS
from dcat_publisher.source import parse
from dcat_publisher.source.starter import Answers, write_starter
from tests.project import read_only

LATER = {"T508", "T521", "DatasetSeries-inSeries-members", "Dataset-accessRights-legislation"}
"""What is marked TODO or stood there before, and what hangs on other files: members of a series, a law."""


def make(kind: str, folder: Path, language: str) -> Path:
    write_starter(folder, Answers(language))
    call = ["new", kind, "ny", str(folder), "--title", "Ny: en", "--lang", language]
    called = CliRunner().invoke(main, call)
    assert called.exit_code == 0, called.output
    place = KINDS[kind].place
    return folder / place if place.endswith(".yaml") else folder / place / "ny.yaml"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_what_is_to_be_filled_in_is_left(tmp_path: Path, kind: str, language: str) -> None:
    file = make(kind, tmp_path, language)
    text = file.read_text("utf-8")
    assert parse(text, str(file)).root is not None
    assert "Ny: en" in text
    lines = text.splitlines()
    left = [
        found
        for found in read_only(tmp_path).findings
        if found.place.file == str(file) and found.code not in LATER
    ]
    left = [found for found in left if not found.code.endswith("recommended")]
    assert [found.code for found in left if "TODO" not in lines[found.place.line - 1]] == []


@pytest.mark.parametrize("kind", ["law", "dataset"])
def test_a_name_that_is_there_is_refused(tmp_path: Path, kind: str) -> None:
    file = make(kind, tmp_path, "nb")
    before = file.read_bytes()
    again = CliRunner().invoke(main, ["new", kind, "ny", str(tmp_path)])
    assert again.exit_code == 2
    assert file.read_bytes() == before


def test_an_entry_is_added_behind_the_others(tmp_path: Path) -> None:
    write_starter(tmp_path, Answers("nb"))
    file = tmp_path / "agents.yaml"
    before = file.read_text("utf-8").rstrip("\n")
    file.write_text(before, "utf-8")
    CliRunner().invoke(main, ["new", "organisation", "kommunen", str(tmp_path)])
    after = file.read_text("utf-8")
    assert after.startswith(f"{before}\nkommunen:\n")
