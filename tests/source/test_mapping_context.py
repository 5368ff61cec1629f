"""The mapping reads of JSON-LD contexts exactly the forms that it says; other forms are refused at start."""

import json
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.rdf.formats import to_jsonld
from dcat_publisher.rdf.jsonld_context import Context, Json, Kind, read_context
from tests.project import VOCAB, read_only
from tests.source.yaml_ld import triples_of

BASE: dict[str, Json] = {"@version": 1.1, "id": "@id", "type": "@type", "dct": "http://purl.org/dc/terms/"}
BASE["xsd"] = "http://www.w3.org/2001/XMLSchema#"
SPACE = "https://example.org/code/"


def context_of(entries: dict[str, Json], folder: Path) -> Context:
    """The context with these entries besides prefixes and keywords."""
    file = folder / "context.jsonld"
    file.write_text(json.dumps({"@context": {**BASE, **entries}}), "utf-8")
    return read_context([file])


@pytest.mark.parametrize(
    ("definition", "kind"),
    [
        ({"@id": "dct:a"}, Kind.FREE),
        ({"@id": "dct:a", "@type": "@id"}, Kind.REFERENCE),
        ({"@id": "dct:a", "@type": "xsd:date"}, Kind.TYPED),
        ({"@id": "dct:a", "@language": None}, Kind.STRING),
        ({"@id": "dct:a", "@container": "@language"}, Kind.TEXT),
        ({"@id": "dct:a", "@type": "@vocab", "@context": {"@vocab": SPACE}}, Kind.CODE),
        ({"@reverse": "dct:a", "@type": "@id"}, Kind.REFERENCE),
    ],
)
def test_forms_that_are_read(definition: dict[str, Json], kind: Kind, tmp_path: Path) -> None:
    found = context_of({"a": definition}, tmp_path).definition("a")
    assert found is not None
    assert (found.kind, found.iri, found.reverse) == (
        kind,
        "http://purl.org/dc/terms/a",
        "@reverse" in definition,
    )


UNSUPPORTED: list[dict[str, Json]] = [
    {"@vocab": SPACE}, {"@language": "nb"}, {"@base": SPACE}, {"@import": SPACE}, {"@propagate": False},
    {"@protected": True}, {"@version": 1.0}, {"@direction": "ltr"}, {"a": None}, {"a": {}}, {"a": []},
    {"a": "@value"}, {"a": {"@id": None}}, {"a": {"@id": "dct:a", "@reverse": "dct:a"}},
    {"a": {"@id": "dct:a", "@container": "@list"}}, {"a": {"@id": "dct:a", "@container": "@set"}},
    {"a": {"@id": "dct:a", "@container": ["@language", "@set"]}}, {"a": {"@id": "dct:a", "@type": "@json"}},
    {"a": {"@id": "dct:a", "@type": "@none"}}, {"a": {"@id": "dct:a", "@type": "@vocab"}},
    {"a": {"@id": "dct:a", "@language": "nb"}}, {"a": {"@id": "dct:a", "@language": None, "@type": "@id"}},
    {"a": {"@id": "dct:a", "@context": SPACE}}, {"a": {"@id": "dct:a", "@type": "@id", "@context": {}}},
    {"a": {"@id": "dct:a", "@type": "@vocab", "@context": {"@vocab": SPACE, "b": "dct:b"}}},
    {"a": {"@id": "dct:a", "@type": "xsd:date", "@container": "@language"}},
    {"a": {"@reverse": "dct:a"}}, {"a": {"@reverse": "dct:a", "@container": "@language"}},
    {"a": {"@id": "dct:a", "@prefix": True}}, {"a": {"@id": "dct:a", "@nest": "b"}}, {"a": {"@id": "nope:a"}},
    {"a": {"@id": "dct:a", "@type": "nope:a"}}, {"a": "nope:A"},
]  # fmt: skip


@pytest.mark.parametrize("entries", UNSUPPORTED, ids=json.dumps)
def test_forms_that_are_refused(entries: dict[str, Json], tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="context"):
        context_of(entries, tmp_path)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"@context": []}', '{"@context": "https://example.org/"}', "\xff"]
)
def test_files_that_are_no_context(text: str, tmp_path: Path) -> None:
    (tmp_path / "context.jsonld").write_text(text, "latin-1")
    with pytest.raises(ConfigurationError, match=r"context\.jsonld"):
        read_context([tmp_path / "context.jsonld"])


def test_the_published_context_is_read_whole() -> None:
    published = json.loads((VOCAB / "context.jsonld").read_text("utf-8"))["@context"]
    context = read_context([VOCAB / "context.jsonld"])
    assert len(context.prefixes) + len(context.definitions) + len(context.types) + 3 == len(published)


def test_a_free_key_of_a_project_is_written_so_that_it_reads_back(tmp_path: Path) -> None:
    """A bare string under a key without a type is a text, never an IRI."""
    context = context_of({"a": {"@id": "dct:a"}}, tmp_path)
    values = [
        "<https://example.org/b>",
        '"text"@nb',
        '"text"',
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    ]
    graph = Graph([("<https://example.org/a>", "<http://purl.org/dc/terms/a>", value) for value in values])
    assert triples_of(json.loads(to_jsonld(graph, context)), "https://example.org/") == set(graph)


def test_defaults_of_two_classes(tmp_path: Path) -> None:
    """The first class that a record names goes before the second."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "catalog.yaml").write_text(
        "base: https://example.org/\ntype: Catalog\n"
        "defaults: {Dataset: {identifier: a}, DatasetSeries: {identifier: b, version: '1'}}\n"
    )
    (source / "both.yaml").write_text("type: [DatasetSeries, Dataset]\n")
    graph = read_only(source).graph
    said = graph.predicates("<https://example.org/both>")
    assert said["<http://purl.org/dc/terms/identifier>"] == ['"b"']
    assert said["<http://www.w3.org/ns/dcat#version>"] == ['"1"']
