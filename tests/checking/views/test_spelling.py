"""What a view leaves as it is comes back as it was typed, whatever the engine makes of values."""

from __future__ import annotations

from pathlib import Path

import pytest

from dcat_publisher.checking.views.construct import Views
from dcat_publisher.checking.views.spelling import read_answer
from dcat_publisher.model.graph import Graph

XSD = "http://www.w3.org/2001/XMLSchema#"
VALUES = [
    f'"5"^^<{XSD}nonNegativeInteger>', f'"5"^^<{XSD}integer>', f'"05"^^<{XSD}integer>',
    f'"1.50"^^<{XSD}decimal>',
    f'"1"^^<{XSD}boolean>', f'"2026-11-28Z"^^<{XSD}date>', f'"2026-11-28T10:00:00.000Z"^^<{XSD}dateTime>',
    f'"007"^^<{XSD}integer>', f'"2024-02-30"^^<{XSD}date>', f'"12"^^<{XSD}byte>', f'"abc"^^<{XSD}integer>',
    f'"2026"^^<{XSD}gYear>', f'"P0Y1M"^^<{XSD}duration>', f'"1e3"^^<{XSD}double>', f'"x"^^<{XSD}date>',
    f'"AB"^^<{XSD}hexBinary>', '"tekst"@nb-NO', '"tekst"@nb', '"ren"', '"a\\"b\\\\c\\nd"@en',
    '"POINT(1 2)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>',
]  # fmt: skip


ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def typed(text: str, name: str) -> str:
    return f'"{text}"^^<{XSD}{name}>'


def answered(tmp_path: Path, query: str, *triples: tuple[str, str, str]) -> set[tuple[str, str, str]]:
    file, graph = tmp_path / "view.rq", Graph(triples)
    file.write_text(query, "utf-8")
    with Views([file]) as views:
        lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
        return set(Graph.over(read_answer(views.ask(0, lines), [graph.index])))


def test_each_subject_keeps_its_own_spelling_of_one_value(tmp_path: Path) -> None:
    said = (
        ("<x:a>", "<x:p>", typed("7", "integer")),
        ("<x:b>", "<x:p>", typed("7", "nonNegativeInteger")),
        ("<x:b>", "<x:q>", typed("7", "byte")),
    )
    assert answered(tmp_path, ALL, *said) == set(said)


def test_a_value_that_is_moved_keeps_its_spelling(tmp_path: Path) -> None:
    moved = "CONSTRUCT { ?s <x:q> ?o } WHERE { ?s <x:p> ?o }"
    said = [("<x:a>", "<x:p>", typed("7", "nonNegativeInteger")), ("<x:b>", "<x:p>", typed("7", "short"))]
    assert answered(tmp_path, moved, *said) == {(s, "<x:q>", o) for s, _, o in said}


def test_a_value_that_the_view_computes_is_the_engine_s(tmp_path: Path) -> None:
    more = "CONSTRUCT { ?s <x:q> ?n } WHERE { ?s <x:p> ?o BIND ( ?o + 1 AS ?n ) }"
    said = ("<x:a>", "<x:p>", typed("7", "nonNegativeInteger"))
    assert answered(tmp_path, more, said) == {("<x:a>", "<x:q>", typed("8", "integer"))}


def test_numbers_are_numbers_to_the_view(tmp_path: Path) -> None:
    some = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER ( ?o > 8 ) }"
    numbers = {"<x:a>": "7", "<x:b>": "70"}
    said = [(node, "<x:p>", typed(text, "nonNegativeInteger")) for node, text in numbers.items()]
    assert answered(tmp_path, some, *said) == {said[1]}


@pytest.fixture(scope="module")
def same(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("view") / "view.rq"
    file.write_text(ALL, "utf-8")
    return file


def test_all_values_come_back(same: Path) -> None:
    graph = Graph((f"<x:{n % 2}>", f"<p:{n}>", value) for n, value in enumerate(VALUES))
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in graph)
    with Views([same]) as views:
        answer = read_answer(views.ask(0, lines), [graph.index])
    assert set(Graph.over(answer)) == set(graph)
