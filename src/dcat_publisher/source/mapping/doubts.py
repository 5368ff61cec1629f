"""Values that are published all the same, though something is to be said of them."""

from __future__ import annotations

from string import ascii_letters, digits
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import language, lexical
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping.address_doubts import address_doubt
from dcat_publisher.source.mapping.secrets import key_fault
from dcat_publisher.source.mapping.text_doubts import text_doubts
from dcat_publisher.source.mapping.text_languages import language_doubt
from dcat_publisher.source.mapping.visible import is_visible

_PLAINLY_VISIBLE: Final = frozenset(ascii_letters + digits)
"""How nearly every literal begins, so that nobody asks whether it can be seen."""


def doubts(key: str, subject: str, predicate: str, term: str, place: Place) -> list[Finding]:
    """Return what is to be said of a value: a key in an address, a text that is not what was meant."""
    if term[0] == "<":
        fault, doubt = key_fault(term, place), address_doubt(term, place)
        found = [] if fault is None else [fault]
        return found if doubt is None else [*found, doubt.about(subject, predicate)]
    if term[0] != '"':  # a reference whose meaning is open
        return []
    if term[1] not in _PLAINLY_VISIBLE and not is_visible(lexical(term)):
        return [finding("R105", place, key=key, focus=subject, path=predicate)]
    if term[-1] == ">":
        return []
    value, tag = lexical(term), language(term)
    found = text_doubts(value, place, subject, predicate)
    other = None if tag is None else language_doubt(value, tag, predicate, place)
    return found if other is None else [*found, other.about(subject, predicate)]
