"""The made-up register as the program has it: right by each profile, each fault found on its line."""

import os
import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from dcat_publisher.rdf.read import read_rdf
from dcat_publisher.shacl import compile_sound, read_shapes, validate
from tests.project import ROOT, check, run
from tests.shapes.healthdcat_ap.cases import FOLDER
from tests.shapes.healthdcat_ap.published import write_reference_in_release_8
from tests.shapes.healthdcat_ap.test_official_sets import LEVELS, needs_official_sets, violations

REGISTER = ROOT / "docs" / "examples" / "health-register" / "source"
FILES = {
    "dcat-ap-no": "catalog.ttl",
    "dcat-ap": "catalog.dcat-ap.ttl",
    "healthdcat-ap": "catalog.healthdcat-ap.ttl",
}
PROFILES = ",".join(FILES)
# As the vocabulary says (DCAT 3, 6.7), which validators of DCAT-AP read beside the shapes: a series is one
# of the catalogue's datasets, and has to be for data.norge.no, which drops one that is in no catalogue.
DCAT, RDFS = "http://www.w3.org/ns/dcat#", "http://www.w3.org/2000/01/rdf-schema#"
SERIES_ARE_DATASETS = f"<{DCAT}DatasetSeries>", f"<{RDFS}subClassOf>", f"<{DCAT}Dataset>"
FAULTS: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "faults.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("register") / "out"
    told = run("build", REGISTER, "--profile", PROFILES, "--out", out, "--quiet")
    assert told.code == 0, told.out
    return out


def test_the_register_has_no_error_in_any_profile() -> None:
    told = check(REGISTER, "--profile", PROFILES)
    assert told.code == 0
    assert " error: " not in told.out


def test_each_profile_publishes_its_own_level(built: Path) -> None:
    rights, level = "<http://purl.org/dc/terms/accessRights>", "access-right/"
    dataset = "<https://data.example.no/datasets/opphold>"
    said = {name: read_rdf(built / file).objects(dataset, rights) for name, file in FILES.items()}
    levels = {name: [one.partition(level)[2].rstrip(">") for one in found] for name, found in said.items()}
    assert levels == {
        "dcat-ap-no": ["RESTRICTED"],
        "dcat-ap": ["RESTRICTED"],
        "healthdcat-ap": ["NON_PUBLIC"],
    }


def test_numbers_are_published_as_they_are_said(built: Path) -> None:
    graph = read_rdf(built / FILES["healthdcat-ap"])
    records = "<http://healthdataportal.eu/ns/health#numberOfRecords>"
    assert graph.objects("<https://data.example.no/datasets/opphold>", records) == [
        '"1850000"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
    ]


@pytest.mark.parametrize("name", ["dcat-ap-no", "dcat-ap"])
def test_health_keys_change_nothing_of_the_other_profiles(name: str, built: Path) -> None:
    """But for the two organisations that only health keys lead to, which are records themselves."""
    text = (built / FILES[name]).read_text("utf-8")
    named = ("ns/health#", "w3id.org/dpv", "ns/csvw#", "m8g/contactPoint", "930/", "hdeu-dcat", "terms#")
    assert [word for word in named if word in text] == []


@pytest.mark.slow
def test_lines_for_release_8_change_no_byte_of_the_reference_catalogue(tmp_path: Path) -> None:
    """And what its publisher has to decide withholds the documents of that profile alone."""
    write_reference_in_release_8(tmp_path / "source")
    out = tmp_path / "out"
    told = run("build", tmp_path / "source", "--profile", "dcat-ap-no,healthdcat-ap", "--out", out, "--quiet")
    for name in ("catalog.ttl", "catalog.jsonld"):
        assert (out / name).read_bytes() == (ROOT / "out" / name).read_bytes()
    assert not (out / FILES["healthdcat-ap"]).exists()
    assert "healthdcat-ap" in told.out + told.err


@needs_official_sets
@pytest.mark.parametrize("level", LEVELS)
def test_what_is_published_is_right_by_the_official_set_of_its_level(level: str, built: Path) -> None:
    assert violations(read_rdf(built / FILES["healthdcat-ap"]), level) == []


@needs_official_sets
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("file", ["shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl"])
def test_what_is_published_is_right_by_the_official_dcat_ap(name: str, file: str, built: Path) -> None:
    shapes = compile_sound(read_shapes([Path(os.environ["OFFICIAL_SHAPES"], "dcat-ap-3.0.1", file)]))
    graph = read_rdf(built / FILES[name])
    graph.add(*SERIES_ARE_DATASETS)
    assert [one for one in validate(graph, shapes) if "#Violation" in one.severity] == []


def planted(folder: Path, fault: dict[str, str]) -> None:
    file = folder / fault["file"]
    text = file.read_text("utf-8")
    assert text.count(fault["old"]) == 1, fault
    file.write_text(text.replace(fault["old"], fault["new"]), encoding="utf-8")


def line_of(folder: Path, fault: dict[str, str]) -> tuple[str, int]:
    """Return the file and the line that a finding has to be on."""
    file = fault.get("where", fault["file"])
    lines = (folder / file).read_text("utf-8").splitlines()
    begin, below = (fault["at"], 0) if "at" in fault else (fault["below"], 1)
    return file, 1 + below + next(number for number, line in enumerate(lines) if line.startswith(begin))


def found(folder: Path) -> Counter[tuple[str, int, str]]:
    """Return the findings of a folder: file, line and code."""
    told = (one.removeprefix(f"{folder}/") for one in check(folder, "--profile", "healthdcat-ap").findings())
    parts = ([*place.split(":"), code] for place, code in (one.split() for one in told))
    return Counter((file, int(line), code) for file, line, _, code in parts)


def groups() -> list[list[str]]:
    """Return the names of faults that can be made together: each in a file of its own."""
    found: list[list[str]] = []
    for name, fault in FAULTS.items():
        free = (one for one in found if all(FAULTS[other]["file"] != fault["file"] for other in one))
        group = next(free, None)
        if group is None:
            found.append(group := [])
        group.append(name)
    return found


def assert_found(names: list[str], folder: Path) -> None:
    shutil.copytree(REGISTER, folder)
    for name in names:
        planted(folder, FAULTS[name])
    there = found(folder)
    wanted = {name: (*line_of(folder, FAULTS[name]), FAULTS[name]["code"]) for name in names}
    assert {name: one for name, one in wanted.items() if one not in there} == {}, sorted(there)


@pytest.mark.parametrize("names", groups(), ids=lambda names: names[0])
def test_faults_are_found_on_their_lines(names: list[str], tmp_path: Path) -> None:
    assert_found(names, tmp_path / "source")


@pytest.mark.trial
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_alone_is_found_on_its_line(name: str, tmp_path: Path) -> None:
    assert_found([name], tmp_path / "source")
