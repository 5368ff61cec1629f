"""The shapes say what the fact table says, row by row and in both directions; differences have a reason."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shapes.rules import Rule, curie, graph, members, rules
from tests.shapes.shapes_graph import sh

Row = dict[str, str]
Facts = frozenset[tuple[str, ...]]

# Cells that are read otherwise: what known_change_after_draft says of the published 3.0, as values; and a
# range that is abstract, so that its classes stand for it, of which the first is named here.
CHANGED: dict[tuple[str, str], Row] = {
    ("dcat:CatalogRecord", "foaf:primaryTopic"): {"range": "dcat:Catalog"},
    ("vcard:Kind", "vcard:hasEmail"): {"requirement": "conditional", "min": "0"},
    ("vcard:Kind", "vcard:hasURL"): {"requirement": "conditional", "min": "0"},
    ("cv:Cost", "cv:hasValue"): {"requirement": "conditional", "min": "0"},
    ("cv:Cost", "cv:currency"): {"requirement": "conditional", "min": "0"},
    ("dct:PeriodOfTime", "dcat:startDate"): {"range": "xsd:date|xsd:dateTime|xsd:gYearMonth|xsd:gYear"},
    ("dct:PeriodOfTime", "dcat:endDate"): {"range": "xsd:date|xsd:dateTime|xsd:gYearMonth|xsd:gYear"},
}

# Which of our lists stands for the address of a vocabulary.
LISTS = {
    "http://data.europa.eu/eli": "eli",
    "http://publications.europa.eu/resource/authority/corporate-body": "organisation",
    "http://purl.org/adms/publishertype/1.0": "publisher-type",
    "http://spdx.org/rdf/terms#": "checksum-algorithm",
    "https://data.geonorge.no/administrativeEnheter/": "administrative-unit",
    "https://psi.norge.no/los/": "los",
    "https://sws.geonames.org/": "geonames",
    "https://www.w3.org/ns/iana/media-types/": "media-type",
}

# Ranges that the rule on the code list stands in for. What is in the list is what the list is of; the
# lists of the EU describe their members as concepts only, and a rule on the class would reject them.
BY_LIST = {
    "dct:Frequency",
    "dct:LicenseDocument",
    "dct:LinguisticSystem",
    "dct:Location",
    "dct:MediaType",
    "dct:MediaTypeOrExtent",
    "dct:RightsStatement",
    "eli:ResourceType",
    "spdx:ChecksumAlgorithm",
}

# A taxonomy is named by the address of its scheme, which is in no list of ours.
SCHEMES = {"nos:DataThemeOrNoDatasets": "data-theme", "nos:LosScheme": "los"}

# Rules beyond the rows, by aspect.
BEYOND = {
    "iri": "a node without an address cannot be referred to: section 7 asks publishers for addresses",
    "described": "conformance, section 2: what is referred to shall be delivered too",
    "eli": "notes 10, LegalResource: Lovdata is referred to by ELI",
    "eu": "notes 11.11: Kartverket's units come in addition to the EU's codes",
    "kartverket": "notes 11.11: Kartverket's units should come in addition",
    "either": "notes 11.2, 11.3, 11.4: one of the two must be there",
    "twin": "notes 3: an inverse only beside its twin",
    "none": "notes 4: not on a series",
    "concrete": "notes 11.17: abstract classes are not instantiated",
    "visible": "a mandatory or recommended text that nobody can see is not there",
    "misplaced": "notes 5: licences on distributions, access on datasets",
}
BEYOND_RULES = {
    "Agent-identifier-number": "row foaf:Agent dct:identifier: the nine-digit number when there is one",
    "Catalog-dataset-empty": "notes 11.9: a catalogue should not be empty",
    "Cost-currency-required": "notes 11.3: a currency whenever there is an amount",
    "Dataset-accessRights-legislation": "notes 11.5: law or policy when access is restricted",
    "DatasetSeries-inSeries-members": "notes 4: no series of zero or one member",
    "Distribution-accessService-serves": "notes 11.6: a service that gives access to a dataset names it",
    "Distribution-dataset-linked": "notes 11.7: a distribution belongs to a dataset",
    "Kind-hasEmail-mailto": "row vcard:hasEmail: a mailto address",
    "Kind-type-individual": "notes 9: individuals are strongly discouraged",
    "Resource-theme-code": "row dcat:theme: a value under the list's address must be in the list",
}


def rows() -> list[Row]:
    with (Path(__file__).parents[1] / "facts" / "dcat-ap-no-v3.csv").open(encoding="utf-8") as file:
        every = list(csv.DictReader(file))
    published = [
        row
        for row in every
        if row["in_published_v3"] != "no" and row["known_change_after_draft"] != "removed"
    ]
    return [{**row, **CHANGED.get((row["class_qname"], row["property_qname"]), {})} for row in published]


def lists(row: Row) -> list[tuple[str, str]]:
    """Return (our list, strength) for each vocabulary of a row."""
    pairs = [entry.split("|") for entry in row["codelist_uri"].split("; ") if entry]
    return [(LISTS.get(uri) or uri.rstrip("/").rpartition("/")[2], strength) for uri, strength in pairs]


def list_facts(row: Row) -> Iterator[tuple[str, ...]]:
    named = lists(row)
    if any(strength == "must-anyof" for _, strength in named):
        yield "each of", " ".join(sorted(name for name, _ in named)), "Violation"
        return
    for name, strength in named:
        if strength in ("must", "must-if-listed", "must-if-eu-body"):
            yield "each of", name, "Violation"
        elif strength in ("must-atleast1", "must-if-datasets"):
            yield "one of", name, "Violation"
        elif strength == "should":
            yield ("each of" if len(named) == 1 else "one of"), name, "Warning"
        else:
            assert strength == "may", strength


def expected(row: Row) -> Facts:
    """Return what a row asks, in the words of `asked`."""
    range_, facts = row["range"], set(list_facts(row))
    if row["min"] == "1":
        facts.add(("min", "1", "Violation"))
    elif row["requirement"] == "recommended":
        facts.add(("min", "1", "Warning"))
    if row["max"] != "n":
        facts.add(("max", row["max"], "Violation"))
    if range_ == "rdfs:Literal":
        facts.add(("kind", "literal", "Violation"))
    elif range_.startswith("xsd:") or range_ == "rdf:langString":
        facts.add(("datatype", " ".join(sorted(range_.split("|"))), "Violation"))
    else:
        facts.add(("kind", "node", "Violation"))
        coded = range_ == "skos:Concept" and any(strength != "may" for _, strength in lists(row))
        if range_ not in BY_LIST | {"rdfs:Resource"} and not coded:
            facts.add(("class", range_, "Violation"))
    if "Max one value per language" in row["note"]:
        facts.add(("one per language", "true", "Violation"))
    return frozenset(facts)


def helpers(node: str) -> Iterator[str]:
    """Yield the code lists that a shape refers to, itself or through sh:or; others do not count."""
    name = curie(node)
    if name.startswith("nos:list-"):
        inner = [
            list_
            for head in graph().objects(node, sh("or"))
            for one in members(head)
            for list_ in helpers(one)
        ]
        yield from inner or [name.removeprefix("nos:list-")]


def asked(rule: Rule) -> Iterator[tuple[str, ...]]:
    """Yield what a rule asks, as facts."""
    for name, values in rule.parameters.items():
        value = values[0]
        if name in ("sh:minCount", "sh:maxCount"):
            yield name[3:6], value.split('"')[1], rule.severity
        elif name == "sh:nodeKind":
            yield "kind", "literal" if value == sh("Literal") else "node", rule.severity
        elif name == "sh:datatype":
            yield "datatype", curie(value), rule.severity
        elif name == "sh:uniqueLang":
            yield "one per language", "true", rule.severity
        elif name == "sh:node":
            first = members(graph().objects(value, sh("or"))[0])[0]
            yield "class", curie(graph().objects(first, sh("class"))[0]), rule.severity
        elif name == "sh:qualifiedValueShape":
            yield "one of", " ".join(helpers(value)) or SCHEMES[curie(value)], rule.severity
        elif name == "sh:or":
            types = sorted(
                curie(kind) for one in members(value) for kind in graph().objects(one, sh("datatype"))
            )
            each = sorted(list_ for one in members(value) for list_ in helpers(one))
            yield (
                ("datatype", " ".join(types), rule.severity)
                if types
                else ("each of", " ".join(each), rule.severity)
            )


def aspect(rule: Rule) -> str:
    return rule.name.split("-", 2)[2]


def beyond(rule: Rule) -> bool:
    return aspect(rule) in BEYOND or rule.name in BEYOND_RULES


def facts_of(class_: str, path: str) -> Facts:
    """Return what the rules for a class and a property ask, with those for all that have the property."""
    targets = {f"sh:targetClass {class_}", f"sh:targetSubjectsOf {path}"}
    found = [rule for rule in rules() if rule.path == path and rule.targets & targets and not beyond(rule)]
    return frozenset(fact for rule in found for fact in asked(rule))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['class_qname']} {row['property_qname']}")
def test_the_rules_ask_what_the_row_says(row: Row) -> None:
    assert facts_of(row["class_qname"], row["property_qname"]) == expected(row)


def test_each_rule_has_its_row_or_its_reason() -> None:
    known = {(row["class_qname"], row["property_qname"]) for row in rows()}
    paths = {path for _, path in known}
    for rule in rules():
        classes = {target.removeprefix("sh:targetClass ") for target in rule.targets}
        by_row = rule.path is not None and any((class_, rule.path) in known for class_ in classes)
        for_all = rule.path in paths and f"sh:targetSubjectsOf {rule.path}" in rule.targets
        assert by_row or for_all or beyond(rule), rule.name


def test_each_reason_has_its_rule() -> None:
    assert set(BEYOND) <= {aspect(rule) for rule in rules()}
    assert set(BEYOND_RULES) <= {rule.name for rule in rules()}


def test_what_stands_in_the_table_as_recommended_is_never_more_than_a_warning() -> None:
    assert {rule.severity for rule in rules() if aspect(rule) == "recommended"} == {"Warning"}
    assert {rule.severity for rule in rules() if aspect(rule) == "required"} == {"Violation"}
