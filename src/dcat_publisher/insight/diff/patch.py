"""The difference as RDF Patch: one transaction that turns the first graph into the second.

The format is that of Apache Jena and rdflib: `TX`, rows of `D` and `A` with three terms, `TC`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.insight.diff.comparison import Difference
from dcat_publisher.model.terms import is_blank


def as_patch(difference: Difference) -> str:
    """Write the patch, sorted, so that the same difference gives the same bytes."""
    return "".join(f"{line}\n" for line in _lines(difference))


def _lines(difference: Difference) -> Iterator[str]:
    yield "TX ."
    for letter, triples in (("D", difference.removed), ("A", difference.added)):
        for triple in sorted(triples):
            yield f"{letter} {' '.join(triple)} ."
    yield "TC ."


def needs_labels(difference: Difference) -> bool:
    """Return whether blank nodes take part: their labels are this program's own, so no store can apply it."""
    triples = (*difference.removed, *difference.added)
    return any(is_blank(node) for subject, _, value in triples for node in (subject, value))
