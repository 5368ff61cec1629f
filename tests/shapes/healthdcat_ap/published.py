"""What HealthDCAT-AP publishes of a source: by the query of its view, asked of all at once, and its lists.

pyoxigraph does not keep every datatype and spelling (`"7"^^xsd:nonNegativeInteger` comes back as an integer),
so literals go through it under another datatype.
"""

from pathlib import Path

from pyoxigraph import QueryTriples, RdfFormat, Store

from dcat_publisher.checking.catalog import Catalog, read_catalog
from dcat_publisher.checking.views.variables import add_variables
from dcat_publisher.model.graph import Graph
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from tests.project import NO_SHAPES, ROOT, SOURCE

FOLDER = ROOT / "shapes" / "healthdcat-ap"
VOCABULARY = Vocabulary((packaged("vocab"), FOLDER))
_XSD, _KEPT = "^^<http://www.w3.org/2001/XMLSchema#", "^^<urn:kept:"


def read(source: Path) -> Catalog:
    """Read a source folder with the keys of the profile; it must not have a fault of reading."""
    catalog = read_catalog(source, VOCABULARY, NO_SHAPES)
    assert [str(found.place) for found in catalog.findings] == []
    return catalog


def published(source: Path) -> Graph:
    """Return what the view makes of a source folder."""
    store, catalog = Store(), read(source)
    text = "".join(f"{s} {p} {o.replace(_XSD, _KEPT)} .\n" for s, p, o in catalog.graph)
    store.load(text, format=RdfFormat.N_TRIPLES)
    answer = store.query((FOLDER / "view.rq").read_text("utf-8"))
    assert isinstance(answer, QueryTriples)
    found = Graph(
        (str(one.subject), str(one.predicate), str(one.object).replace(_KEPT, _XSD)) for one in answer
    )
    add_variables(found, catalog.graph, catalog.lists)
    return found


def write_reference_in_release_8(folder: Path) -> None:
    """Write the reference catalogue, with the lines for Release 8 that its page supports."""
    more = ROOT / "docs" / "examples" / "reference-in-release-8"
    lines = {file.relative_to(more): file.read_text("utf-8") for file in more.rglob("*.yaml")}
    files = {file.relative_to(SOURCE): file.read_text("utf-8") for file in SOURCE.rglob("*.yaml")}
    assert lines.keys() <= files.keys()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text + lines.get(name, ""), encoding="utf-8")
