"""When two triples are the same to a store, and when they are not."""

from __future__ import annotations

import pytest

from dcat_publisher.stores.comparison import difference, meaning, ours, triples_of

XSD = "http://www.w3.org/2001/XMLSchema#"
WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"
VIRTUOSO = "http://www.openlinksw.com/schemas/virtrdf#Geometry"


def typed(text: str, name: str) -> str:
    return f'"{text}"^^<{name if ":" in name else XSD + name}>'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (typed("01", "integer"), typed("1", "integer")),
        (typed("1000", "nonNegativeInteger"), typed("1000", "integer")),
        (typed("1.50", "decimal"), typed("1.5", "decimal")),
        (typed("1.5E0", "double"), typed("1.5", "decimal")),
        (typed("-0.0", "double"), typed("0", "integer")),
        (typed("INF", "double"), typed("INF", "float")),
        (typed("0.1234567890123456789", "decimal"), typed("0.123456789012346", "decimal")),
        (typed("true", "boolean"), typed("1", "boolean")),
        (typed("2018-04-12T10:00:00.5Z", "dateTime"), typed("2018-04-12T10:00:00.500Z", "dateTime")),
        (typed("2018-04-12T10:00:00Z", "dateTime"), typed("2018-04-12T10:00:00.000+00:00", "dateTime")),
        (typed("-0012-01-01", "date"), typed("-012-01-01", "date")),
        ('"colour"@en-GB', '"colour"@en-gb'),
        (typed("POINT(4.0 58)", WKT), typed("POINT(4 58.0)", VIRTUOSO)),
        (typed("POLYGON((4.0 58, 31.5 58))", WKT), typed("POLYGON ((4 58,31.5 58))", VIRTUOSO)),
    ],
)
def test_equal_values_are_the_same(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (typed("1", "integer"), typed("2", "integer")),
        (typed("1", "integer"), '"1"'),
        (typed("x", "integer"), typed("y", "integer")),
        (typed("0.1", "decimal"), typed("0.10001", "decimal")),
        (typed("true", "boolean"), typed("false", "boolean")),
        (typed("2018-04-12", "date"), typed("2018-04-13", "date")),
        (typed("2018-04-12", "date"), '"2018-04-12"'),
        (typed("2018-04-12T10:00:00Z", "dateTime"), typed("2018-04-12T10:00:00", "dateTime")),
        (typed("2018-04-12T10:00:00Z", "dateTime"), typed("2018-04-12T10:00:00+02:00", "dateTime")),
        (typed("2018-10-10", "date"), typed("2018-1-1", "date")),
        (typed("2010", "gYear"), typed("201", "gYear")),
        ('"colour"@en', '"color"@en'),
        ('"colour"@en', '"colour"@en-GB'),
        ('"colour"', '"Colour"'),
        ("<http://example.org/a>", "<http://example.org/A>"),
        ("<http://example.org/a>", '"http://example.org/a"'),
        (typed("POINT(4 58)", WKT), typed("POINT(58 4)", WKT)),
        ("_:a", "_:b"),
    ],
)
def test_other_values_are_not(one: str, other: str) -> None:
    assert meaning(one) != meaning(other)


def test_our_own_lines_are_read_as_they_are() -> None:
    document = b'<urn:s> <urn:p> "a b . c" .\n<urn:s> <urn:p> <urn:o> .\n'
    assert list(ours(document).values()) == ['<urn:s> <urn:p> "a b . c"', "<urn:s> <urn:p> <urn:o>"]


def test_a_difference_has_both_sides_as_they_are_spelt() -> None:
    here = ours(b'<urn:s> <urn:p> "1.50"^^<%sdecimal> .\n<urn:s> <urn:q> "a" .\n' % XSD.encode())
    there = triples_of(
        [("<urn:s>", "<urn:p>", typed("1.5", "decimal")), ("<urn:s>", "<urn:q>", typed("02", "integer"))]
    )
    found = difference("urn:g", here, there)
    assert found is not None
    assert found.added == ('<urn:s> <urn:q> "a"',)
    assert found.removed == (f"<urn:s> <urn:q> {typed('02', 'integer')}",)


def test_the_same_graph_makes_no_difference() -> None:
    assert (
        difference("urn:g", ours(b"<urn:s> <urn:p> <urn:o> .\n"), ours(b"<urn:s> <urn:p> <urn:o> .\n"))
        is None
    )
    assert difference("urn:g", {}, {}) is None
