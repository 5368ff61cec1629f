"""What the graph says beyond what was typed, and where each triple is from."""

from pathlib import Path

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, iri
from tests.project import SOURCE, read_only

DCT, DCAT = "http://purl.org/dc/terms/", "http://www.w3.org/ns/dcat#"
SKOS, FOAF = "http://www.w3.org/2004/02/skos/core#", "http://xmlns.com/foaf/0.1/"
BASE = "https://example.org/"
CATALOG = f"base: {BASE}\ndefaultLanguage: nb\ntype: Catalog\n"


def mapped(folder: Path, **files: str) -> Graph:
    """The graph of a catalogue and some records; each has to be without fault."""
    for name, text in {"catalog": "", **files}.items():
        (folder / f"{name}.yaml").write_text(f"{CATALOG}{text}" if name == "catalog" else text, "utf-8")
    catalog = read_only(folder)
    assert catalog.findings == []
    return catalog.graph


def node(name: str) -> str:
    """The term of a record."""
    return iri(f"{BASE}{name}")


def test_the_catalogue_has_all_members(tmp_path: Path) -> None:
    graph = mapped(
        tmp_path, b="type: Dataset", a="type: DatasetSeries", s="type: DataService", o="type: Organization"
    )
    assert graph.objects(node("catalog"), iri(f"{DCAT}dataset")) == [node("a"), node("b")]
    assert graph.objects(node("catalog"), iri(f"{DCAT}service")) == [node("s")]


def test_the_catalogue_may_name_its_members(tmp_path: Path) -> None:
    graph = mapped(tmp_path, catalog="dataset: b", a="type: Dataset", b="type: Dataset")
    assert graph.objects(node("catalog"), iri(f"{DCAT}dataset")) == [node("b")]


@pytest.mark.parametrize("key", ["inCatalog", "iKatalog"])
def test_a_member_that_names_its_catalogue_takes_no_other_out(key: str, tmp_path: Path) -> None:
    graph = mapped(tmp_path, a="type: Dataset", b=f"type: Dataset\n{key}: catalog")
    assert sorted(graph.objects(node("catalog"), iri(f"{DCAT}dataset"))) == [node("a"), node("b")]


def test_superclasses_are_said(tmp_path: Path) -> None:
    graph = mapped(tmp_path, a="type: Dataset", o="type: Organization")
    assert graph.types(node("o")) == [iri("http://www.w3.org/ns/org#Organization"), iri(f"{FOAF}Agent")]


def test_codes_are_described_with_their_list(tmp_path: Path) -> None:
    graph = mapped(tmp_path, a="type: Dataset\ntheme: Helse")
    concept = iri("http://publications.europa.eu/resource/authority/data-theme/HEAL")
    assert graph.objects(node("a"), iri(f"{DCAT}theme")) == [concept]
    assert iri(f"{SKOS}Concept") in graph.types(concept)
    assert '"Helse"@nb' in graph.objects(concept, iri(f"{SKOS}prefLabel"))
    (scheme,) = graph.objects(concept, iri(f"{SKOS}inScheme"))
    assert graph.types(scheme) == [iri(f"{SKOS}ConceptScheme")]


def test_links_have_the_class_that_the_property_leads_to(tmp_path: Path) -> None:
    """But for records: whoever points to another publisher's dataset must not claim to describe it."""
    graph = mapped(
        tmp_path, a=f"type: Dataset\nlandingPage: {BASE}page\nreplaces: {BASE}old\nrelation: {BASE}x"
    )
    assert graph.types(node("page")) == [iri(f"{FOAF}Document")]
    assert graph.types(node("old")) == graph.types(node("x")) == ()


def test_nested_nodes_have_addresses_and_classes(tmp_path: Path) -> None:
    graph = mapped(
        tmp_path,
        a="type: Dataset\ntemporal: {startDate: 2020}\n"
        "distribution:\n  - {title: A, format: CSV}\n  - {title: B, format: CSV}\n"
        "  - {title: C, checksum: {checksumValue: aa}}\n"
        "  - {id: '#own', title: D, checksum: {checksumValue: bb}}\n",
    )
    parts = [term for term in graph.index if term.startswith(f"<{BASE}a#")]
    names = [
        "temporal",
        "distribution-csv",
        "distribution-csv-2",
        "distribution",
        "distribution-checksum",
        "own",
    ]
    assert sorted(parts) == sorted(node(f"a#{name}") for name in [*names, "own-checksum"])
    assert graph.types(node("a#temporal")) == [iri(f"{DCT}PeriodOfTime")]


def test_every_triple_that_was_typed_has_its_place() -> None:
    graph = read_only(SOURCE).graph
    name = iri("https://data.helsedirektoratet.no/datasets/npr-somatikk")
    place = graph.places[name, iri(f"{DCT}title"), '"NPR - Somatikk"@nb']
    lines = Path(place.file).read_text("utf-8").splitlines()
    assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == "NPR - Somatikk"
    (publisher,) = graph.objects(name, iri(f"{DCT}publisher"))
    assert graph.places[name, iri(f"{DCT}publisher"), publisher].file.endswith("source/catalog.yaml"), (
        "a default"
    )
    untyped = {predicate for s, predicate, o in graph if s == name and (s, predicate, o) not in graph.places}
    assert untyped == set()


def test_no_node_is_blank() -> None:
    assert not any(term.startswith("_:") for triple in read_only(SOURCE).graph for term in triple)


def test_the_order_of_keys_and_files_makes_no_difference(tmp_path: Path) -> None:
    """The same graph from files whose keys stand the other way round."""
    for file in SOURCE.rglob("*.yaml"):
        target = tmp_path / file.relative_to(SOURCE)
        target.parent.mkdir(exist_ok=True)
        blocks: list[str] = []
        for line in file.read_text("utf-8").splitlines(keepends=True):
            if not blocks or (line[0] not in " \n#-" and line.strip()):
                blocks.append("")
            blocks[-1] += line
        target.write_text(
            "".join(block if block.endswith("\n") else f"{block}\n" for block in blocks[::-1]), "utf-8"
        )
    assert set(read_only(tmp_path).graph) == set(read_only(SOURCE).graph)


def test_types_are_first_in_the_graph_of_each_node() -> None:
    graph = read_only(SOURCE).graph
    assert all(next(iter(said)) == TYPE for said in graph.index.values())


@pytest.mark.parametrize(
    ("publisher", "types"),
    [
        # The EU describes it; a description of ours would lack the name.
        ("http://publications.europa.eu/resource/authority/corporate-body/WHO", []),
        ("https://www.example.org/who", [f"{FOAF}Agent"]),
    ],
)
def test_what_a_public_list_describes_is_given_no_class(
    publisher: str, types: list[str], tmp_path: Path
) -> None:
    graph = mapped(tmp_path, a=f"type: Dataset\npublisher: {publisher}")
    assert list(graph.types(iri(publisher))) == [iri(type_) for type_ in types]
