"""What the table of DCAT-AP 3.0.1 says, and what the rules ask, as facts of one form."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import is_iri
from dcat_publisher.shacl import read_shapes
from tests.shapes.dcat_ap.cases import DAP
from tests.shapes.rules import PREFIXES
from tests.shapes.shapes_graph import ShapesGraph, sh

Row = dict[str, str]
Facts = frozenset[tuple[str, ...]]
TABLE = Path(__file__).parents[2] / "facts" / "dcat-ap-3.csv"
FILES = sorted((Path(__file__).parents[3] / "shapes" / "dcat-ap").glob("*.ttl"))
NAMESPACES = {**PREFIXES, "dap": DAP, "locn": "http://www.w3.org/ns/locn#"}

# Which list a cell means, by what the cell has in it.
LISTS = {
    "authority/language": "language",
    "authority/frequency": "frequency",
    "authority/file-type": "file-type",
    "planned-availability": "planned-availability",
    "IANA": "media-type",
    "distribution-status": "distribution-status",
    "SPDX": "checksum-algorithm",
    "access-right": "access-right",
    "publishertype": "publisher-type",
    "licencetype": "licence-type",
}
# Lists of which one value at least is asked for, of whatever has the property.
ONE_OF = {
    "dcat:theme": "data-theme",
    "dcat:themeTaxonomy": "DataThemeScheme",
    "dct:spatial": "place-eu-or-geonames",
}


class Rule(NamedTuple):
    """A property shape that a node shape names; of a path of several properties, the first."""

    name: str
    targets: frozenset[str]
    path: str
    severity: str
    parameters: dict[str, list[str]]


@cache
def graph() -> Graph:
    """Return the shapes graph without what it builds on."""
    return read_shapes(FILES)


_SHAPES = ShapesGraph(graph, NAMESPACES)
curie = _SHAPES.curie
members = _SHAPES.members


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules: property shapes named by a node shape that has a target."""
    return tuple(_rules())


def _rules() -> Iterator[Rule]:
    for _, targets, shape, asked in _SHAPES.targeted():
        path = asked["sh:path"][0]
        if not is_iri(path):
            optional = graph().objects(path, sh("zeroOrOnePath"))
            path = (optional or members(graph().objects(path, sh("alternativePath"))[0]))[0]
        severity = curie(asked["sh:severity"][0]).removeprefix("sh:")
        yield Rule(shape[1:-1].removeprefix(DAP), targets, curie(path), severity, asked)


def rows() -> list[Row]:
    """Return the rows of the table."""
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def expected(row: Row) -> Facts:
    """Return what a row asks, in the words of `asked`."""
    range_, cell, facts = row["range"], row["codelist"], set[tuple[str, ...]]()
    # A place is given by numbers, and by one of two properties.
    asked_for = row["requirement_public"] != "Optional" and row["class"] != "dct:Location"
    if asked_for and range_ == "rdfs:Literal":
        facts.add(("visible", "text", "Violation"))
    if row["requirement_public"] != "Optional":
        severity = "Violation" if row["min"] == "1" else "Warning"
        facts.add(("min", "1", severity))
    if row["max"] == "1":
        facts.add(("max", "1", "Violation"))
    named = next((name for text, name in LISTS.items() if text in cell), None)
    if range_.startswith("xsd:"):
        facts.add(("datatype", " ".join(sorted(range_.split(" | "))), "Violation"))
    elif range_ == "rdfs:Literal" or row["property"] == "locn:geometry":
        facts.add(("kind", "sh:Literal", "Violation"))
    else:
        facts.add(("kind", "sh:IRI" if "nodeKind IRI" in row["note"] else "sh:BlankNodeOrIRI", "Violation"))
        if named is None and range_ != "rdfs:Resource":
            facts.add(("class", range_, "Violation"))
    if named is not None:
        facts.add(("each of", named, "Violation" if cell.startswith("MUST") else "Warning"))
    if row["property"] in ONE_OF:
        facts.add(("one of", ONE_OF[row["property"]], "Warning"))
    return frozenset(facts)


def asked(rule: Rule) -> tuple[str, ...]:
    """Return what a rule asks, as a fact."""
    given = rule.parameters
    for name in ("sh:minCount", "sh:maxCount"):
        if name in given:
            return name[3:6], given[name][0].split('"')[1], rule.severity
    if "sh:nodeKind" in given:
        return "kind", curie(given["sh:nodeKind"][0]), rule.severity
    if "sh:datatype" in given:
        return "datatype", curie(given["sh:datatype"][0]), rule.severity
    if given.get("sh:node") == [f"<{PREFIXES['nos']}Visible>"]:
        return "visible", "text", rule.severity
    if "sh:node" in given:
        options = members(graph().objects(given["sh:node"][0], sh("or"))[0])
        return "class", curie(graph().objects(options[0], sh("class"))[0]), rule.severity
    if given.get("sh:qualifiedValueShape") == [f"<{DAP}CodeOrLabel>"]:
        return "min", given["sh:qualifiedMinCount"][0].split('"')[1], rule.severity
    if "sh:qualifiedValueShape" in given:
        return "one of", _list_name(given["sh:qualifiedValueShape"][0]), rule.severity
    options = members(given["sh:or"][0])
    types = sorted(curie(kind) for one in options for kind in graph().objects(one, sh("datatype")))
    if types:
        return "datatype", " ".join(types), rule.severity
    return "each of", _list_name(options[-1]), rule.severity


def _list_name(shape: str) -> str:
    return curie(shape).partition(":")[2].removeprefix("list-")
