"""The catalogues in `docs/examples` are read without an error, and have what they are said to show."""

from __future__ import annotations

import pytest

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.model.finding import Severity
from dcat_publisher.model.namespaces import DCAT, DCATAP
from dcat_publisher.vocabulary.profile import profile_named
from tests.project import ROOT, run, vocabulary

EXAMPLES = ROOT / "docs" / "examples"


@pytest.mark.parametrize("name", ["minimal", "municipality"])
def test_an_example_has_no_error_and_says_that_it_is_made_up(name: str) -> None:
    catalog = read_catalog(EXAMPLES / name, vocabulary(), profile_named())
    grave = [found for found in catalog.findings if found.severity is Severity.ERROR]
    assert grave == []
    assert (EXAMPLES / name / "catalog.yaml").read_text("utf-8").startswith("# Made up: ")
    assert catalog.iri.split("/")[2].endswith("example.no")


@pytest.mark.parametrize("source", ["minimal", "municipality", "health-register/source"])
def test_an_example_passes_in_the_profiles_that_it_names(source: str) -> None:
    result = run("check", EXAMPLES / source, "--lang", "en")
    assert result.code == 0, result.out
    assert "0 errors" in result.out + result.err


def test_the_municipality_has_open_data_an_api_and_a_high_value_dataset() -> None:
    graph = read_catalog(EXAMPLES / "municipality", vocabulary(), profile_named()).graph
    (service,) = graph.instances(DCAT.DataService)
    (served,) = graph.objects(service, DCAT.servesDataset)
    assert served in graph.instances(DCAT.Dataset)
    assert len(graph.objects(served, DCATAP.hvdCategory)) == 1
    assert len(graph.instances(DCAT.Distribution)) == 2
