"""The reference catalogue as a whole site, as `build` writes it, with one data set that was there before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from dcat_publisher.checking.catalog import Catalog, read_catalog
from dcat_publisher.publish.extent import Extent
from dcat_publisher.publish.hydra_pages import MEMBERS_PER_PAGE
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named
from tests.written_site import write_catalog

ROOT = Path(__file__).parents[2]
GONE = "datasets/gone"


def reference() -> tuple[Catalog, Vocabulary]:
    """Read the catalogue in `source/`."""
    vocabulary = Vocabulary((packaged("vocab"),))
    return read_catalog(ROOT / "source", vocabulary, profile_named()), vocabulary


def copy_few(folder: Path) -> Path:
    """Copy `source/` with three of its data sets and what they refer to."""
    shutil.copytree(ROOT / "source", folder)
    for file in (folder / "datasets").glob("npr-*.yaml"):
        file.unlink()
    shutil.rmtree(folder / "series")
    return folder


def write_reference_site(out: Path, members_per_page: int = MEMBERS_PER_PAGE) -> Catalog:
    """Write the site of `source/` to `out`, where a build with one more data set was."""
    out.mkdir()
    former = {
        "version": 1, "base": "https://data.helsedirektoratet.no/", "catalog": "catalog",
        "resources": [{"path": GONE, "files": {}}, {"path": "catalog", "files": {}}],
    }  # fmt: skip
    (out / "site.json").write_text(json.dumps(former, indent=1) + "\n", "utf-8")
    catalog, vocabulary = reference()
    write_catalog(catalog, vocabulary, out, Extent(members_per_page=members_per_page))
    return catalog
