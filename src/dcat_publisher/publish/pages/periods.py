"""A period in words, as a person would say it: "fra 1997", "2007–2017"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import TYPE, is_literal, lexical
from dcat_publisher.publish.pages.predicates import END, START
from dcat_publisher.publish.pages.wording import day, word

_FIRST_DAY: Final = re.compile(r"([0-9]{4})(?:-01-01(?:T00:00.*)?)?")
_LAST_DAY: Final = re.compile(r"([0-9]{4})(?:-12-31(?:T.*)?)?")


class Period(NamedTuple):
    """A period for people, and for machines (ISO 8601, with two dots for an end that is not known)."""

    text: str
    exact: str


def period_of(graph: Graph, node: str, language: str) -> Period | None:
    """Return the period that a node is; None where it has no single start or end, or says more than these."""
    said = {name: values for name, values in graph.predicates(node).items() if name != TYPE}
    if not said or not said.keys() <= {START, END}:
        return None
    if any(len(values) != 1 or not is_literal(values[0]) for values in said.values()):
        return None
    start, end = (lexical(said[name][0]) if name in said else "" for name in (START, END))
    return Period(in_words(start, end, language), f"{start or '..'}/{end or '..'}")


def in_words(start: str, end: str, language: str) -> str:
    """Write a period from two ISO dates, of which one may be empty; whole years are told as years."""
    first, last = _FIRST_DAY.fullmatch(start), _LAST_DAY.fullmatch(end)
    from_, to = _year_or_day(first, start, language), _year_or_day(last, end, language)
    if not end:
        return word("period_from", language).format(start=from_)
    if not start:
        return word("period_until", language).format(end=to)
    if first is not None and last is not None:
        return from_ if from_ == to else f"{from_}–{to}"
    return day(start, language) if start == end else f"{day(start, language)} – {day(end, language)}"


def _year_or_day(match: re.Match[str] | None, text: str, language: str) -> str:
    return day(text, language) if match is None else match[1]
