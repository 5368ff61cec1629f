"""The path of keys to a place: looked up where a value stands, walked to elsewhere, and always the same."""

from pathlib import Path

import pytest

from dcat_publisher.model.place import Place
from dcat_publisher.source.source_text import Text, key_path, scalars

SOURCE = Path(__file__).parents[2] / "source"
ODD = """a: &x {b: [1, 2, {c: d}], e: }
f: *x
g:
  - h: i
    j:
    - k
  -
  - [[l]]
"m n": |
  text
"""
TEXTS = [ODD, *(file.read_text("utf-8") for file in sorted(SOURCE.rglob("*.yaml"))[:12])]


@pytest.mark.parametrize("content", TEXTS)
def test_the_path_is_that_of_a_walk(content: str) -> None:
    text = Text("x.yaml", content)
    places = [node.place for node in scalars(text.root)]
    assert places
    for place in places:
        assert text.key_path(place) == key_path(text.root, place)
        between = Place("x.yaml", place.line, place.column + 1, place.line, place.column + 1)
        assert text.key_path(between) == key_path(text.root, between)


def test_a_value_is_looked_up_by_its_place() -> None:
    text = Text("x.yaml", ODD)
    first: dict[Place, str] = {}
    for node in scalars(text.root):
        first.setdefault(node.place, node.text)
    assert {place: text.scalar(place) for place in first} == first
    assert text.scalar(Place("x.yaml", 99, 1, 99, 2)) == ""


def test_rdf_has_no_path_of_keys() -> None:
    assert Text("x.jsonld", '{"a": {"b": 1}}').key_path(Place("x.jsonld", 1, 7, 1, 10)) == ""
