"""Pieces of SPARQL as text: what updates and filters are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final

_HEXADECIMAL: Final = "0123456789abcdef"
# Stores refuse updates beyond some length, and hold locks for as long as one lasts.
TRIPLES_AT_ONCE: Final = 500


def data_operation(verb: str, name: str, triples: Iterable[str]) -> str:
    """Return an operation of SPARQL Update that adds or removes triples of a graph; `verb` says which."""
    lines = " .\n".join(triples)
    return f"{verb} DATA {{ GRAPH <{name}> {{\n{lines}\n}} }}"


def batches(triples: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield triples in portions that every store takes in one update."""
    for start in range(0, len(triples), TRIPLES_AT_ONCE):
        yield triples[start : start + TRIPLES_AT_ONCE]


def has_blank(triple: str) -> bool:
    """Return whether a triple has a blank node."""
    subject, _, value = triple.split(" ", 2)
    return subject[0] == "_" or value[0] == "_"


def shares(variable: str, digits: int) -> Iterator[str]:
    """Yield filters that divide what a variable stands for into small shares, by the digits of a digest."""
    for first in product(_HEXADECIMAL, repeat=digits):
        beginning = "".join(first)
        yield f'FILTER(STRSTARTS(MD5(STR({variable})), "{beginning}"))'


def quoted(text: str) -> str:
    """Return a text as a string of SPARQL; it must have no line ends."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
