"""Addresses that are in order and lead nowhere: with a mark of the sentence, to a machine of one's own."""

from __future__ import annotations

import re
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping.iris import looks_like_address
from dcat_publisher.source.tree import Scalar

_MARK: Final = re.compile(r"<(https?://\S*?)([.,;:!]+|[.,;:!]*\)[.,;:!]*)>")
_AT_END: Final = frozenset(".,;:!)")
# RFC 1918 and 6761; a name without a full stop is one of a local network.
_INSIDE: Final = re.compile(
    r"<https?://(localhost|127\.[0-9.]+|10\.[0-9]+\.[0-9.]+|192\.168\.[0-9.]+|172\.(?:1[6-9]|2[0-9]|3[01])\.[0-9.]+"
    r"|(?:[\w-]+\.)*[\w-]+\.(?:local|lan|intranet|internal)|[A-Za-z][\w-]*)(?=[:/?#>])"
)


def address_doubt(term: str, place: Place) -> Finding | None:
    """Report an address of the web that others cannot open as it is written."""
    if "TODO" in term:
        return finding("T508", place, word="TODO")
    inside = _INSIDE.match(term)
    if inside is not None:
        return finding("T110", place, host=inside[1])
    match = _MARK.fullmatch(term) if term[-2] in _AT_END else None
    if match is None or (")" in match[2] and "(" in match[1]):
        return None
    return finding("T109", place, mark=match[2], right=match[1], meant=match[1])


def comment_doubts(node: Scalar) -> list[Finding]:
    """Report a word in a comment right behind an address: `https://example.no/ #about`."""
    if node.cut is None or not node.cut_is_word or not looks_like_address(node.text):
        return []
    return [finding("T111", node.cut)]


__all__ = ["address_doubt", "comment_doubts"]
