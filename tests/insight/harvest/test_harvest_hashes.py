"""Hashes stay where nothing was said anew, and one edit changes one dataset: a second harvester looks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dcat_publisher.insight.harvest.changes import changes_between
from dcat_publisher.model.terms import iri_value
from tests.insight.harvest.building import Project
from tests.insight.harvest.rehearsing import rehearsed
from tests.insight.harvest.second_harvester import changed, hashes, read

BASE = "https://data.helsedirektoratet.no/"
CATALOG = f"{BASE}catalog"
SOMATIKK = f"{BASE}datasets/npr-somatikk"
ANY_TIME = {
    "PYTHONHASHSEED": "7",
    "LC_ALL": "tr_TR.UTF-8",
    "TZ": "Pacific/Kiritimati",
    "SOURCE_DATE_EPOCH": "1",
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue as it was harvested before."""
    return Project(tmp_path_factory.mktemp("before")).build()


def _reorder_keys(project: Project) -> None:
    file = project.file("datasets/npr-somatikk.yaml")
    blocks: list[str] = []
    for line in file.read_text("utf-8").splitlines(keepends=True):
        if blocks and line[0] in " \n":
            blocks[-1] += line
        else:
            blocks.append(line)
    assert len(blocks) > 8
    file.write_text("".join(reversed(blocks)), "utf-8")


def _reorder_files(project: Project) -> None:
    """Write the files again in another order, in another folder: neither is part of an address."""
    files = {file: file.read_bytes() for file in (project.folder / "source").rglob("*.yaml")}
    for file in files:
        file.unlink()
    for file, text in sorted(files.items(), key=lambda item: hashlib.sha256(item[1]).digest()):
        file.write_bytes(text)


def _nothing(_project: Project) -> None:
    pass


def _edit_description(project: Project) -> None:
    project.edit("datasets/npr-somatikk.yaml", "Datagrunnlaget inkluderer", "Grunnlaget inkluderer")


def _edit_a_part(project: Project) -> None:
    project.edit("datasets/npr-somatikk.yaml", "nb: Data fra NPR - Somatikk", "nb: Data fra NPR")


def _add_dataset(project: Project) -> None:
    text = project.file("datasets/npr-somatikk.yaml").read_text("utf-8")
    text = text.replace("NPR - Somatikk", "Ny").replace("identifier: SOMATIKK", "identifier: NY")
    project.file("datasets/npr-ny.yaml").write_text(text, "utf-8")


def _edit_catalog(project: Project) -> None:
    project.edit("catalog.yaml", "nb: Datakilder fra Helsedirektoratet", "nb: Datakilder")


CASES: dict[str, tuple[Callable[[Project], None], set[str]]] = {
    "nothing": (_nothing, set()),
    "keys in another order": (_reorder_keys, set()),
    "files in another order": (_reorder_files, set()),
    "a description": (_edit_description, {SOMATIKK}),
    "a distribution": (_edit_a_part, {SOMATIKK}),
    "the catalogue": (_edit_catalog, {CATALOG}),
    "a new dataset": (_add_dataset, {f"{BASE}datasets/npr-ny", CATALOG}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_one_edit_changes(case: str, before: Path, tmp_path: Path) -> None:
    edit, expected = CASES[case]
    project = Project(tmp_path)
    edit(project)
    after = project.build(ANY_TIME)
    assert changed(before, after) == expected
    if case == "nothing":
        assert before.read_bytes() == after.read_bytes()
    assert _told(before, after) == expected


def _told(before: Path, after: Path) -> set[str]:
    """What the rehearsal says of the same two documents."""
    changes = changes_between(rehearsed(before), rehearsed(after))
    assert not changes.removed
    assert not changes.moved
    return {iri_value(subject) for subject in (*changes.added, *changes.changed, *changes.catalogs)}


def test_an_agent_changes_all_that_name_it_and_the_rehearsal_says_so(before: Path, tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.edit("agents.yaml", "nb: Helsedirektoratet", "nb: Helsedirektoratet!")
    after = project.build()
    everything = set(hashes(read(before)))
    assert changed(before, after) == everything == _told(before, after)
    changes = changes_between(rehearsed(before), rehearsed(after))
    agent = "<https://organization-catalog.fellesdatakatalog.digdir.no/organizations/983544622>"
    assert len(everything) == 16
    assert changes.through == {subject: [agent] for subject in changes.changed}
