"""Lists of variables as information models: by the official shapes, and read by the national parser."""

import os
from pathlib import Path

import fdk_rdf_parser
import pyshacl
import pytest
import rdflib

from tests.project import ROOT, run

REGISTER = ROOT / "docs" / "examples" / "health-register" / "source"
BASE = "https://data.example.no/"
OFFICIAL = os.environ.get("OFFICIAL_SHAPES")
TARGETS = "https://data.norge.no/vocabulary/modelldcatno#"


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("models") / "out"
    result = run("build", REGISTER, "--profile", "dcat-ap-no,healthdcat-ap", "--out", out)
    assert result.code == 0, result.out + result.err
    return (out / "information-models.ttl").read_text("utf-8")


@pytest.mark.filterwarnings("ignore:Code. .* is not defined in namespace:UserWarning")  # the parser's own
def test_the_national_parser_reads_every_variable(turtle: str) -> None:
    models = [f"{BASE}datasets/{name}#model" for name in ("arsstatistikk", "kvalitet", "opphold")]
    # The portal describes each model that it harvests by a record.
    records = "".join(
        f'<urn:record:{number}> a <http://www.w3.org/ns/dcat#CatalogRecord> ; '
        f'<http://xmlns.com/foaf/0.1/primaryTopic> <{model}> .\n'
        for number, model in enumerate(models)
    )  # fmt: skip
    found = fdk_rdf_parser.parse_information_models(turtle + records)
    assert sorted(found) == models
    stays = found[models[2]]
    titles = {one.title["nb"] for one in stays.modelProperties.values()}
    assert {"Kjønn", "Liggetid", "Tilstand", "Løpenummer for pasienten"} <= titles
    assert len(stays.modelProperties) == 7
    kinds = [element.elementTypes for element in stays.modelElements.values()]
    assert sum(TARGETS + "ObjectType" in (kind or ()) for kind in kinds) == 2
    lists = [each.codeListReference for each in stays.modelElements.values() if each.codeListReference]
    assert "urn:oid:2.16.578.1.12.4.1.1.3101" in lists


@pytest.mark.skipif(OFFICIAL is None, reason="OFFICIAL_SHAPES says where the official shapes are")
def test_the_official_shapes_find_nothing(turtle: str) -> None:
    folder = Path(OFFICIAL or "") / "modelldcat-ap-no"
    shapes = rdflib.Graph().parse(folder / "modelldcat-ap-no_v1_SHACL-shapes.ttl")
    ontology = rdflib.Graph().parse(folder / "modelldcatno.ttl")
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, advanced=True)
    sh = rdflib.SH
    results = [
        (str(report.value(result, sh.focusNode)), str(report.value(result, sh.resultPath)))
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    ]
    # The shape of contact points asks for a node kind that is none (`sh:nodeKind vcard:Organization`).
    impossible = (f"{BASE}information-models.ttl#catalog", "http://www.w3.org/ns/dcat#contactPoint")
    own = [result for result in results if not result[0].startswith(TARGETS)]
    assert own in ([], [impossible])
