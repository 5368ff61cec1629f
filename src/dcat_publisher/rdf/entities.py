"""What the entities of an XML document unfold to, told before a parser unfolds them.

Entities that stand for the beginning of an address are common in RDF/XML and are read. Ten that hold each
other ten times over unfold to gigabytes (XML 1.0, 4.4), so their size is reckoned first, from the
declarations alone; entities in other files and parameter entities are not read at all.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from dcat_publisher.model.language import Message, Words, filled

_WORDS: Final = Words(__file__).group("bound")
MAX_UNFOLDED: Final = 16 * 1024 * 1024
"""Bytes that entities may add to a document, beside ten times its own size."""
_MAX_LEVELS: Final = 16
_DECLARED: Final = re.compile(
    rb"""<!ENTITY\s+(%\s*)?([^\s%"'<>&;]++)\s+(?:"([^"]*+)"|'([^']*+)'|(SYSTEM|PUBLIC)\b)"""
)
_REFERENCE: Final = re.compile(rb"&([^;\s&<#]++);")
# `&#38;` is an ampersand that is read once more where the entity is used.
_AMPERSAND: Final = re.compile(rb"&#(?:0*38|x0*26);")


def entity_fault(data: bytes) -> Message | None:
    """Return what forbids reading an XML document with these entities; None when nothing does."""
    if b"<!ENTITY" not in data:
        return None
    declarations = _DECLARED.findall(data)
    if len(declarations) != data.count(b"<!ENTITY"):
        return _WORDS["entity"]
    if any(parameter for parameter, *_ in declarations):
        return _WORDS["parameter_entity"]
    if any(elsewhere for *_, elsewhere in declarations):
        return _WORDS["entity_elsewhere"]
    values: dict[bytes, list[bytes]] = {}
    for _, name, double, single, _ in declarations:
        values.setdefault(name, []).append(_AMPERSAND.sub(b"&", double or single))
    try:
        unfolded = _unfolded(data, values)
    except RecursionError:
        return filled(_WORDS["entity_levels"], levels=str(_MAX_LEVELS))
    if unfolded > MAX_UNFOLDED + 10 * len(data):
        return filled(_WORDS["entity_size"], size=f"{unfolded:,}")
    return None


def _unfolded(data: bytes, values: dict[bytes, list[bytes]]) -> int:
    """Return how many bytes the entities of a document unfold to; each declaration counts as one use."""
    sizes: dict[bytes, int] = {}
    uses = Counter(_REFERENCE.findall(data))
    return sum((uses[name] + 1) * _size(name, values, sizes, 0) for name in values)


def _size(name: bytes, values: dict[bytes, list[bytes]], sizes: dict[bytes, int], level: int) -> int:
    """Return the size of an entity, of the largest where it is declared several times."""
    if level > _MAX_LEVELS:
        raise RecursionError
    if name not in sizes:
        sizes[name] = max(
            len(value)
            + sum(
                count * _size(other, values, sizes, level + 1)
                for other, count in Counter(_REFERENCE.findall(value)).items()
                if other in values
            )
            for value in values[name]
        )
    return sizes[name]
