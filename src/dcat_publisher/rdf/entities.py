"""What the entities of an XML document unfold to, told before a parser unfolds them.

Entities that stand for the beginning of an address are common in RDF/XML and are read. Ten that hold each
other ten times over unfold to gigabytes (XML 1.0, 4.4), so their size is reckoned first, from the
declarations alone; entities in other files and parameter entities are not read at all.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

MAX_UNFOLDED: Final = 16 * 1024 * 1024
"""Bytes that entities may add to a document, beside ten times its own size."""
_MAX_LEVELS: Final = 16
_DECLARED: Final = re.compile(
    rb"""<!ENTITY\s+(%\s*)?([^\s%"'<>&;]++)\s+(?:"([^"]*+)"|'([^']*+)'|(SYSTEM|PUBLIC)\b)"""
)
_REFERENCE: Final = re.compile(rb"&([^;\s&<#]++);")
# `&#38;` is an ampersand that is read once more where the entity is used.
_AMPERSAND: Final = re.compile(rb"&#(?:0*38|x0*26);")


def entity_fault(data: bytes) -> str | None:
    """Return what forbids reading an XML document with these entities; None when nothing does."""
    if b"<!ENTITY" not in data:
        return None
    declarations = _DECLARED.findall(data)
    if len(declarations) != data.count(b"<!ENTITY"):
        return "it declares an entity in a way that is not read"
    if any(parameter for parameter, *_ in declarations):
        return "it declares a parameter entity (<!ENTITY % …>), which is not read"
    if any(elsewhere for *_, elsewhere in declarations):
        return "it declares an entity with content in another file, which is not read"
    values: dict[bytes, list[bytes]] = {}
    for _, name, double, single, _ in declarations:
        values.setdefault(name, []).append(_AMPERSAND.sub(b"&", double or single))
    try:
        unfolded = _unfolded(data, values)
    except RecursionError:
        return f"its entities refer to each other more than {_MAX_LEVELS} levels deep"
    if unfolded > MAX_UNFOLDED + 10 * len(data):
        return f"its entities unfold to {unfolded:,} bytes, out of all proportion to the file"
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
