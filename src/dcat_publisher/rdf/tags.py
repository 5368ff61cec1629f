"""Language tags as they were typed: the parser writes them in lower case, people look for what they wrote.

RDF 1.1 (Concepts, 3.3) compares them without regard to case, so nothing else depends on it.
"""

from __future__ import annotations

import re
from typing import Final

from dcat_publisher.rdf.formats import Grammar

_BEFORE: Final[dict[Grammar, bytes]] = {
    "turtle": b"@",
    "n3": b"@",
    "lines": b"@",
    "json": b'"',
    "xml": b"[\"']",
}


class Tags(dict[str, str]):
    """Language tag in lower case -> as a document spells it, where it does so in one way only."""

    def __init__(self, data: bytes, grammar: Grammar) -> None:
        super().__init__()
        self._data = data
        self._before = _BEFORE[grammar]

    def __missing__(self, tag: str) -> str:
        pattern = self._before + b"(" + re.escape(tag.encode()) + rb")(?![A-Za-z0-9-])"
        spellings = set(re.findall(pattern, self._data, re.IGNORECASE))
        self[tag] = spelling = spellings.pop().decode() if len(spellings) == 1 else tag
        return spelling

    def restored(self, value: str) -> str:
        """Return a literal as the parser has it, with its language tag as it was typed."""
        cut = value.rfind('"') + 1
        if cut == 0 or value[cut : cut + 1] != "@":
            return value
        tag = value[cut + 1 :]
        spelling = self[tag]
        return value if spelling == tag else f"{value[:cut]}@{spelling}"
