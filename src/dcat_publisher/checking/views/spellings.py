"""Literals as the source spells them: the query engine gives some back in a form of its own.

It counts with numbers, dates and truth values as values, and forgets how they were written: of
`"270"^^xsd:nonNegativeInteger` it makes `"270"^^xsd:integer`, of `"1.50"^^xsd:decimal` `"1.5"`. What a view
takes over from the source has to be what the source said, or rules on datatypes find faults that nobody made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from dcat_publisher.model.namespaces import XSD

_NAME: Final = NamedNode("urn:x-dcat-publisher:literal")
_STRING: Final = XSD + "string"
_probe: Final = Store()


class Spellings:
    """What the engine makes of the literals of some triples, and how the source spells them."""

    def __init__(self, said: Sequence[Quad]) -> None:
        self._said = said
        self._spelt: dict[Literal, list[Literal]] = {}
        values = {quad.object for quad in said if isinstance(quad.object, Literal)}
        for value in values:
            if value.datatype.value != _STRING and value.language is None:
                self._spelt.setdefault(_given_back(value), []).append(value)
        self._changed = {given for given, spelt in self._spelt.items() if spelt != [given]}

    def restored(self, triples: Iterable[Triple]) -> list[Triple]:
        """Return triples of an answer with their literals as the source spells them."""
        return [self._restored(one) if one.object in self._changed else one for one in triples]

    def _restored(self, triple: Triple) -> Triple:
        """Spell a value; of several spellings of it, as the same subject and property have it."""
        assert isinstance(triple.object, Literal)
        spelt = self._spelt[triple.object]
        about = [quad for quad in self._said if quad.subject == triple.subject and quad.object in spelt]
        own = [quad.object for quad in about if quad.predicate == triple.predicate]
        near = own or [quad.object for quad in about] or spelt
        return Triple(triple.subject, triple.predicate, min(near, key=str))


@lru_cache(4096)
def _given_back(literal: Literal) -> Literal:
    """Return what the engine makes of a literal."""
    asked = Quad(_NAME, _NAME, literal)
    _probe.add(asked)
    given = next(iter(_probe)).object
    _probe.clear()
    assert isinstance(given, Literal)
    return given
