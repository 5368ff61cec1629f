"""What is mandatory: taken out, doubled or given wrongly, it is found at its node and property."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from dcat_publisher.model.terms import TYPE
from tests.shapes.cases import BASE, base_triples, results, triples
from tests.shapes.patches import Triple
from tests.shapes.rules import PREFIXES
from tests.shapes.test_shapes_facts import Row, rows

# The node of the base graph that stands for a class.
NODES = {
    "adms:Identifier": "doi",
    "dcat:Catalog": "catalog",
    "dcat:CatalogRecord": "record",
    "dcat:DataService": "service",
    "dcat:Dataset": "dataset",
    "dcat:DatasetSeries": "series",
    "dcat:Distribution": "distribution",
    "dcat:Relationship": "relationship",
    "dct:Standard": "standard",
    "foaf:Agent": "publisher",
    "spdx:Checksum": "checksum",
    "vcard:Kind": "office",
}
WRONG_NODES = {
    "a text": '"fri tekst"',
    "an address as text": '"https://www.example.no/"^^xsd:anyURI',
    "a nameless node": "[ rdfs:label 'navnløs'@nb ]",
    "a node of another class": "<measurement>",
}
WRONG_TEXTS = {"an address": "<https://www.example.no/>", "a nameless node": "[ rdfs:label 'navnløs'@nb ]"}
WRONG_CODES = {"a code of no list": "<https://www.example.no/kode>"}


class Fault(NamedTuple):
    """A mandatory property that is made wrong: its name, the node, the property and what stands there."""

    name: str
    focus: str
    path: str
    values: str


def expand(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


def mandatory() -> list[Row]:
    return [row for row in rows() if row["requirement"] == "mandatory"]


def wrong(row: Row) -> dict[str, str]:
    """Return the wrong values for a row, by what is wrong."""
    if row["range"] == "rdf:langString":
        return {
            **WRONG_TEXTS,
            "a text without language": '"uten språk"',
            "two texts in a language": '"a"@nb, "b"@nb',
        }
    if row["range"] == "rdfs:Literal":
        return WRONG_TEXTS
    if row["range"].startswith("xsd:"):
        return {**WRONG_TEXTS, "a text of another kind": '"i fjor"'}
    coded = WRONG_CODES if row["codelist_uri"] and row["range"] != "foaf:Agent" else {}
    open_ = row["range"] in ("rdfs:Resource",) or coded
    return {
        name: value
        for name, value in {**WRONG_NODES, **coded}.items()
        if not (open_ and name == "a node of another class")
    }


def faults() -> Iterator[Fault]:
    for row in mandatory():
        path = expand(row["property_qname"])
        focus = f"<{BASE}{NODES[row['class_qname']]}>"
        name = f"{row['class_qname']} {row['property_qname']}"
        yield Fault(f"{name}: nothing", focus, path, "")
        for what, value in wrong(row).items():
            yield Fault(f"{name}: {what}", focus, path, value)
        if row["max"] == "1":
            yield Fault(f"{name}: two values", focus, path, f"{standing(focus, path)}, {other(row)}")


def standing(focus: str, path: str) -> str:
    return next(o for s, p, o in base_triples() if (s, p) == (focus, path))


def other(row: Row) -> str:
    """Return a second value that would be right alone."""
    known = {
        "foaf:Agent": "<person>",
        "dcat:Catalog": "<old>",
        "rdfs:Resource": "<https://www.example.no/2>",
        "rdfs:Literal": '"to"',
        "xsd:date|xsd:dateTime": '"2020-01-01"^^xsd:date',
        "xsd:hexBinary": '"00"^^xsd:hexBinary',
        "spdx:ChecksumAlgorithm": "spdx:checksumAlgorithm_md5",
    }
    return known[row["range"]]


def with_fault(fault: Fault) -> list[Triple]:
    kept = [(s, p, o) for s, p, o in base_triples() if (s, p) != (fault.focus, fault.path)]
    return kept + (triples(f"{fault.focus} {fault.path} {fault.values} .") if fault.values else [])


@pytest.mark.parametrize("fault", list(faults()), ids=lambda fault: fault.name)
def test_the_fault_is_found_where_it_is(fault: Fault) -> None:
    found = [one for one in results(with_fault(fault)) if (one.focus, one.path) == (fault.focus, fault.path)]
    assert found, fault
    if not fault.name.endswith("a nameless node"):
        assert any(one.severity.endswith("#Violation>") for one in found)


def test_every_class_with_something_mandatory_is_tried() -> None:
    assert {row["class_qname"] for row in mandatory()} == set(NODES)


def test_what_has_only_the_mandatory_gets_warnings_only() -> None:
    """Each class with its mandatory properties, an e-mail address and a registered publisher."""
    asked = {(f"<{BASE}{NODES[row['class_qname']]}>", expand(row["property_qname"])) for row in mandatory()}
    kept = {*asked, *((node, TYPE) for node, _ in asked), (f"<{BASE}office>", expand("vcard:hasEmail"))}
    left_out = (f"<{BASE}publisher>", f"<{BASE}group>")
    data = [
        (s, p, o) for s, p, o in base_triples() if (s, p) in kept and s != left_out[0] and o != left_out[1]
    ]
    registered = "<https://organization-catalog.fellesdatakatalog.digdir.no/organizations/991825827>"
    found = results((s, p, registered if p == expand("dct:publisher") else o) for s, p, o in data)
    assert found
    assert {one.severity for one in found} == {"<http://www.w3.org/ns/shacl#Warning>"}
