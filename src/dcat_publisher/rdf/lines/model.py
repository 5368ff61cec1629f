"""What the scanners share: the text, what is asked for, and the lines that were found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

Lines = dict[tuple[str, ...], int]
"""(subject[, predicate[, object]]) -> line, counted from 1."""
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Schemes whose relative references the library resolves as RFC 3986, 5.2 says.
_HIERARCHICAL: Final = ("http:", "https:", "file:")


@dataclass
class Scan:
    """One file being scanned: its text and base, the subjects asked for, and the lines found so far."""

    text: str
    base: str
    subjects: frozenset[str]
    lines: Lines = field(default_factory=dict)

    def note(self, line: int, *terms: str | None) -> None:
        """Note that a triple, or the beginning of one, stands on a line; the first line stays."""
        if terms[0] in self.subjects and None not in terms:
            self.lines.setdefault(tuple(term for term in terms if term is not None), line)


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
