"""What a view takes over of the source is published as the source spells it."""

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from dcat_publisher.checking.views.spellings import Spellings
from dcat_publisher.checking.views.worker import DONE, _answered

XSD = "http://www.w3.org/2001/XMLSchema#"
ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
SPELT = [
    ("270", "nonNegativeInteger"), ("007", "integer"), ("1.50", "decimal"), ("1E0", "double"),
    ("1", "boolean"),
    ("true", "boolean"), ("2024-02-30", "date"), ("2024", "gYear"), ("2024-01-01T00:00:00.000", "dateTime"),
    ("P0M", "duration"), ("ff", "hexBinary"), ("12", "byte"), ("abc", "integer"),
]  # fmt: skip


def line(subject: str, property_: str, text: str, name: str) -> str:
    return f'<urn:{subject}> <urn:{property_}> "{text}"^^<{XSD}{name}> .\n'


def answered(query: str, *lines: str) -> set[str]:
    outcome, answer = _answered(query, "".join(lines).encode())
    assert outcome == DONE, answer
    return set(answer.decode().splitlines(keepends=True))


@pytest.mark.parametrize(("text", "name"), SPELT)
def test_a_literal_comes_back_as_it_is_spelt(text: str, name: str) -> None:
    said = line("s", "p", text, name)
    assert answered(ALL, said) == {said}


def test_all_at_once_come_back_too() -> None:
    said = [line(f"s{number}", "p", text, name) for number, (text, name) in enumerate(SPELT)]
    assert answered(ALL, *said) == set(said)


def test_each_subject_keeps_its_own_spelling_of_one_value() -> None:
    said = (
        line("a", "p", "7", "integer"),
        line("b", "p", "7", "nonNegativeInteger"),
        line("b", "q", "7", "byte"),
    )
    assert answered(ALL, *said) == set(said)


def test_a_value_that_is_moved_keeps_its_spelling() -> None:
    moved = "CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s <urn:p> ?o }"
    said = line("a", "p", "7", "nonNegativeInteger"), line("b", "p", "7", "short")
    assert answered(moved, *said) == {one.replace("urn:p", "urn:q") for one in said}


def test_a_value_that_the_view_computes_is_the_engine_s() -> None:
    more = "CONSTRUCT { ?s <urn:q> ?n } WHERE { ?s <urn:p> ?o BIND ( ?o + 1 AS ?n ) }"
    assert answered(more, line("a", "p", "7", "nonNegativeInteger")) == {line("a", "q", "8", "integer")}


def test_numbers_are_numbers_to_the_view() -> None:
    some = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER ( ?o > 8 ) }"
    said = line("a", "p", "7", "nonNegativeInteger"), line("b", "p", "70", "nonNegativeInteger")
    assert answered(some, *said) == {said[1]}


def test_nothing_said_is_nothing_restored() -> None:
    assert Spellings([]).restored([]) == []
    quads: list[Quad] = list(parse('<urn:a> <urn:p> "x"@nb , "y" .', format=RdfFormat.TURTLE))
    assert Spellings(quads).restored([quad.triple for quad in quads]) == [quad.triple for quad in quads]
