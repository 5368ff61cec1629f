"""Numbers by key, for a table of very many: a number is kept by itself, several in eight bytes each."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final, TypeAlias

Entries: TypeAlias = "int | array[int] | list[int]"
"""Numbers of a key: one by itself, several as eight bytes each, as long as these hold them."""
_BEYOND: Final = 1 << 64


def append(table: dict[str, Entries], key: str, entry: int) -> None:
    """Add a number to those of a key."""
    known = table.get(key)
    if known is None:
        table[key] = entry
    elif type(known) is array and entry < _BEYOND:  # asked first: what all link to is linked to most often
        known.append(entry)
    elif isinstance(known, int):
        pair = (known, entry)
        table[key] = list(pair) if max(pair) >= _BEYOND else array("Q", pair)
    else:
        table[key] = [*known, entry]


def listed(entry: Entries | None) -> Sequence[int]:
    """Return the numbers of a key in the order in which they were added."""
    if entry is None:
        return ()
    return (entry,) if isinstance(entry, int) else entry
