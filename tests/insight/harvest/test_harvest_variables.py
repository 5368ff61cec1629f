"""What the rehearsal says of lists of variables, which data.norge.no harvests as information models."""

import json
import shutil
from pathlib import Path

import pytest

from dcat_publisher.insight.harvest.lost import losses
from tests.insight.harvest.rehearsing import ROOT, rehearsed
from tests.project import run

REGISTER = ROOT / "docs" / "examples" / "health-register" / "source"
LIST = """\
navn;tittel@nb;title@se;type;enhet;gyldig fra;beskrivelse@nb
alder;Alder;Ahki;heltall;år;2008;Alder i år
sted;;Báiki;;;;Et sted
kjonn;Kjønn;;kode;;2010;Kjønn
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(REGISTER, tmp_path / "source"))
    (folder / "datasets" / "kvalitet.variables.csv").write_text(LIST, "cp1252", errors="replace")
    return folder


def test_what_is_not_shown_is_told_at_the_heading_or_the_line(source: Path) -> None:
    rehearsal = rehearsed(source)
    found = [loss.finding for loss in losses(rehearsal)]
    own = [each for each in found if each.place.file.endswith("kvalitet.variables.csv")]
    places = [(each.code, each.place.line, each.place.column) for each in own]
    assert sorted(places) == [("H319", 1, 30), ("H319", 1, 36), ("H320", 1, 16), ("H321", 3, 1)]
    texts = {each.code + each.message["nb"].split("`")[1]: each.message["nb"] for each in own}
    assert "`title@se`" in texts["H320title@se"]
    assert texts["H319gyldig fra"].endswith("antall variabler med verdi der: 2.")
    assert texts["H321sted"].endswith("det gjelder så mange: 1.")


def test_the_dataset_says_how_many_are_harvested_and_what_is_read(source: Path) -> None:
    told = run("rehearse", source, "--lang", "en")
    line = next(line for line in told.out.splitlines() if line.startswith("  variables") and " 3," in line)
    assert "3, in an information model; read: title, " in line
    assert "unit" not in line
    assert "H305 info: wdrs" not in told.out
    assert "H318" in told.out


def test_the_lists_of_a_built_catalogue_are_those_of_its_source(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", source, "--out", out, "--no-pages", "--profile", "dcat-ap-no,healthdcat-ap").code == 0
    assert "kvalitet.variables.csv:1:30" in run("rehearse", out, "--source", source).out
    assert "variables.csv" not in run("rehearse", out).out


def test_the_example_of_a_health_register_is_harvested_whole() -> None:
    assert run("rehearse", REGISTER).code == 0


def test_the_models_are_in_the_json(source: Path) -> None:
    told = json.loads(run("rehearse", source, "--output-format", "json").out)
    models = {model["dataset"].rpartition("/")[2]: model for model in told["models"]}
    assert {name: model["variables"] for name, model in models.items()} == {
        "arsstatistikk": 3, "kvalitet": 3, "opphold": 7
    }  # fmt: skip
    base = "https://data.example.no/datasets/kvalitet"
    assert models["kvalitet"] == {
        "iri": f"{base}#model", "dataset": base, "variables": 3,
        "read": ["title", "description", "name", "datatype"], "ignored": ["unit", "valid_from"],
    }  # fmt: skip


def test_no_other_harvester_is_said_to_read_models(source: Path) -> None:
    told = run("rehearse", source, "--as", "ckan", "--output-format", "json")
    assert json.loads(told.out)["models"] == []
