"""What the table of Release 8 says, and what the rules ask, as facts of one form.

A fact is (what, which, severity, level): `("min", "1", "Violation", "NON_PUBLIC")` is "at least one, where
the dataset is NON_PUBLIC".
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import is_iri
from dcat_publisher.vocabulary.profile import profile_named
from tests.shapes.dcat_ap.facts import NAMESPACES
from tests.shapes.healthdcat_ap.cases import HDA
from tests.shapes.shapes_graph import ShapesGraph, sh

Row = dict[str, str]
Fact = tuple[str, str, str, str]
TABLE = Path(__file__).parents[2] / "facts" / "healthdcat-ap-r8.csv"
PREFIXES = {
    **NAMESPACES,
    "csvw": "http://www.w3.org/ns/csvw#",
    "dpv": "https://w3id.org/dpv#",
    "geodcatap": "http://data.europa.eu/930/",
    "hda": HDA,
    "healthdcatap": "http://healthdataportal.eu/ns/health#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
}
# What a cell on code lists begins with, or has in it -> the list.
LISTS = {
    "access-right": "access-right", "coding-system": "coding-system", "authority/standard": "standard",
    "authority/frequency": "frequency", "healthcategories": "healthcategories",
    "health-theme": "health-theme",
    "authority/language": "language", "dpv-pd": "personal-data", "data-theme": "data-theme",
    "dataset-type": "dataset-type", "health-activity": "health-activity",
    "distribution-status": "distribution-status", "built-in-datatypes": "csvw-datatype",
    "publisher-type": "ehds-publisher-type",
}  # fmt: skip
# How many of a value a rule counts -> where it holds.
COUNTED = {
    "hda:NotNonPublic": "NON_PUBLIC", "hda:NotTheCodeNonPublic": "NON_PUBLIC",
    "hda:NonPublicOrValue": "PUBLIC, RESTRICTED", "hda:NotStructured": "structured",
    "hda:PublishesNoDataset": "all", "hda:NeedsNoContactPoint": "all", "dap:CodeOrLabel": "all",
}  # fmt: skip


class Rule(NamedTuple):
    """A property shape that a node shape names; `paths` are the properties of its path, in order."""

    name: str
    targets: frozenset[str]
    paths: tuple[str, ...]
    severity: str
    parameters: dict[str, list[str]]


@cache
def graph() -> Graph:
    """Return the shapes graph, with what it builds on."""
    return profile_named("healthdcat-ap").graph


_SHAPES = ShapesGraph(graph, PREFIXES)
curie = _SHAPES.curie
members = _SHAPES.members


def properties(path: str) -> tuple[str, ...]:
    """Return the properties of a path, in order."""
    if is_iri(path):
        return (curie(path),)
    inner = graph().objects(path, sh("zeroOrOnePath"))
    if inner:
        return properties(inner[0])
    alternatives = graph().objects(path, sh("alternativePath"))
    parts = members(alternatives[0] if alternatives else path)
    return tuple(name for part in parts for name in properties(part))


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of this profile and of DCAT-AP that are in force."""
    return tuple(_rules())


def _rules() -> Iterator[Rule]:
    for _, targets, shape, asked in _SHAPES.targeted():
        if "sh:deactivated" not in asked:
            severity = curie(asked["sh:severity"][0]).removeprefix("sh:")
            yield Rule(curie(shape), targets, properties(asked["sh:path"][0]), severity, asked)


def own_rules() -> list[Rule]:
    """Return the rules that this profile adds."""
    return [rule for rule in rules() if rule.name.startswith("hda:")]


def rows() -> list[Row]:
    """Return the rows of the table."""
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def asked(rule: Rule) -> Fact:
    """Return what a rule asks, as a fact."""
    given, severity = rule.parameters, rule.severity
    if "sh:qualifiedValueShape" in given:
        counted = curie(given["sh:qualifiedValueShape"][0])
        if counted in COUNTED:
            return "min", "1", severity, COUNTED[counted]
        return "one of", counted, severity, "all"
    if "sh:hasValue" in given:
        return "min", "1", severity, "all"
    for name in ("sh:minCount", "sh:maxCount"):
        if name in given:
            what = "reachable" if rule.name.endswith("-reachable") else name[3:6]
            return what, given[name][0].split('"')[1], severity, "all"
    if "sh:nodeKind" in given:
        return "kind", curie(given["sh:nodeKind"][0]), severity, "all"
    if "sh:datatype" in given:
        return "datatype", curie(given["sh:datatype"][0]), severity, "all"
    return _asked_of_values(given, severity)


def _asked_of_values(given: dict[str, list[str]], severity: str) -> Fact:
    shape = given["sh:node"][0] if "sh:node" in given else members(given["sh:or"][0])[-1]
    kinds = [
        curie(k) for one in members(given.get("sh:or", [""])[0]) for k in graph().objects(one, sh("datatype"))
    ]
    name = curie(shape).partition(":")[2]
    if kinds:
        return "datatype", " ".join(sorted(kinds)), severity, "all"
    if name.startswith("list-"):
        return "each of", name.removeprefix("list-"), severity, "all"
    return (
        ("class", name.removesuffix("Class"), severity, "all")
        if "Class" in name
        else (name, "", severity, "all")
    )
