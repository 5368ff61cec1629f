"""What a record only links to is not said to be anything that the profiles would then ask more of."""

import re
from pathlib import Path

import pytest

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.model.finding import Severity
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary, read_turtle
from dcat_publisher.vocabulary.profile import profile_named
from tests.shapes.dcat_ap.facts import graph as eu_shapes
from tests.shapes.rules import graph as norwegian_shapes
from tests.shapes.shapes_graph import sh

VOCABULARY = Vocabulary((packaged("vocab"),))
TERMS = read_turtle([packaged("vocab") / "terms.ttl"])
DESCRIBED = "<https://w3id.org/dcat-publisher/terms#DescribedClass>"
REGISTERED = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/974760673"
# Classes that version 2 asks for by name: places and licences, of which only DCAT-AP asks more, and agents,
# all of which DCAT-AP-NO wants to be delivered with their names.
SAID_ANYWAY = {
    *(iri(f"http://purl.org/dc/terms/{name}") for name in ("LicenseDocument", "Location")),
    iri("http://xmlns.com/foaf/0.1/Agent"),
}

# A line of a dataset -> what is found at its property: (rule, severity), by profile.
LINKS: dict[str, tuple[dict[str, Severity], dict[str, Severity]]] = {
    "conformsTo: https://www.example.no/standard": ({"Dataset-conformsTo-described": Severity.WARNING}, {}),
    "applicableLegislation: https://lovdata.no/eli/lov/2000/01/01/1": ({}, {}),
    "sample: https://www.example.no/utvalg": ({"Dataset-sample-described": Severity.WARNING}, {}),
    "subject: https://begrep.example.no/innleggelse": ({}, {}),
    "page: https://www.example.no/om": ({}, {}),
    "contactPoint: https://www.example.no/kontakt": (
        {"Dataset-contactPoint-class": Severity.ERROR},
        {"Dataset-contactPoint-class": Severity.ERROR},
    ),
}
SOURCE = {
    "catalog.yaml": """\
base: https://data.example.no/
defaultLanguage: nb
type: Catalog
title: Katalog
description: Alt vi har
publisher: etaten
contactPoint: k
""",
    "agents.yaml": "etaten: {type: Organization, name: Etaten}\n",
    "contact-points.yaml": "k: {type: ContactGroup, fn: Kontakt, hasEmail: 'mailto:post@example.no'}\n",
    "datasets/a.yaml": """\
type: Dataset
title: Datasett
description: Alt om noe
theme: [HEAL, los:tema/helse-og-omsorg]
publisher: etaten
contactPoint: k
""",
}


def found(tmp_path: Path, line: str, profile: str) -> dict[str, Severity]:
    """Return what is found in a dataset with a line, but for what is recommended of the dataset itself."""
    key = line.partition(":")[0]
    for name, text in SOURCE.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        kept = [one for one in text.splitlines() if file.stem != "a" or not one.startswith(f"{key}:")]
        file.write_text("\n".join([*kept, line if file.stem == "a" else "", ""]), encoding="utf-8")
    return {
        one.code: one.severity
        for one in read_catalog(tmp_path, VOCABULARY, profile_named(profile)).findings
        if one.place.file.endswith("a.yaml") and not re.fullmatch(r"Dataset-.*-recommended", one.code)
    }


@pytest.mark.parametrize("line", LINKS)
@pytest.mark.parametrize("profile", ["dcat-ap-no", "dcat-ap"])
def test_a_bare_link_gives_one_finding_at_most(tmp_path: Path, line: str, profile: str) -> None:
    assert found(tmp_path, line, profile) == LINKS[line][profile == "dcat-ap"]


@pytest.mark.parametrize("line", [f"publisher: {REGISTERED}", "creator: https://www.example.no/kari"])
@pytest.mark.parametrize("profile", ["dcat-ap-no", "dcat-ap"])
def test_an_agent_that_is_only_linked_to_lacks_its_name(tmp_path: Path, line: str, profile: str) -> None:
    errors = [code for code, severity in found(tmp_path, line, profile).items() if severity is Severity.ERROR]
    assert errors == ["Agent-name-required"]


def asks(shapes: Graph, class_: str) -> bool:
    """Return whether a profile says that a property must or should be there, for a class."""
    nodes = shapes.subjects(sh("targetClass"), class_)
    rules = [rule for node in nodes for rule in shapes.objects(node, sh("property"))]
    least = [sh("minCount"), sh("qualifiedMinCount")]
    return any(shapes.objects(rule, parameter) for rule in rules for parameter in least)


def test_the_classes_that_links_do_not_give_are_those_that_profiles_ask_something_of() -> None:
    ranges = {value for _, predicate, value in TERMS if predicate.endswith("#range>")}
    records = {class_ for class_ in ranges if VOCABULARY.is_record_class(class_)}
    asked = {c for c in ranges - records if asks(norwegian_shapes(), c) or asks(eu_shapes(), c)}
    assert set(TERMS.instances(DESCRIBED)) == asked - SAID_ANYWAY
