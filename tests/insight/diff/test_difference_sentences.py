"""What is said of a difference, sentence by sentence."""

from __future__ import annotations

import pytest

from dcat_publisher.insight.diff.comparison import Kind
from dcat_publisher.model.graph import Graph
from tests.insight.diff.comparing import compared, kinds, told
from tests.insight.written import read, source

SET = 'ex:set a dcat:Dataset ; dct:title "Title"@nb ; dct:identifier "1"'
LONG = "The register holds what the municipalities report of persons who apply for care, or have had it."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("", '; dcat:keyword "care"@nb', ["set: Added keyword (nb): «care»"], id="added"),
        pytest.param('; dcat:keyword "care"@nb', "", ["set: Removed keyword (nb): «care»"], id="removed"),
        pytest.param(
            '; dcat:keyword "a"@nb, "b"@nb', '; dcat:keyword "a"@nb, "c"@nb',
            ["set: Removed keyword (nb): «b»", "set: Added keyword (nb): «c»"], id="one among others",
        ),
        pytest.param(
            '; dct:description "Short"@nb, "Same"@en', '; dct:description "Shorter"@nb, "Same"@en',
            ["set: Changed description (nb): «Short» → «Shorter»"], id="one language",
        ),
        pytest.param(
            f'; dct:description "{LONG}"@en', f'; dct:description "{LONG.replace("apply", "ask")}"@en',
            ["set: Changed description (en): … report of persons who [-apply-] {+ask+} for care, or …"],
            id="one word in a long text",
        ),
        pytest.param(
            '; dct:description "Two words"@en', '; dct:description "Two  words"@en',
            ["set: Changed description (en): only white space has changed"], id="white space",
        ),
        pytest.param(
            '; dct:description "Text"@nb', '; dct:description "Text"@nn',
            ["set: Changed description: «Text» (nb) → «Text» (nn)"], id="another language",
        ),
        pytest.param(
            '; dct:issued "2018"', '; dct:issued "2018"^^xsd:gYear',
            ["set: Changed release date: «2018» (text) → «2018» (xsd:gYear)"], id="another datatype",
        ),
        pytest.param(
            "; dct:accessRights eu:access-right\\/PUBLIC", "; dct:accessRights eu:access-right\\/RESTRICTED",
            ["set: Changed access rights: public <http://publications.europa.eu/resource/authority/access-right/"
             "PUBLIC> → restricted <http://publications.europa.eu/resource/authority/access-right/RESTRICTED>"],
            id="codes have names",
        ),
        pytest.param(
            "; dcat:landingPage ex:a", "; dcat:landingPage ex:b",
            ["set: Changed landing page: <https://example.no/a> → <https://example.no/b>"], id="addresses",
        ),
        pytest.param(
            '; ex:own-property "a"', '; ex:own-property "b"',
            ["set: Changed own-property: «a» → «b»"], id="a property that nobody names",
        ),
    ],
)  # fmt: skip
def test_a_property(old: str, new: str, expected: list[str]) -> None:
    assert told(compared(f"{SET} {old} .", f"{SET} {new} .")) == expected


@pytest.mark.parametrize(
    ("tongue", "expected"),
    [("nb", "Endret tittel (nb): «Title» → «Tittel»"), ("nn", "Endra tittel (nb): «Title» → «Tittel»"),
     ("en", "Changed title (nb): «Title» → «Tittel»")],
)  # fmt: skip
def test_three_languages(tongue: str, expected: str) -> None:
    assert told(compared(f"{SET} .", f"{SET} .".replace("Title", "Tittel")), tongue) == [f"set: {expected}"]


PART = (
    f"{SET} ; dcat:contactPoint {{part}} . "
    "{part} a vcard:Kind ; vcard:fn 'Office'@nb ; vcard:hasEmail {mail} ."
)


@pytest.mark.parametrize("part", ["ex:contact", "<https://example.no/set#contactPoint>"])
def test_a_part_is_told_with_the_way_to_it(part: str) -> None:
    old, new = (PART.format(part=part, mail=mail) for mail in ("<mailto:a@b.no>", "<mailto:c@d.no>"))
    assert told(compared(old, new)) == [
        "set: Changed contact point «Office» › has email: <mailto:a@b.no> → <mailto:c@d.no>"
    ]


def test_a_blank_part_is_the_same_part_though_it_changed() -> None:
    old, new = (f"{SET} ; dcat:contactPoint [ vcard:fn 'Office'@nb ; vcard:hasEmail {mail} ] ."
                for mail in ("<mailto:a@b.no>", "<mailto:c@d.no>"))  # fmt: skip
    assert told(compared(old, new)) == [
        "set: Changed contact point «Office» › has email: <mailto:a@b.no> → <mailto:c@d.no>"
    ]


def test_of_several_blank_parts_the_most_alike_belong_together() -> None:
    parts = "[ dct:title 'A'@nb ; dct:issued '1' ; dct:modified '2' ], [ dct:title 'B'@nb ; dct:issued '3' ]"
    old = f"{SET} ; dcat:distribution {parts} ."
    assert told(compared(old, old.replace("'2'", "'9'"))) == [
        "set: Changed dataset distribution «A» › modification date: «2» → «9»"
    ]


