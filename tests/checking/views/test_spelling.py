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
    f'"2026"^^<{XSD}gYear>', f'"P0Y1M"^^<{XSD}duration>', f'"1e3"^^<{XSD}double>', f'"x"^^<{XSD}date>',
    f'"AB"^^<{XSD}hexBinary>', '"tekst"@nb-NO', '"tekst"@nb', '"ren"', '"a\\"b\\\\c\\nd"@en',
    '"POINT(1 2)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>',
]  # fmt: skip


@pytest.fixture(scope="module")
def same(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("view") / "view.rq"
    file.write_text("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "utf-8")
    return file


def test_all_values_come_back(same: Path) -> None:
    graph = Graph((f"<x:{n % 2}>", f"<p:{n}>", value) for n, value in enumerate(VALUES))
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in graph)
    with Views([same]) as views:
        answer = read_answer(views.ask(0, lines), [graph.index])
    assert set(Graph.over(answer)) == set(graph)
