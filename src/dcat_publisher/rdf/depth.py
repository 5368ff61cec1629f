"""How deep a document is nested, told from its text before a parser is let loose on it.

Parsers of RDF follow the nesting of a document with their own stack: 4,000 levels of JSON-LD end the process,
and 50,000 elements of RDF/XML within each other take half a minute. What is quoted is removed by one regular
expression for each family of formats, so that only what opens and closes is left to be counted.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from dcat_publisher.rdf.formats import Grammar, format_named

MAX_DEPTH: Final = 256
"""The most levels that are read; a catalogue has about ten, shapes that nest lists of shapes about thirty."""

# Quantifiers are possessive throughout: a document may not make the search for its depth slow.
_TURTLE: Final = re.compile(
    rb'"""(?:[^"\\]++|\\.|"(?!""))*+"""'
    rb"|'''(?:[^'\\]++|\\.|'(?!''))*+'''"
    rb'|"(?:[^"\\\n\r]++|\\.)*+"'
    rb"|'(?:[^'\\\n\r]++|\\.)*+'"
    rb"|<[^<>\s]*+>"  # an IRI; `<<` opens a triple within a triple and is counted
    rb"|#[^\n\r]*+"
    rb"|\\."  # an escaped character of a prefixed name, which may be a bracket or a quotation mark
    rb"|(?<!<)<(?!<)|(?<!>)>(?!>)"
    rb"|[^\[\](){}\"'<>#\\]++|[\"'\\]",
    re.DOTALL,
)
_JSON: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[^\[\]{}"]++|"', re.DOTALL)
# An end tag is marked by NUL, which XML does not allow, and a start tag by the `<` that is left of it.
_XML: Final = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"|<![A-Z](?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>"
    rb"|<[^!?/](?:[^\"'>/]++|/(?!>)|\"[^\"]*+\"|'[^']*+')*+/>"
    rb"|[^<\x00]++",
    re.DOTALL,
)
_NOISE: Final[Mapping[Grammar, re.Pattern[bytes]]] = MappingProxyType(
    {"turtle": _TURTLE, "n3": _TURTLE, "lines": _TURTLE, "json": _JSON, "xml": _XML}
)
_IN_TURTLE: Final = (b"[", b"(", b"{", b"<<")
_OPENERS: Final[Mapping[Grammar, tuple[bytes, ...]]] = MappingProxyType(
    {"turtle": _IN_TURTLE, "n3": _IN_TURTLE, "lines": (b"<<",), "json": (b"[", b"{"), "xml": (b"<",)}
)
# As signed bytes: what opens counts 1, what closes -1.
_STEPS: Final = bytes.maketrans(b"[({<])}>\x00", b"\x01\x01\x01\x01\xff\xff\xff\xff\xff")


def is_too_deep(data: bytes, form: str) -> bool:
    """Return whether a document in a format is nested deeper than MAX_DEPTH."""
    grammar = format_named(form).grammar
    if sum(data.count(opener) for opener in _OPENERS[grammar]) <= MAX_DEPTH:
        return False
    depths = [0, *accumulate(_steps(data, grammar))]
    if max(depths) - min(depths) <= MAX_DEPTH:
        return False
    return any(depth > MAX_DEPTH for depth in _from_zero(_steps(data, grammar)))


def _steps(data: bytes, grammar: Grammar) -> array[int]:
    """Return 1 for all that opens a level and -1 for all that closes one, in order."""
    if grammar == "xml":
        data = data.replace(b"\x00", b" ").replace(b"</", b"\x00")
    return array("b", _NOISE[grammar].sub(b"", data).translate(_STEPS))


def _from_zero(steps: array[int]) -> Iterator[int]:
    """Return the depth after each step; what closes and was not opened takes nothing from what follows."""
    depth = 0
    for step in steps:
        depth = max(depth + step, 0)
        yield depth