def test_a_shared_node_is_told_once_with_those_that_use_it() -> None:
    text = (
        f"{SET} ; dct:publisher ex:org . ex:two a dcat:Dataset ; dct:title 'Two'@nb ; dct:publisher ex:org . "
    )
    difference = compared(f"{text} ex:org foaf:name 'Old'@nb .", f"{text} ex:org foaf:name 'New'@nb .")
    assert [(entry.subject, entry.users) for entry in difference.shared()] == [
        ("<https://example.no/org>", ["<https://example.no/set>", "<https://example.no/two>"])
    ]
    assert told(difference) == ["org: Changed name (nb): «Old» → «New»"]
    assert difference.records() == []


def test_a_code_that_comes_with_its_link_is_told_as_the_link_alone() -> None:
    code = "eu:data-theme\\/HEAL a skos:Concept ; skos:prefLabel 'Helse'@nb ; skos:notation 'HEAL' ."
    assert told(compared(f"{SET} .", f"{SET} ; dcat:theme eu:data-theme\\/HEAL . {code}"), "nb") == [
        "set: Lagt til tema: Helse <http://publications.europa.eu/resource/authority/data-theme/HEAL>"
    ]


def test_a_part_that_comes_is_told_property_by_property() -> None:
    part = "ex:file a dcat:Distribution ; dct:title 'File'@nb ; dcat:accessURL ex:a ."
    assert told(compared(f"{SET} .", f"{SET} ; dcat:distribution ex:file . {part}")) == [
        "set: Added dataset distribution: File <https://example.no/file>",
        "set: Added dataset distribution «File» › title (nb): «File»",
        "set: Added dataset distribution «File» › access URL: <https://example.no/a>",
    ]


def test_records_that_come_and_go() -> None:
    catalog = "ex:catalog a dcat:Catalog ; dct:title 'C'@nb ; dcat:dataset {} . "
    two = "ex:two a dcat:Dataset ; dct:title 'Two'@nb ; dct:identifier '2' ."
    old, new = f"{catalog.format('ex:set')} {SET} .", f"{catalog.format('ex:two')} {two}"
    difference = compared(old, new)
    assert kinds(difference) == [("set", "removed"), ("two", "added"), ("catalog", "changed")]
    assert [line for line in told(difference) if line.startswith("catalog")] == [
        "catalog: Changed dataset: Title <https://example.no/set> → Two <https://example.no/two>"
    ]


OTHER = 'ex:moved a dcat:Dataset ; dct:title "TITLE"@nb ; dct:identifier "9"'


@pytest.mark.parametrize(
    ("new", "same"), [(SET.replace("ex:set", "ex:moved"), "identifier"), (OTHER, "title")]
)
def test_a_new_address_is_a_move_when_identifier_or_title_stays(new: str, same: str) -> None:
    difference = compared(f"{SET} .", f"{new} .")
    assert kinds(difference) == [("moved", "moved")]
    assert (difference.entries[0].former, difference.entries[0].same) == (
        "<https://example.no/set>", f"<http://purl.org/dc/terms/{same}>",
    )  # fmt: skip
    assert difference.number(Kind.ADDED) == difference.number(Kind.REMOVED) == 0


def test_what_moves_takes_its_parts_along() -> None:
    part = "<https://example.no/set#c>"
    old = f"{SET} ; dcat:contactPoint {part} . {part} vcard:fn 'Office'@nb ."
    new = old.replace("ex:set", "ex:moved").replace("no/set#", "no/moved#").replace("Title", "New title")
    assert told(compared(old, new)) == ["moved: Changed title (nb): «Title» → «New title»"]


def test_a_series_is_not_what_a_dataset_moved_to() -> None:
    difference = compared(
        f"{SET} .", f"{SET} .".replace("ex:set a dcat:Dataset", "ex:new a dcat:DatasetSeries")
    )
    assert kinds(difference) == [("set", "removed"), ("new", "added")]


def test_each_move_pairs_two_records_and_no_more() -> None:
    old = "\n".join(f'ex:a{number} a dcat:Dataset ; dct:title "Same"@nb .' for number in range(3))
    new = "\n".join(f'ex:b{number} a dcat:Dataset ; dct:title "Same"@nb .' for number in range(2))
    difference = compared(old, new)
    assert [difference.number(kind) for kind in (Kind.MOVED, Kind.REMOVED, Kind.ADDED)] == [2, 1, 0]


def test_the_reference_catalogue_against_itself_and_against_nothing() -> None:
    assert compared(source(), source()).entries == []
    difference = compared(Graph(), source())
    assert (difference.number(Kind.ADDED), len(difference.added)) == (16, len(source()))
    assert compared(source(), Graph()).number(Kind.REMOVED) == 16
    assert compared(source(), read("")).number(Kind.REMOVED) == 16
