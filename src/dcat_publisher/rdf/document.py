"""A document as its pieces: one text for each subject, which can be written apart and joined in order.

So a part of a catalogue can be written where it was read, a record's own document is made of the texts that
the whole is made of, and no document has to be held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import NamedTuple, Protocol

from dcat_publisher.rdf.order import Block


class Piece(NamedTuple):
    """The text of one subject, and the names (prefixes, keys of the context) that it needs declared."""

    text: str
    used: frozenset[str]


class Writer(Protocol):
    """Writes one format. A document is `head`, the texts with `separator` between them, and `foot`."""

    separator: str
    foot: str

    def piece(self, block: Block) -> Piece:
        """Write one subject."""
        ...

    def head(self, used: Set[str]) -> str:
        """Return the beginning of a document that uses these names."""
        ...


def document(writer: Writer, pieces: Iterable[Piece]) -> str:
    """Join pieces to a document."""
    texts: list[str] = []
    used: set[str] = set()
    for text, names in pieces:
        texts.append(text)
        used |= names
    if not texts:
        return f"{writer.head(used)}{writer.foot}"
    texts[0] = f"{writer.head(used)}{texts[0]}"
    texts[-1] += writer.foot
    return writer.separator.join(texts)
