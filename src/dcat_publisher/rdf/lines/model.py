"""What the scanners share: the text, what is asked for, and the places that were found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import urljoin

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
LINE_END: Final = re.compile("\r\n?|\n")
# Schemes whose relative references the library resolves as RFC 3986, 5.2 says.
_HIERARCHICAL: Final = ("http:", "https:", "file:")


class Span(NamedTuple):
    """Where a token stands: its line, its first column, and the column behind it; all count from 1."""

    line: int
    column: int = 1
    end_column: int = 1


START: Final = Span(1)
Lines = dict[tuple[str, ...], Span]
"""(subject[, predicate[, object]]) -> the place of its last term."""
_Noted = tuple[Span, tuple[str, ...]]


@dataclass
class Scan:
    """One file being scanned: its text and base, the subjects asked for, and the places found so far.

    A scanner calls a node that has no name in the text `?1`, `?2` … . It says by `number` when the parser
    would first have named it, for that one numbers such nodes in the order in which its triples come out.
    """

    text: str
    base: str
    subjects: frozenset[str]
    lines: Lines = field(default_factory=dict)
    _unnamed: int = 0
    _numbers: dict[str, int] = field(default_factory=dict)
    _waiting: list[_Noted] = field(default_factory=list)

    def note(self, span: Span, *terms: str | None) -> None:
        """Note that a triple, or the beginning of one, stands at a place; the first place stays."""
        known = tuple(term for term in terms if term is not None)
        if len(known) < len(terms):
            return
        if any(term[0] == "?" for term in known):
            self._waiting.append((span, known))
        elif known[0] in self.subjects:
            self.lines.setdefault(known, span)

    def unnamed(self) -> str:
        """Return what to call the next node without a name."""
        self._unnamed += 1
        return f"?{self._unnamed}"

    def number(self, *nodes: str | None) -> None:
        """Take nodes as those of the next triple that the parser yields."""
        for node in nodes:
            if node is not None and node[0] == "?":
                self._numbers.setdefault(node, len(self._numbers) + 1)

    @property
    def numbered(self) -> int:
        """The number of nodes without a name that the parser should have named."""
        return len(self._numbers)

    def of_unnamed(self, subjects: Collection[str]) -> Lines:
        """Return the places of what involves nodes without a name and is said of some, by their labels."""
        labels = {node: f"_:unlabelled{number}" for node, number in self._numbers.items()}
        found: Lines = {}
        for span, terms in self._waiting:
            renamed = tuple(labels.get(term, term) for term in terms)
            if renamed[0] in subjects:
                found.setdefault(renamed, span)
        return found

    def span(self, start: int, end: int) -> Span:
        """Return the place of a part of the text; of one over several lines, what is on the first."""
        line = bisect_right(self._starts, start)
        begin = self._starts[line - 1]
        stop = LINE_END.search(self.text, start, end)
        return Span(line, start - begin + 1, (end if stop is None else stop.start()) - begin + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]


def has_scheme(reference: str) -> bool:
    """Return whether an IRI reference is absolute."""
    return _SCHEME.match(reference) is not None


def resolved(reference: str, base: str | None) -> str | None:
    """Return an IRI reference against a base, or None where that is not certain."""
    if has_scheme(reference):
        return reference
    if base is None or not base.startswith(_HIERARCHICAL):
        return None
    return urljoin(base, reference) if reference else base.partition("#")[0]
