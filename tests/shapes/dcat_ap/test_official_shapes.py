"""The shapes that others publish, as they are: read, or refused in one line; our catalogue meets DCAT-AP's.

`OFFICIAL_SHAPES` names the folder. The files are not part of this project.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl import ShapesError, compile_shapes, read_shapes, validate
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named
from tests.project import ROOT

FOLDER = Path(os.environ.get("OFFICIAL_SHAPES", ""))
needs_shapes = pytest.mark.skipif(
    "OFFICIAL_SHAPES" not in os.environ,
    reason="OFFICIAL_SHAPES does not name the folder of official shapes, which are not ours to pass on",
)
FILES = sorted(FOLDER.rglob("*.ttl")) if "OFFICIAL_SHAPES" in os.environ else []


def assert_one_line(error: ShapesError) -> None:
    assert re.fullmatch("shape .*", str(error))


@pytest.fixture(scope="module")
def catalogue() -> Graph:
    return read_catalog(ROOT / "source", Vocabulary((packaged("vocab"),)), profile_named()).graph


@needs_shapes
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_official_shapes_are_compiled_or_refused_by_name(file: Path, catalogue: Graph) -> None:
    try:
        shapes = compile_shapes(read_shapes([file]))
    except ShapesError as error:
        assert_one_line(error)
    else:
        found = [] if shapes.delegated else validate(catalogue, shapes)
        nodes = set(catalogue.index) | {value for _, _, value in catalogue}
        assert [result.focus for result in found if result.focus not in nodes] == []


@needs_shapes
def test_the_reference_catalogue_meets_dcat_ap(catalogue: Graph) -> None:
    """All of `shapes.ttl`; of the recommendations nothing but warnings."""
    folder = FOLDER / "dcat-ap-3.0.1"
    assert validate(catalogue, compile_shapes(read_shapes([folder / "shapes.ttl"]))) == []
    for name in ("shapes_recommended.ttl", "mdr-vocabularies.shape.ttl"):
        results = validate(catalogue, compile_shapes(read_shapes([folder / name])))
        assert {result.severity.rpartition("#")[2] for result in results} == {"Warning>"}
