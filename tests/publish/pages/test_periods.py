"""Periods and dates as a person would say them, and lists in the order that Norwegians and numbers have."""

from __future__ import annotations

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT, DCT
from dcat_publisher.model.terms import TYPE, literal
from dcat_publisher.publish.pages.periods import in_words, period_of
from dcat_publisher.publish.pages.wording import day, sort_key


@pytest.mark.parametrize(
    ("start", "end", "texts"),
    [
        ("1997-01-01", "", ("fra 1997", "frå 1997", "from 1997")),
        ("1997", "", ("fra 1997", "frå 1997", "from 1997")),
        ("", "2017-12-31", ("til 2017", "til 2017", "until 2017")),
        ("2007-01-01", "2017-12-31", ("2007–2017", "2007–2017", "2007–2017")),
        ("2020", "2020", ("2020", "2020", "2020")),
        ("2020-01-01", "2020-12-31", ("2020", "2020", "2020")),
        ("2016-07-01", "", ("fra 1. juli 2016", "frå 1. juli 2016", "from 1 July 2016")),
        ("2016-07", "", ("fra juli 2016", "frå juli 2016", "from July 2016")),
        ("2020-03-12", "2020-03-12", ("12. mars 2020", "12. mars 2020", "12 March 2020")),
        (
            "2008-01-02", "2025-06-30",
            ("2. januar 2008 – 30. juni 2025",) * 2 + ("2 January 2008 – 30 June 2025",),
        ),
        ("2008-01-01T00:00:00Z", "", ("fra 2008", "frå 2008", "from 2008")),
        ("2008-01-01T12:00:00Z", "", ("fra 1. januar 2008", "frå 1. januar 2008", "from 1 January 2008")),
        ("en gang", "", ("fra en gang", "frå en gang", "from en gang")),
    ],
)  # fmt: skip
def test_a_period_is_said_as_a_person_says_it(start: str, end: str, texts: tuple[str, str, str]) -> None:
    assert tuple(in_words(start, end, language) for language in ("nb", "nn", "en")) == texts


def test_a_node_is_a_period_only_if_it_says_nothing_else() -> None:
    node, start = "<https://example.org/d#temporal>", literal("2009-01-01")
    graph = Graph([(node, TYPE, DCT.PeriodOfTime), (node, DCAT.startDate, start)])
    found = period_of(graph, node, "nb")
    assert found is not None
    assert found == ("fra 2009", "2009-01-01/..")
    graph.add(node, DCT.description, literal("omtrent"))
    assert period_of(graph, node, "nb") is None


def test_two_starts_are_not_one_period() -> None:
    node = "<https://example.org/d#temporal>"
    graph = Graph([(node, DCAT.startDate, literal("2009")), (node, DCAT.startDate, literal("2010"))])
    assert period_of(graph, node, "nb") is None


def test_months_are_written_out() -> None:
    assert (day("2018-05", "nb"), day("2018-05", "en"), day("2018", "nb")) == ("mai 2018", "May 2018", "2018")


def test_lists_stand_in_norwegian_order_and_numbers_by_what_they_count() -> None:
    names = ["Ås", "Øre", "Ærlig", "Zoo", "10 barn", "9 barn", "arv", "År 2", "År 10"]
    ordered = ["9 barn", "10 barn", "arv", "Zoo", "Ærlig", "Øre", "År 2", "År 10", "Ås"]
    assert sorted(names, key=sort_key) == ordered
