"""What a variable and a list cost a build, in calls of functions: the same on an idle and on a busy machine.

`python -m bench.lists` measures the same in seconds: 5,000 variables may add half a second of processor time,
100 lists of 50 one second. That is about what these numbers of calls take.
"""

import cProfile
import pstats
from pathlib import Path

import pytest

from bench.generate import generate
from bench.lists import add_lists
from dcat_publisher.publish.resource_files import write_data
from tests.project import run

CALLS_OF_A_VARIABLE = 660
CALLS_OF_A_LIST = 17_500
FILES_OF_A_LIST = 6


def built(folder: Path, datasets: int, lists: int, variables: int) -> tuple[int, int]:
    """Build a catalogue; return the number of calls, and of files."""
    source, out = folder / "source", folder / "out"
    generate(datasets, source)
    add_lists(source, variables, lists)
    profile = cProfile.Profile()
    result = profile.runcall(run, "build", source, "--out", out)
    assert result.code == 0, result.out + result.err
    calls = sum(each[1] for each in pstats.Stats(profile).stats.values())  # type: ignore[attr-defined]
    return calls, sum(path.is_file() for path in out.rglob("*"))


@pytest.fixture(scope="module", autouse=True)
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is read once in a process, templates and code lists, is read before anything is counted."""
    built(tmp_path_factory.mktemp("warm"), 2, 1, 2)


def test_a_variable_costs_a_few_hundred_calls(tmp_path: Path) -> None:
    few, _ = built(tmp_path / "few", 1, 1, 100)
    many, _ = built(tmp_path / "many", 1, 1, 400)
    assert 100 < (many - few) / 300 < CALLS_OF_A_VARIABLE


def test_a_list_costs_no_more_than_its_pages_and_files(tmp_path: Path) -> None:
    few, files = built(tmp_path / "few", 12, 2, 5)
    many, more = built(tmp_path / "many", 12, 12, 5)
    assert 1000 < (many - few) / 10 < CALLS_OF_A_LIST
    assert (more - files) / 10 == FILES_OF_A_LIST


@pytest.mark.parametrize("way", [(), ("--no-pages",)])
def test_a_dataset_with_a_list_is_written_in_a_batch(
    way: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone: list[str] = []

    def noted(staging: object, graph: object, path: str, *more: object) -> object:
        alone.append(path)
        return write_data(staging, graph, path, *more)  # type: ignore[arg-type]

    for module in ("export", "build"):
        monkeypatch.setattr(f"dcat_publisher.publish.{module}.write_data", noted)
    generate(2, tmp_path / "source")
    add_lists(tmp_path / "source", 2)
    assert run("build", tmp_path / "source", "--out", tmp_path / "out", *way).code == 0
    assert "services/api" in alone
    assert [path for path in alone if path.startswith("datasets/") and not path.endswith(".variables")] == []
