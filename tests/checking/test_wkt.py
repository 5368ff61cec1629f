"""Texts of geometries: which can be drawn, and why the others cannot."""

import pytest

from dcat_publisher.checking.wkt import wkt_fault

RIGHT = (
    "POINT(10 60)", "POINT (10.5 -60.25)", "point z (1 2 3)", "POINT EMPTY", "MULTIPOINT((1 2), (3 4))",
    "MULTIPOINT(1 2, 3 4)", "LINESTRING(1 2, 3 4)", "POLYGON((4 58, 31 58, 31 71, 4 58))",
    "POLYGON((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))", "MULTIPOLYGON(((0 0, 9 0, 9 9, 0 0)))",
    "GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(1 2, 3 4))", "ENVELOPE(4, 31, 71, 58)",
    "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(10 60)", "SRID=25833;POINT(262000 6650000)",
    "<http://www.opengis.net/def/crs/EPSG/0/25833> POINT(262000 6650000)", "POINT(1e1 6E1)",
    '{"type": "Point", "coordinates": [10, 60]}', "<gml:Point><gml:pos>10 60</gml:pos></gml:Point>",
)  # fmt: skip
WRONG = {
    "POLYGON((4 58, 31 58, 31 71": "parentheses",
    "POLYGON((4 58, 31 58, 31 71, 4 58)": "parentheses",
    "POLYGON(4 58, 31 58, 31 71, 4 58)": "parentheses",
    "POLYGON((4 58, 31 58, 31 71, 4 71))": "not closed",
    "POLYGON((4 58, 4 58))": "not closed",
    "POINT(10, 60)": "two numbers",
    "POINT(10)": "two numbers",
    "POINT(10 N 60)": "something else",
    "POINT(10,5 60,1)": "two numbers",
    "POINT(262000 6650000)": "no place on the earth",
    "POINT(10 95)": "no place on the earth",
    "SRID=4326;POINT(10 95)": "no place on the earth",
    "POLYGN((4 58, 31 58, 31 71, 4 58))": "no form of WKT",
    "4,58,31,71": "no form of WKT",
    "Oslo": "no form of WKT",
    "": "no form of WKT",
}


@pytest.mark.parametrize("text", RIGHT)
def test_what_can_be_drawn(text: str) -> None:
    assert wkt_fault(text) is None


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot(text: str) -> None:
    fault = wkt_fault(text)
    assert fault is not None
    assert WRONG[text] in fault["en"]
    assert set(fault) == {"nb", "nn", "en"}
