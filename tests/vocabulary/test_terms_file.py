"""vocab/terms.ttl says of each property one class at most, and agrees with the code lists."""

import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

VOCAB = Path(__file__).parents[2] / "vocab"
CONTEXT = json.loads((VOCAB / "context.jsonld").read_text(encoding="utf-8"))["@context"]
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


def triples(path: Path) -> list[tuple[str, str, str]]:
    """The triples of a Turtle file, each term by its text alone."""
    found = []
    for quad in parse(path.read_bytes(), RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode)
        assert not isinstance(quad.object, tuple)
        found.append((quad.subject.value, quad.predicate.value, str(quad.object).strip('<>"')))
    return found


TERMS = triples(VOCAB / "terms.ttl")


def expand(name: str) -> str:
    """A prefixed name, by the prefixes of the context."""
    prefix, _, local = name.partition(":")
    return str(CONTEXT[prefix]) + local


def said(term: str, predicate: str) -> list[str]:
    """What the file says of a term."""
    return [o for s, p, o in TERMS if (s, p) == (expand(term), RDFS + predicate)]


@pytest.mark.parametrize(
    ("term", "parents"),
    [
        ("foaf:Group", ["foaf:Agent"]),
        ("foaf:Person", ["foaf:Agent"]),
        ("org:Organization", ["foaf:Agent"]),
        ("vcard:Group", ["vcard:Kind"]),
        ("vcard:Organization", ["vcard:Kind"]),
        ("dcat:Catalog", []),
        ("dcat:DatasetSeries", []),
    ],
)
def test_superclasses(term: str, parents: list[str]) -> None:
    assert said(term, "subClassOf") == [expand(parent) for parent in parents]


@pytest.mark.parametrize(
    ("term", "ranges"),
    [
        ("dcat:distribution", ["dcat:Distribution"]),
        ("dcat:landingPage", ["foaf:Document"]),
        ("dct:publisher", ["foaf:Agent"]),
        ("dct:temporal", ["dct:PeriodOfTime"]),
        ("dcat:dataset", []),
        ("dct:hasPart", []),
        ("dct:isPartOf", []),
        ("dct:relation", []),
        ("dct:source", []),
        ("dct:type", []),
        ("foaf:primaryTopic", []),
    ],
)
def test_ranges(term: str, ranges: list[str]) -> None:
    assert said(term, "range") == [expand(range_) for range_ in ranges]


def test_a_property_has_one_range_at_most() -> None:
    ranged = [s for s, p, _ in TERMS if p == RDFS + "range"]
    assert sorted(ranged) == sorted(set(ranged))


def test_every_ranged_property_has_a_key() -> None:
    known = {expand(term["@id"]) for term in CONTEXT.values() if isinstance(term, dict) and "@id" in term}
    assert {s for s, p, _ in TERMS if p == RDFS + "range"} <= known


@pytest.mark.parametrize("path", sorted((VOCAB / "schemes").glob("*.ttl")), ids=lambda path: path.stem)
def test_members_of_a_list_have_the_range_of_its_properties(path: Path) -> None:
    """Harvesters check the class of a code without any inference."""
    known = triples(path)
    keys = [o for _, p, o in known if p == "https://w3id.org/dcat-publisher/terms#key"]
    members = {s for s, p, o in known if (p, o) == (TYPE, SKOS + "Concept")}
    for range_ in {r for key in keys for r in said(CONTEXT[key]["@id"], "range")}:
        assert {s for s, p, o in known if (p, o) == (TYPE, range_)} >= members, range_
