"""A list of variables in the health view: CSVW as Release 8 has it, and nothing of it in that of Norway."""

import shutil
from pathlib import Path

import pytest

from tests.project import ROOT, rdflib_triples, run

REGISTER = ROOT / "docs" / "examples" / "health-register" / "source"
BASE = "https://data.example.no/datasets/kvalitet"
CSVW = "http://www.w3.org/ns/csvw#"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("register") / "out"
    result = run("build", REGISTER, "--profile", "dcat-ap-no,healthdcat-ap", "--out", out)
    assert result.code == 0, result.out + result.err
    return out


def test_columns_are_named_nodes_without_lists(built: Path) -> None:
    found = rdflib_triples((built / "datasets" / "kvalitet.healthdcat-ap.ttl").read_text("utf-8"), "turtle")
    column = f"<{BASE}#variable-smerte>"
    assert {(predicate, value) for subject, predicate, value in found if subject == column} == {
        ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", f"<{CSVW}Column>"),
        (f"<{CSVW}name>", '"smerte"'), (f"<{CSVW}title>", '"Smerte"@nb'), (f"<{CSVW}title>", '"Pain"@en'),
        ("<http://purl.org/dc/terms/description>", '"Smerte siste uke, fra 0 til 10."@nb'),
        ("<http://purl.org/dc/terms/description>", '"Pain in the last week, from 0 to 10."@en'),
        (f"<{CSVW}datatype>", '"integer"'),
    }  # fmt: skip
    group = f"<{BASE}#variables>"
    assert (f"<{BASE}>", "<http://healthdataportal.eu/ns/health#hasVariables>", group) in found
    assert (group, f"<{CSVW}table>", f"<{BASE}#table>") in found
    assert (f"<{BASE}#table>", f"<{CSVW}column>", column) in found


def test_the_graph_of_norway_has_no_variables(built: Path) -> None:
    assert "variable-" not in (built / "datasets" / "kvalitet.ttl").read_text("utf-8")


def test_a_variable_without_a_description_is_an_error_in_its_cell(tmp_path: Path) -> None:
    source = Path(shutil.copytree(REGISTER, tmp_path / "source"))
    file = source / "datasets" / "kvalitet.variables.csv"
    file.write_bytes(file.read_bytes() + "puls;Puls;Pulse;;;heltall;;\r\n".encode("cp1252"))
    result = run("check", source, "--profile", "healthdcat-ap", "--lang", "en")
    assert [line for line in result.findings() if "kvalitet.variables.csv:5:17 Column-description" in line]
    assert "Write it here, in the column `beskrivelse (nb)`." in result.out
    assert "description: {" not in result.out


def test_a_column_to_be_added_is_called_as_the_list_is_written(tmp_path: Path) -> None:
    """A list with Norwegian headings is not told to get an English one."""
    source = Path(shutil.copytree(REGISTER, tmp_path / "source"))
    file = source / "datasets" / "kvalitet.variables.csv"
    file.write_text("navn;tittel@nb\npuls;Puls\n", "utf-8")
    result = run("check", source, "--profile", "healthdcat-ap", "--lang", "nb")
    assert "kvalitet.variables.csv:2:1 Column-description" in result.out
    assert "Legg til kolonnen `beskrivelse@nb` i overskriftsraden" in result.out
