"""What an engine answers, in the spelling of the source.

The engine keeps values, not texts: of `"5"^^xsd:nonNegativeInteger` it makes an integer, of `nb-NO` `nb-no`.
A profile that leaves a value as it is publishes it as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

Index = dict[str, dict[str, list[str]]]
"""Subject -> predicate -> objects."""
Source = Mapping[str, Mapping[str, Sequence[str]]]
"""An index that a view was asked about."""


def read_answer(lines: Iterable[str], sources: Sequence[Source]) -> Index:
    """Return the triples of lines as the engine writes them, with the texts of what it was asked about."""
    known = _spellings(value for source in sources for said in source.values() for value in _values(said))
    index: Index = {}
    for line in lines:
        node, predicate, rest = line.split(" ", 2)
        value = rest[: -len(" .")]
        texts = known.get(value, ())
        spelt = _nearest(texts, node, predicate, sources) if texts else value
        index.setdefault(node, {}).setdefault(predicate, []).append(spelt)
    return index


def _nearest(texts: Sequence[str], node: str, predicate: str, sources: Sequence[Source]) -> str:
    """Return, of texts that mean the same, the one that stood there, or one of the same subject."""
    if len(texts) == 1:
        return texts[0]
    said = [source.get(node, {}) for source in sources]
    there = {text for each in said for text in each.get(predicate, ())}
    about = {text for each in said for values in each.values() for text in values}
    return next(text for kept in (there, about, texts) for text in texts if text in kept)


def _values(said: Mapping[str, Sequence[str]]) -> Iterable[str]:
    return (value for values in said.values() for value in values if value[0] == '"' and value[-1] != '"')


def _spellings(values: Iterable[str]) -> dict[str, list[str]]:
    """Return texts by what the engine makes of them, where that is something else for one of them."""
    found: dict[str, list[str]] = {}
    for value in dict.fromkeys(values):
        found.setdefault(engine_spelling(value), []).append(value)
    return {spelt: texts for spelt, texts in found.items() if texts != [spelt]}


@lru_cache(maxsize=50_000)
def engine_spelling(value: str) -> str:
    """Return what the engine makes of a text with a language or a datatype."""
    if value[-1] != ">":
        text, mark, tag = value.rpartition('"@')
        return f"{text}{mark}{tag.lower()}"
    from pyoxigraph import RdfFormat, Store  # noqa: PLC0415  where a view is asked

    store = Store()
    store.load(f"<x:s> <x:p> {value} .", format=RdfFormat.N_TRIPLES)
    return str(next(iter(store)).object)


__all__ = ["Index", "engine_spelling", "read_answer"]
