"""The variables of datasets in `diff`: from source folders and built ones, in words, and in no patch."""

from pathlib import Path

import pytest

from dcat_publisher.source.starter import write_starter
from tests.project import run

HEAD = "navn;tittel (nb);tittel (en);datatype;enhet\n"
OLD = f"{HEAD}alder;Alder;Age;heltall;år\nvekt;Vekt;Weight;desimaltall;kg\n"
NEW = f"{HEAD}alder;Alder;Age;desimaltall;år\nhoyde;Høyde;Height;heltall;cm\n"
SAID = {
    "nb": [
        "Fjernet variabel: Vekt <",
        "Lagt til variabel: Høyde <",
        "Endret variabel «Alder» › datatype: «integer» → «decimal»",
    ],
    "nn": ["Fjerna variabel: Vekt <", "Endra variabel «Alder» › datatype: «integer» → «decimal»"],
    "en": ["Added variable: Height <", "Changed variable «Age» › datatype: «integer» → «decimal»"],
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two source folders, each built to `out` beside it."""
    made = tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("new")
    for folder, text in zip(made, (OLD, NEW), strict=True):
        write_starter(folder / "source")
        (folder / "source/datasets/eksempel.variables.csv").write_text(text, "utf-8")
        with (folder / "source/datasets/eksempel.yaml").open("a", encoding="utf-8") as file:
            file.write("variables: eksempel.variables.csv\n")
        assert run("build", folder / "source", "--out", folder / "out").code == 0
    return made


@pytest.mark.parametrize("kind", ["source", "out"])
@pytest.mark.parametrize("tongue", SAID)
def test_what_came_went_and_changed_is_said(folders: tuple[Path, Path], kind: str, tongue: str) -> None:
    old, new = folders
    result = run("diff", old / kind, new / kind, "--lang", tongue, "--exit-code")
    assert result.code == 1
    assert [line for line in SAID[tongue] if line not in result.out] == []
    told = [line for line in result.out.splitlines() if "variab" in line]
    assert len(told) == 3, "what is new or gone is told in one line"


def test_an_order_of_rows_is_no_difference_and_a_patch_has_no_variables(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    old, new = folders
    assert run("diff", old / "source", old / "source", "--exit-code").code == 0
    patch = run("diff", old / "out", new / "out", "--output-format", "patch")
    assert patch.out == "TX .\nTC .\n"


def test_a_name_is_a_variable_of_its_own(folders: tuple[Path, Path]) -> None:
    old, new = folders
    result = run("diff", old / "out", new / "out", "--output-format", "json")
    assert '"triples": {\n    "removed": 0,\n    "added": 0\n  }' in result.out
    assert "#variable-hoyde" in result.out
