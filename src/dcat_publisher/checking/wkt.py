"""Whether a text is WKT (OGC 06-103r4, section 7) that can be drawn: closed, and on the earth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dcat_publisher.model.language import Message, Words, filled

_WORDS: Final = Words(__file__)

# GeoSPARQL 1.1, 8.5.1: the address of a reference system may come first; longitude and latitude without one.
_HEAD: Final = re.compile(
    r"\s*(?:<([^<>\s]*)>\s*|SRID=(\d+);\s*)?([A-Za-z]+)\s*(?:ZM?|M)?\s*(?=\(|EMPTY|$)", re.IGNORECASE
)
_EARTH: Final = re.compile(r".*(?:CRS84|/4326)$|4326|^$")
_TOKEN: Final = re.compile(r"\s*([(),]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
# How deep the positions are: in the parentheses of a point, of a line, of a ring, of a polygon among others.
_DEPTH: Final = {
    "POINT": (1,), "LINESTRING": (1,), "MULTIPOINT": (1, 2), "POLYGON": (2,), "TRIANGLE": (2,),
    "MULTILINESTRING": (2,), "MULTIPOLYGON": (3,), "ENVELOPE": (1,), "BOX": (1,),
}  # fmt: skip
_RINGS: Final = ("POLYGON", "MULTIPOLYGON", "TRIANGLE")
_LEAST: Final = 4
"""How many positions a ring has at least, the last of which is the first."""
Position = tuple[float, ...]


def wkt_fault(text: str) -> Message | None:
    """Say why a text cannot be drawn; None where it can, or is no WKT but GML or GeoJSON."""
    if text.lstrip()[:1] == "{" or re.match(r"\s*<\?xml|\s*<gml:", text) is not None:
        return None
    head = _HEAD.match(text)
    if head is None or (head[3].upper() not in _DEPTH and head[3].upper() != "GEOMETRYCOLLECTION"):
        return filled(_WORDS["wkt_form"], form=text.strip().split("(")[0][:30])
    kind, body = head[3].upper(), text[head.end() :].strip()
    if kind == "GEOMETRYCOLLECTION" or body.upper() == "EMPTY":
        return None if body.count("(") == body.count(")") else _WORDS["wkt_parentheses"]
    fault = _shape_fault(kind, body)
    if fault is not None or kind in ("ENVELOPE", "BOX"):
        return fault
    on_earth = _EARTH.fullmatch(head[1] or head[2] or "") is not None
    return _place_fault(_positions(body)) if on_earth else None


def _shape_fault(kind: str, body: str) -> Message | None:
    """Say what is wrong with parentheses, numbers and rings."""
    tokens = _tokens(body)
    if tokens is None:
        return _WORDS["wkt_number"]
    depths = _depths(tokens)
    if depths is None or not body.endswith(")"):
        return _WORDS["wkt_parentheses"]
    if not depths or not depths <= set(_DEPTH[kind]):
        return _WORDS["wkt_parentheses"]
    if kind in ("ENVELOPE", "BOX"):
        return None
    rings = [_positions(ring) for ring in re.findall(r"\(([^()]*)\)", body)]
    if any(len(position) not in (2, 3, 4) for ring in rings for position in ring):
        return _WORDS["wkt_pairs"]
    is_open = any(len(ring) < _LEAST or ring[0] != ring[-1] for ring in rings)
    return _WORDS["wkt_ring"] if kind in _RINGS and is_open else None


def _tokens(body: str) -> list[str] | None:
    tokens, offset = [], 0
    while offset < len(body.rstrip()):
        match = _TOKEN.match(body, offset)
        if match is None:
            return None
        tokens.append(match[1])
        offset = match.end()
    return tokens


def _depths(tokens: Sequence[str]) -> set[int] | None:
    """Return how deep the numbers are; None where the parentheses do not match."""
    depth, found = 0, set[int]()
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token, 0)
        if depth < 0:
            return None
        if token not in "(),":
            found.add(depth)
    return found if depth == 0 else None


def _positions(text: str) -> list[Position]:
    parts = re.split(r"[(),]+", text)
    return [tuple(float(number) for number in part.split()) for part in parts if part.strip()]


def _place_fault(positions: Sequence[Position]) -> Message | None:
    """Say which position is not on the earth: longitude to 180, latitude to 90 degrees."""
    for longitude, latitude, *_ in positions:
        if abs(longitude) > 180 or abs(latitude) > 90:
            return filled(_WORDS["wkt_off_earth"], position=f"{longitude:.10g} {latitude:.10g}")
    return None


__all__ = ["wkt_fault"]
