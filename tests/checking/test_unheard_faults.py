"""Faults that depend on other files, on the day and on git; what follows from a file that is not read."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from dcat_publisher.checking import clock
from dcat_publisher.checking.catalog import SourceCatalog
from dcat_publisher.checking.last_change import last_changes
from tests.checking.diagnosing import findings, run
from tests.own_catalog import write_own
from tests.project import NO_SHAPES, vocabulary

DATASET = "type: Dataset\ntitle: {nb: Tall %s}\ndescription: {nb: Tall.}\ntheme: [GOVE]\n"
LATER = "2030-01-01"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    write_own(tmp_path / "source")
    return tmp_path / "source"


def written(source: Path, name: str, text: str) -> None:
    (source / "datasets" / f"{name}.yaml").write_text(text, "utf-8")


def codes(source: Path, prefix: str, **env: str) -> list[str]:
    result = run(
        "check", str(source), "--output-format", "concise", "--lang", "en", "--select", prefix, env=env
    )
    assert result.exit_code in (0, 1), result.output
    return [
        line.split(" ")[1] for line in result.stdout.splitlines() if f" {prefix}" in line.split("help:")[0]
    ]


def epoch(day: str) -> str:
    return str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))


def test_a_neighbour_that_changes_is_heard_of(source: Path) -> None:
    """The verdict on a record is remembered; that another one has its identifier is not part of it."""
    written(source, "a", DATASET % "a" + "identifier: X-1\n")
    written(source, "b", DATASET % "b" + "identifier: X-2\n")
    folder = SourceCatalog(source, vocabulary(), NO_SHAPES)
    assert [found.code for found in folder.check().findings] == []
    written(source, "b", DATASET % "b" + "identifier: X-1\n")
    assert [(found.code, Path(found.place.file).name) for found in folder.check().findings] == [
        ("R205", "b.yaml")
    ]
    written(source, "a", DATASET % "a" + "identifier: X-3\n")
    assert folder.check().findings == []


def test_a_large_folder_that_is_remembered_hears_of_it_too(source: Path, tmp_path: Path) -> None:
    for number in range(210):
        written(source, f"d{number}", DATASET % number + f"identifier: X-{number}\nissued: 2030-01-01\n")
    memory = tmp_path / "memory"

    def checked(day: str) -> list[str]:
        catalog = SourceCatalog(source, vocabulary(), NO_SHAPES, memory).check()
        return [found.code for found in catalog.on(datetime.fromisoformat(day).date()).findings]

    assert checked("2031-01-01") == []
    assert checked("2029-01-01") == ["T205"] * 210
    written(source, "d7", DATASET % 7 + "identifier: X-8\nissued: 2030-01-01\n")
    assert checked("2031-01-01") == ["R205"]
    assert checked("2031-01-01") == ["R205"]


def test_the_day_is_that_of_the_call(source: Path) -> None:
    written(source, "a", DATASET % "a" + "issued: 2030-06-01\nreviewed: 2029-06-01\n")
    assert codes(source, "T205", SOURCE_DATE_EPOCH=epoch("2030-05-31")) == ["T205"]
    assert codes(source, "T205", SOURCE_DATE_EPOCH=epoch("2030-06-01")) == []
    assert codes(source, "R304", SOURCE_DATE_EPOCH=epoch("2030-06-01")) == []
    assert codes(source, "R304", SOURCE_DATE_EPOCH=epoch("2030-06-02")) == ["R304"]


@pytest.mark.parametrize("value", ["yesterday", "1e99", "9" * 30])
def test_an_epoch_that_is_none_is_one_line(source: Path, value: str) -> None:
    result = run("check", str(source), env={"SOURCE_DATE_EPOCH": value})
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr
    assert "Traceback" not in result.stderr


def test_no_date_of_today_is_built(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = []
    for year in (2029, 2035):
        monkeypatch.setattr(clock, "datetime", _clock_in(year))
        out = tmp_path / str(year)
        assert run("build", str(source), "--out", str(out), "--no-cache").exit_code == 0
        files = sorted(file for file in out.rglob("*") if file.is_file())
        outputs.append({file.relative_to(out): file.read_bytes() for file in files})
    assert outputs[0] == outputs[1]


def _clock_in(year: int) -> type[datetime]:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(year, 1, 1, tzinfo=tz)

    return Clock


def committed(folder: Path, day: str) -> None:
    environment = {
        **os.environ, "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    }  # fmt: skip
    for words in (("add", "-A"), ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x")):
        subprocess.run(["git", "-C", str(folder), *words], check=True, env=environment, capture_output=True)


@pytest.fixture
def repository(source: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(source.parent)], check=True, capture_output=True)
    written(source, "old", DATASET % "old")
    committed(source.parent, "2020-05-01")
    written(source, "new", DATASET % "new")
    committed(source.parent, "2024-05-01")
    return source


def test_the_last_change_of_a_whole_history_counts(repository: Path) -> None:
    old, new = (str(repository / "datasets" / f"{name}.yaml") for name in ("old", "new"))
    assert last_changes(repository, [old, new], LATER) == {old: "2020-05-01", new: "2024-05-01"}
    Path(old).write_text(DATASET % "changed now", "utf-8")
    assert last_changes(repository, [old, new], LATER) == {new: "2024-05-01"}
    assert last_changes(repository, [old, new], "2020-05-02") == {new: "2024-05-01"}
    assert last_changes(repository, [old, new], "2020-05-01") == {}  # no commit is from before
    found = [one for one in findings(repository) if one.code == "R304"]
    assert [Path(one.file).name for one in found if "2024-05-01" in one.message] == ["new.yaml"]


def test_a_shallow_history_says_nothing(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    words = ["git", "clone", "-q", "--depth", "1", repository.parent.as_uri(), str(clone)]
    subprocess.run(words, check=True, capture_output=True)
    file = str(clone / "source" / "datasets" / "old.yaml")
    assert last_changes(clone / "source", [file], LATER) == {}


def test_without_a_repository_nothing_is_said(source: Path) -> None:
    assert last_changes(source, [str(source / "catalog.yaml")], LATER) == {}


def test_a_broken_file_is_one_finding(source: Path) -> None:
    """Neither what refers to its records, nor what would count them, nor what its line would have been."""
    before = {(one.code, one.file, one.message) for one in findings(source)}
    agents = source / "agents.yaml"
    text = agents.read_text("utf-8")
    for broken in (text.replace("virksomheten:", "virksomheten", 1), text + "\tx: y\n", f"{text}\na: b: c\n"):
        agents.write_text(broken, "utf-8")
        more = [one for one in findings(source) if (one.code, one.file, one.message) not in before]
        assert len(more) == 1, more
        assert more[0].code.startswith("Y")


@pytest.mark.parametrize("broken", ["title: {nb: Tall", "\tx: y", "type: Datasett2"])
def test_a_catalogue_does_not_lack_datasets_that_cannot_be_read(source: Path, broken: str) -> None:
    for file in (source / "datasets").glob("*.yaml"):
        file.write_text(f"{broken}\n", "utf-8")
    assert [one.code for one in findings(source) if one.file.endswith("catalog.yaml")] == []


def test_a_series_does_not_lack_members_that_cannot_be_read(source: Path) -> None:
    shutil.rmtree(source / "series", ignore_errors=True)
    (source / "series").mkdir()
    series = "type: DatasetSeries\ntitle: {nb: Serie}\ndescription: {nb: Serie.}\npublisher: virksomheten\n"
    (source / "series" / "s.yaml").write_text(f"{series}contactPoint: datakontakten\n", "utf-8")
    for name in ("a", "b"):
        written(source, name, DATASET % name + "inSeries: s\n")
    assert "DatasetSeries-inSeries-members" not in {one.code for one in findings(source)}
    written(source, "b", DATASET % "b" + "inSeries s\n")
    assert "DatasetSeries-inSeries-members" not in {one.code for one in findings(source)}


def test_defaults_hold_for_nested_records_and_have_an_end(source: Path) -> None:
    catalog = source / "catalog.yaml"
    nested = (
        "  Distribution: {license: CC0, hasPart: {type: Distribution, accessURL: https://www.example.no/b}}\n"
    )
    catalog.write_text(catalog.read_text("utf-8").replace("defaults:\n", f"defaults:\n{nested}", 1), "utf-8")
    written(source, "a", DATASET % "a" + "distribution:\n  - {accessURL: https://www.example.no/a}\n")
    written(
        source,
        "b",
        DATASET % "b" + "distribution:\n  - {accessURL: https://www.example.no/c, license: CC_BY_4_0}\n",
    )
    graph = SourceCatalog(source, vocabulary(), NO_SHAPES).check().graph
    licence = "<http://purl.org/dc/terms/license>"
    said = {
        node: graph.objects(node, licence)
        for node in graph.index
        if "datasets/a#" in node or "datasets/b#" in node
    }
    given = {node: [value.rsplit("/", 1)[1] for value in values] for node, values in said.items() if values}
    base = "<https://data.example.no/datasets/"
    assert given[f"{base}a#distribution>"] == ["CC0>"]
    assert given[f"{base}b#distribution>"] == ["CC_BY_4_0>"]
