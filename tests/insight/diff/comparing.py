"""Comparisons for the tests: two catalogues in Turtle."""

from __future__ import annotations

from dcat_publisher.insight.diff.comparison import Difference, Entry, compare
from dcat_publisher.insight.diff.text import said
from dcat_publisher.insight.diff.wording import VERBS, Wording
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import lexical
from tests.insight.written import VOCABULARY, read


def compared(old: str | Graph, new: str | Graph) -> Difference:
    graphs = [read(one) if isinstance(one, str) else one for one in (old, new)]
    return compare("old", graphs[0], "new", graphs[1])


def told(difference: Difference, tongue: str = "en") -> list[str]:
    """Return all sentences, each with the last part of the address of its entry."""
    wording = Wording(difference, VOCABULARY.codes, tongue)
    return [
        f"{_last(entry)}: {VERBS[sentence.verb][tongue]} {said(sentence, wording)}"
        for entry in difference.entries
        for sentence in wording.sentences(entry)
    ]


def kinds(difference: Difference) -> list[tuple[str, str]]:
    """Return what happened to each record."""
    return [(_last(entry), entry.kind.value) for entry in difference.records()]


def _last(entry: Entry) -> str:
    return lexical(entry.subject).rpartition("/")[2]
