"""DCAT-AP HVD: what is marked as high-value is published and judged, the rest is not there."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from dcat_publisher.model.namespaces import RDFS, SH
from dcat_publisher.rdf.read import read_rdf
from dcat_publisher.shacl import compile_sound, read_shapes, validate
from dcat_publisher.vocabulary.profile import profile_named
from tests.project import run
from tests.vocabulary.knowledge import save

LAW = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
PROFILES = "dcat-ap-no,dcat-ap-hvd"
FILES = {
    "catalog.yaml": "base: https://data.example.no/\ndefaultLanguage: nb\ntype: Catalog\ntitle: Katalogen\n"
    "description: Alt etaten har.\npublisher: etaten\ncontactPoint: kontakt\n",
    "agents.yaml": 'etaten: {type: Organization, name: Etaten, identifier: "974760673"}\n',
    "contact-points.yaml": "kontakt: {type: ContactOrganization, fn: {nb: Data}, "
    'hasEmail: "mailto:p@example.no"}\n',
    "datasets/a.yaml": f"""type: Dataset
title: Høyverdig
description: Et datasett med høy verdi.
publisher: etaten
contactPoint: kontakt
theme: [GOVE]
applicableLegislation: {LAW}
hvdCategory: c_a9135398
relation: https://data.example.no/datasets/b
distribution:
  - accessURL: https://data.example.no/a.csv
    applicableLegislation: {LAW}
    accessService: api
""",
    "datasets/b.yaml": "type: Dataset\ntitle: Vanlig\ndescription: Et vanlig datasett.\npublisher: etaten\n"
    "contactPoint: kontakt\ntheme: [GOVE]\n",
    "services/api.yaml": f"""type: DataService
title: API
publisher: etaten
contactPoint: kontakt
endpointURL: https://data.example.no/api
page: https://data.example.no/api/dok
applicableLegislation: {LAW}
hvdCategory: c_a9135398
servesDataset: [a, b]
""",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        save(tmp_path / "source" / name, text)
    return tmp_path / "source"


def test_only_what_is_marked_is_published(source: Path) -> None:
    found = run("build", source, "--out", source.parent / "out", "--no-pages", "--profile", PROFILES)
    assert found.code == 0, found.out
    out = source.parent / "out"
    text = (out / "catalog.dcat-ap-hvd.ttl").read_text("utf-8")
    assert "datasets/a>" in text
    assert "datasets/b" not in text  # nor what leads to it: the service serves both
    assert "datasets/b>" in (out / "catalog.ttl").read_text("utf-8")
    assert not (out / "datasets/b.dcat-ap-hvd.ttl").exists()
    assert (out / "datasets/a.dcat-ap-hvd.ttl").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "code"),
    [
        ("datasets/a.yaml", "hvdCategory: c_a9135398\n", "", 1, "Dataset-hvdCategory-required"),
        ("datasets/a.yaml", f"applicableLegislation: {LAW}\nhvd", "hvd", 1,
         "Dataset-applicableLegislation-hvd"),
        ("datasets/a.yaml", f"    applicableLegislation: {LAW}\n", "", 11,
         "Distribution-applicableLegislation-hvd"),
        ("services/api.yaml", "hvdCategory: c_a9135398\n", "", 1, "DataService-hvdCategory-required"),
        ("services/api.yaml", "page: https://data.example.no/api/dok\n", "", 1, "DataService-page-required"),
        ("services/api.yaml", "contactPoint: kontakt\n", "", 1, "DataService-contactPoint-required"),
        ("services/api.yaml", f"Legislation: {LAW}", "Legislation: https://lovdata.no/eli/lov/1", 7,
         "DataService-applicableLegislation-hvd"),
        ("contact-points.yaml", "hasEmail: ", 'hasEmail: ["mailto:q@example.no", ', 1, "Kind-hasEmail-max"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_on_its_line(
    file: str, old: str, new: str, line: int, code: str, source: Path
) -> None:
    text = FILES[file].replace(old, new)
    save(source / file, text.replace('p@example.no"}', 'p@example.no"]}') if "[" in new else text)
    words = ("--lang", "en", "--output-format", "concise")
    found = run("check", source, "--profile", PROFILES, *words)
    lines = [each for each in found.out.splitlines() if f" {code} error" in each]
    assert lines, found.out
    assert f"{file}:{line}:" in lines[0], lines
    assert "dcat-ap-hvd" in lines[0]
    assert "[dcat-ap-no" in lines[0] or code not in run("check", source, *words).out


def test_what_is_not_marked_is_judged_by_no_rule_of_it(source: Path) -> None:
    for file in ("datasets/a.yaml", "services/api.yaml"):
        text = FILES[file].replace(f"applicableLegislation: {LAW}\n", "")
        save(source / file, text.replace("hvdCategory: c_a9135398\n", ""))
    found = run("check", source, "--profile", PROFILES, "--lang", "en", "--output-format", "concise")
    assert "hvd error" not in found.out
    assert "hvdCategory" not in found.out


def test_every_mandatory_row_of_the_standard_has_a_rule() -> None:
    file = Path(__file__).parents[2] / "facts/dcat-ap-hvd-3.0.0.csv"
    graph = profile_named("dcat-ap-hvd").graph
    asked = {
        (owner, path)
        for owner, said in graph.index.items() if SH.targetClass in said
        for shape in said.get(SH.property, ())
        if graph.objects(shape, SH.minCount) or graph.objects(shape, SH.hasValue)
        for path in graph.objects(shape, SH.path)
    }  # fmt: skip
    paths = {path for _, path in asked}
    with file.open(encoding="utf-8") as rows:
        wanted = [row for row in csv.DictReader(rows) if row["min"] != "0"]
    assert len(wanted) == 12
    for row in wanted:
        name = row["property"].partition(":")[2]
        assert any(path.endswith(f"{name}>") for path in paths), row


OFFICIAL = os.environ.get("OFFICIAL_SHAPES")


@pytest.mark.skipif(not OFFICIAL, reason="OFFICIAL_SHAPES is not set")
@pytest.mark.parametrize("name", ["hvd-SHACL.ttl", "hvd-SHACL-base.ttl"])
def test_the_official_shapes_find_nothing(name: str, source: Path) -> None:
    out = source.parent / "out"
    assert run("build", source, "--out", out, "--no-pages", "--profile", PROFILES).code == 0
    files = [Path(str(OFFICIAL)) / "dcat-ap-hvd-3.0.0" / name]
    shapes = compile_sound(read_shapes(files), tuple(files))
    data = read_rdf(out / "catalog.dcat-ap-hvd.ttl")
    for value in {value for _, _, value in data if value[0] == "<"}:
        data.add(value, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", RDFS.Resource)  # by RDFS all are
    assert [result for result in validate(data, shapes) if result.severity == SH.Violation] == []
