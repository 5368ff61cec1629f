"""The code lists of the shapes are those of vocab/schemes: members where whole, else the form."""

import re
from functools import cache
from pathlib import Path

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri_value, lexical
from dcat_publisher.shacl import read_shapes
from tests.shapes.cases import NOS
from tests.shapes.rules import graph, members
from tests.shapes.shapes_graph import sh

SCHEMES = Path(__file__).parents[2] / "vocab" / "schemes"
IN_SCHEME = "<http://www.w3.org/2004/02/skos/core#inScheme>"
COMPLETE = "<https://w3id.org/dcat-publisher/terms#complete>"
PREFIX = f"<{NOS}list-"

# Whole lists whose members are not asked for one by one.
BY_FORM = {
    "los": "a value outside of Los is no fault, so a misspelt one is none either; http and https are in use",
    "media-type": "two address forms are in use, and IANA registers new types every week",
}
# Lists that stand in vocab/schemes under another name, or for no list at all.
OTHER_NAMES = {"organisation": "corporate-body"}
NO_SCHEME = {
    "eli": "addresses of laws, not codes",
    "jurisdiction": "lists taken together",
    "organisation-number": "a number, checked by its form",
    "place-eu-or-geonames": "lists taken together",
    "spatial": "lists taken together",
}
# The whole list has more codes: DCAT-AP-NO allows three (class table, dct:accessRights).
PART = {"access-right": {"PUBLIC", "RESTRICTED", "NON_PUBLIC"}}


def names() -> list[str]:
    return sorted(node[len(PREFIX) : -1] for node in graph().index if node.startswith(PREFIX))


@cache
def scheme(name: str) -> Graph:
    return read_shapes([SCHEMES / f"{OTHER_NAMES.get(name, name)}.ttl"])


def concepts(name: str) -> set[str]:
    return {subject for subject, said in scheme(name).index.items() if IN_SCHEME in said}


def whole(name: str) -> bool:
    return any(
        lexical(value) == "true" for said in scheme(name).index.values() for value in said.get(COMPLETE, ())
    )


def listed(name: str) -> set[str] | None:
    heads = graph().objects(f"{PREFIX}{name}>", sh("in"))
    return set(members(heads[0])) if heads else None


def pattern(name: str) -> re.Pattern[str]:
    return re.compile(lexical(graph().objects(f"{PREFIX}{name}>", sh("pattern"))[0]))


WITH_SCHEME = [name for name in names() if name not in NO_SCHEME]
BY_MEMBER = [name for name in WITH_SCHEME if listed(name) is not None]
BY_PATTERN = [name for name in WITH_SCHEME if listed(name) is None]


@pytest.mark.parametrize("name", BY_MEMBER)
def test_the_members_are_those_of_the_scheme(name: str) -> None:
    known = concepts(name)
    allowed = PART.get(name)
    assert listed(name) == {
        one for one in known if allowed is None or iri_value(one).rpartition("/")[2] in allowed
    }


@pytest.mark.parametrize("name", BY_MEMBER)
def test_only_a_whole_list_is_checked_by_membership(name: str) -> None:
    assert whole(name)


@pytest.mark.parametrize("name", BY_PATTERN)
def test_a_list_that_is_checked_by_form_is_incomplete_or_has_a_reason(name: str) -> None:
    assert whole(name) == (name in BY_FORM)


@pytest.mark.parametrize("name", BY_PATTERN)
def test_the_form_fits_all_members_that_are_known(name: str) -> None:
    assert [one for one in concepts(name) if not pattern(name).search(iri_value(one))] == []


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("administrative-unit", "https://data.geonorge.no/administrativeEnheter/kommune/doc/172833"),
        ("administrative-unit", "https://data.geonorge.no/administrativeEnheter/kommune/id/Oslo"),
        ("eli", "https://lovdata.no/dokument/NL/lov/2014-06-20-43"),
        ("geonames", "https://www.geonames.org/oslo"),
        ("language", "http://publications.europa.eu/resource/authority/language/nob"),
        ("los", "https://psi.norge.no/los/tema/"),
        ("media-type", "https://www.iana.org/assignments/media-types/csv"),
        ("media-type", "https://www.iana.org/assignments/media-types/tekst/csv"),
        ("organisation", "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/98354462"),
        ("organisation", "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/9835446222"),
        ("organisation", "http://publications.europa.eu/resource/authority/corporate-body/"),
        ("place", "http://publications.europa.eu/resource/authority/place/OSLO"),
    ],
)
def test_the_form_does_not_fit_what_is_none(name: str, address: str) -> None:
    assert not pattern(name).search(address)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("eli", "https://lovdata.no/eli/lov/2014/06/20/43"),
        ("eli", "https://www.lovdata.no/eli/forskrift/2007/12/07/1389/nor/html"),
        ("geonames", "http://sws.geonames.org/3144096/"),
        ("language", "http://publications.europa.eu/resource/authority/language/OP_DATPRO"),
        ("los", "http://psi.norge.no/los/tema/apenhet"),
        ("media-type", "https://www.w3.org/ns/iana/media-types/application/vnd.api+json"),
        ("media-type", "http://www.iana.org/assignments/media-types/text/csv"),
        (
            "organisation",
            "https://organization-catalogue.fellesdatakatalog.digdir.no/organizations/983544622",
        ),
        ("organisation", "https://data.brreg.no/enhetsregisteret/api/enheter/983544622"),
        ("place", "http://publications.europa.eu/resource/authority/place/NOR_OSL"),
    ],
)
def test_the_form_fits_what_the_standard_and_the_portal_use(name: str, address: str) -> None:
    assert pattern(name).search(address)


def test_each_list_is_a_scheme_or_has_a_reason() -> None:
    assert set(NO_SCHEME) <= set(names())
    assert [
        name for name in WITH_SCHEME if not (SCHEMES / f"{OTHER_NAMES.get(name, name)}.ttl").exists()
    ] == []
