"""What `check` reads again after an edit, counted: no clock is asked, and nothing grows with the folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.generate import generate
from dcat_publisher.checking.pipeline.compile import Compiler
from dcat_publisher.checking.pipeline.index import PartIndex
from dcat_publisher.checking.pipeline.store import Store
from dcat_publisher.cli import main
from dcat_publisher.editor.lsp.folder import CheckedFolder
from dcat_publisher.source.reader import Reader
from tests.checking.scale.test_pipeline import cut

NUMBER = 60
UNIT = 4
NORWEGIAN = {
    "type: Dataset": "type: Datasett", "title:": "tittel:", "description:": "beskrivelse:",
    "issued:": "utgivelsesdato:", "distribution:": "datasettdistribusjon:",
}  # fmt: skip


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many files were parsed and compiled, and how many parts loaded."""
    counted: Counter[str] = Counter()

    def count(owner: type, method: str, name: str) -> None:
        real: Callable[..., object] = getattr(owner, method)

        def counting(*given: object) -> object:
            counted[name] += 1
            return real(*given)

        monkeypatch.setattr(owner, method, counting)

    count(Reader, "document", "parsed")
    count(Compiler, "compile", "compiled")
    count(Store, "graph", "loaded")
    count(PartIndex, "_add", "indexed")
    cut(monkeypatch, UNIT)
    return counted


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder in which every dataset has findings of rules and of shapes, in English and Norwegian keys."""
    folder = tmp_path / "source"
    generate(NUMBER, folder)
    for number, file in enumerate(sorted((folder / "datasets").rglob("*.yaml"))):
        text = re.sub("accessRights: .*", "accessRights: RESTRICTED", file.read_text("utf-8"))
        text = re.sub("(?m)^keyword: .*\n", "", text)
        text = text.replace("license:", "conformsTo:") if number % 3 else text
        for key, other in NORWEGIAN.items() if number % 2 else ():
            text = text.replace(key, other)
        file.write_text(text, "utf-8")
    return folder


def check(source: Path, *words: str) -> str:
    memory = str(source.parent / "memory")
    call = ["check", str(source), "--jobs", "1", "--cache-dir", memory, "--lang", "nb", *words]
    done = CliRunner().invoke(main, call)
    assert done.exit_code in (0, 1), done.output
    return done.stdout  # on standard error a slow machine says how far it is


def test_nothing_is_read_where_nothing_changed(source: Path, work: Counter[str]) -> None:
    first = check(source)
    assert all(code in first for code in ("R209", "Dataset-keyword-recommended"))
    assert "Distribution-license-recommended" in first
    assert work["parsed"] >= NUMBER
    work.clear()
    assert check(source) == first
    assert work == Counter()


def test_of_an_edit_one_file_is_parsed_and_one_unit_loaded(source: Path, work: Counter[str]) -> None:
    check(source)
    work.clear()
    file = next(source.rglob("d000007.yaml"))
    file.write_text(f"{file.read_text('utf-8')}# Sett over i dag\n", "utf-8")
    assert "R209" in check(source)
    assert work["compiled"] == 1
    assert work["parsed"] <= 2  # the file, and the settings
    assert work["loaded"] <= 3 * UNIT  # a unit, its places, and what was said before


def test_an_editor_indexes_again_only_after_an_edit_of_links(source: Path, work: Counter[str]) -> None:
    folder = CheckedFolder(source)
    before = folder.check({}).findings
    file = next(source.rglob("d000007.yaml"))
    text = file.read_text("utf-8")
    work.clear()
    after = folder.check({file.as_posix(): text.replace("nb: ", "nb: Nytt ")}).findings
    assert work["indexed"] == 0
    assert {found.code for found in after} == {found.code for found in before}
    lost = folder.check({file.as_posix(): f"{text}\npublisher: ingen-slik\n"}).findings
    assert work["indexed"] >= NUMBER
    assert "ingen-slik" in " ".join(found.message["nb"] for found in lost)
    assert folder.check({}).findings == before
