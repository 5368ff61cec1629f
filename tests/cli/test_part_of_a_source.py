"""`check FILE.yaml` and `check FOLDER/datasets` report on those, and know the rest of the catalogue."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from tests.project import SOURCE

FAULT = "\nissued: 12.04.2018\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the reference source with the same fault in two datasets and in a series."""
    copy = Path(shutil.copytree(SOURCE, tmp_path / "source"))
    for name in ("datasets/iplos.yaml", "datasets/kuhr.yaml", "series/npr.yaml"):
        file = copy / name
        file.write_text(file.read_text("utf-8") + FAULT, "utf-8")
    return copy


def check(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", str(path), "--lang", "en", *options])


def files(path: Path, *options: str) -> set[str]:
    """The files in which there is the fault."""
    told = json.loads(check(path, "--output-format", "json", *options).stdout)
    return {found["file"] for found in told["findings"] if found["code"] == "T201"}


def test_a_file_is_reported_on_alone(source: Path) -> None:
    assert {file.rsplit("source/", 1)[-1] for file in files(source / "datasets" / "iplos.yaml")} == {
        "datasets/iplos.yaml"
    }


def test_a_folder_is_reported_on_alone(source: Path) -> None:
    assert {file.rsplit("source/", 1)[-1] for file in files(source / "datasets")} == {
        "datasets/iplos.yaml",
        "datasets/kuhr.yaml",
    }


def test_the_rest_is_known(source: Path) -> None:
    """The file refers to a contact point, a law and a publisher that other files describe."""
    told = check(source / "datasets" / "npr-somatikk.yaml", "--select", "R,T", "--output-format", "concise")
    assert (told.exit_code, told.stdout) == (0, "")


def test_the_file_named_is_as_it_was_typed(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(source.parent)
    told = check(Path("source/datasets/iplos.yaml"), "--output-format", "concise", "--select", "T201")
    assert told.stdout.startswith("source/datasets/iplos.yaml:")
    assert told.exit_code == 1


def test_only_the_file_is_fixed(source: Path) -> None:
    assert check(source / "datasets" / "iplos.yaml", "--fix").exit_code == 0
    assert "issued: 2018-04-12" in (source / "datasets" / "iplos.yaml").read_text("utf-8")
    assert FAULT in (source / "datasets" / "kuhr.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", ["datasets/.hidden.yaml", "empty"])
def test_what_is_no_part_of_the_source_is_told_of(name: str, source: Path) -> None:
    path = source / name
    path.write_text("type: Dataset\n", "utf-8") if path.suffix else path.mkdir()
    told = check(path)
    assert (told.exit_code, "is no file of the source" in told.stderr) == (2, True)


@pytest.mark.parametrize("suffix", ["yaml", "yml", "YAML"])
def test_a_file_without_a_catalogue_above(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"x.{suffix}"
    file.write_text("type: Dataset\n", "utf-8")
    told = check(file)
    assert (told.exit_code, "catalog.yaml" in told.stderr) == (2, True)


def test_a_baseline_is_for_the_whole(source: Path, tmp_path: Path) -> None:
    told = check(
        source / "datasets" / "iplos.yaml", "--write-baseline", "--baseline", str(tmp_path / "baseline.json")
    )
    assert (told.exit_code, "whole source" in told.stderr) == (2, True)
    assert not (tmp_path / "baseline.json").exists()
