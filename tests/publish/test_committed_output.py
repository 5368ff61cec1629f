"""The committed dumps are what the source gives today."""

from __future__ import annotations

from pathlib import Path

import pytest

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.rdf.formats import FORMATS
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("suffix", ["ttl", "jsonld"])
def test_the_committed_dump_is_not_stale(suffix: str) -> None:
    vocabulary = Vocabulary((packaged("vocab"),))
    catalog = read_catalog(ROOT / "source", vocabulary, profile_named())
    write = next(entry.write for entry in FORMATS if entry.suffix == suffix)
    fresh = write(catalog.graph, vocabulary.context)
    committed = (ROOT / "out" / f"catalog.{suffix}").read_bytes()
    assert committed == fresh, "out/ is stale: run `dcat-publisher build` and commit out/"
