"""The official sets of Release 8, one for each level, on the datasets of their level.

`OFFICIAL_SHAPES` names the folder. The files are not part of this project. What is ill-formed in them is left
out: in each set the one property shape without a path, which says that structured data need variables.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.shacl import Result, Shapes, compile_sound, read_shapes, validate
from tests.shapes.healthdcat_ap.cases import changed, proving, results, right
from tests.shapes.patches import Case, Triple

FOLDER = Path(os.environ.get("OFFICIAL_SHAPES", ""), "healthdcat-ap-r8")
DATASET, RIGHTS = iri("http://www.w3.org/ns/dcat#Dataset"), iri("http://purl.org/dc/terms/accessRights")
ACCESS = "http://publications.europa.eu/resource/authority/access-right/"
LEVELS = {"PUBLIC": "public", "RESTRICTED": "restricted", "NON_PUBLIC": "non-public"}
# Members of code lists that the cases use: the validator of the release has the lists as a background.
IN_SCHEME = "http://www.w3.org/2004/02/skos/core#inScheme"
# Errors here that the official sets do not give, and why.
NO_LEVEL = "without a level, or with a fourth one, no official set is chosen"
NO_DATASET = "the sets are asked of datasets alone"
IN_EXAMPLES = "the table has it from the examples of the release; its shapes do not speak of it"
STRICTER = {
    "Activity-label-kind": IN_EXAMPLES,
    "Catalog-applicableLegislation-required": NO_DATASET,
    "Dataset-accessRights-list": NO_LEVEL,
    "Dataset-accessRights-required": NO_LEVEL,
    "Dataset-hasVariables-required": "the shape that asks for it has no path, and is left out",
    "Dataset-spatialResolutionInMeters-max": "the table says one",
    "DatasetSeries-applicableLegislation-required": NO_DATASET,
    "Identifier-schemaAgency-kind": IN_EXAMPLES,
    "Identifier-schemaAgency-max": IN_EXAMPLES,
    "LegalBasis-description-kind": IN_EXAMPLES,
    "LegalBasis-source-kind": IN_EXAMPLES,
    "ProvenanceStatement-label-kind": IN_EXAMPLES,
    "Purpose-description-kind": IN_EXAMPLES,
    "QualityCertificate-hasBody-kind": IN_EXAMPLES,
    "QualityCertificate-hasTarget-kind": IN_EXAMPLES,
    "QualityCertificate-motivatedBy-kind": IN_EXAMPLES,
    "RightsStatement-label-kind": IN_EXAMPLES,
}
needs_official_sets = pytest.mark.skipif(
    "OFFICIAL_SHAPES" not in os.environ,
    reason="OFFICIAL_SHAPES does not name the folder of official shapes, which are not ours to pass on",
)


def background(data: Iterable[Triple]) -> list[Triple]:
    """Return what the code lists say of the codes in a graph."""
    schemes = (
        "health-activity",
        "health-theme",
        "healthcategories",
        "coding-system",
        "standard",
        "publisher-type",
    )
    spaces = [f"https://hdeu-dcat.data.health.europa.eu/resource/authority/{name}" for name in schemes]
    eu = (
        "data-theme",
        "access-right",
        "frequency",
        "language",
        "country",
        "file-type",
        "planned-availability",
    )
    spaces += [f"http://publications.europa.eu/resource/authority/{name}" for name in (*eu, "dataset-type")]
    dct = "http://purl.org/dc/terms/"
    types = ("http://www.w3.org/2004/02/skos/core#Concept", f"{dct}Standard", f"{dct}Frequency")
    found = [
        (iri(space), "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", iri(f"{types[0]}Scheme"))
        for space in spaces
    ]
    for code in {value for _, _, value in data if value[0] == "<"}:
        for space in spaces:
            if code.startswith(f"<{space}/"):
                found.append((code, iri(IN_SCHEME), iri(space)))
                found += [
                    (code, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", iri(one)) for one in types
                ]
    return found


pytestmark = needs_official_sets


@cache
def official(level: str) -> tuple[Shapes, ...]:
    files = (
        f"shapes/{level}-shapes.ttl",
        "ranges/range.ttl",
        "controlled-vocabularies/mdr-vocabularies.shape.ttl",
    )
    return tuple(compile_sound(read_shapes([FOLDER / file])) for file in files)


def of_level(data: Iterable[Triple], level: str) -> Graph:
    """Return the datasets of a level, with what they lead to and the code lists."""
    whole = Graph(data)
    said = [node for node in whole.instances(DATASET) if iri(ACCESS + level) in whole.objects(node, RIGHTS)]
    found = [triple for node in said for triple in bounded_description(whole, node)]
    return Graph([*found, *background(found)])


def violations(data: Iterable[Triple], level: str) -> list[Result]:
    graph = of_level(data, level)
    found = [result for shapes in official(LEVELS[level]) for result in validate(graph, shapes)]
    return [result for result in found if result.severity.endswith("#Violation>")]


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_right_here_is_right_there(level: str) -> None:
    assert violations(right(), level) == []


@pytest.mark.parametrize("level", LEVELS)
def test_one_shape_of_each_set_is_left_out(level: str) -> None:
    assert [len(shapes.faults) for shapes in official(LEVELS[level])] == [1, 0, 0]


def severe(case: Case) -> bool:
    return any(result.severity.endswith("#Violation>") for result in results(changed(case)))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for _, case in proving()])
def test_a_fault_is_an_error_here_where_it_is_one_there(case: Case) -> None:
    data = changed(case)
    theirs = any(violations(data, level) for level in LEVELS)
    assert severe(case) == (theirs or case.title in STRICTER)
    assert not (theirs and case.title in STRICTER)
