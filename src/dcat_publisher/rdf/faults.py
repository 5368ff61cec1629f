"""What is wrong with a document that no parser reads, in words that people can act on, with its line."""

from __future__ import annotations

import re
from typing import IO, Final, cast

from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.namespaces import RDF
from dcat_publisher.rdf.formats import Grammar
from dcat_publisher.rdf.gate import is_of_remote_context, parser_reason

_WORDS: Final = Words(__file__)
_WEB_PAGE: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
_ROOT: Final = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_NO_RDF: Final = "XML namespaces are required"
"""What the parser says of an element without a namespace that is no property: it was never RDF/XML."""
_HEAD: Final = 65_536
"""How many bytes of a document are looked at for what it is."""


def told_fault(error: Exception, data: bytes, grammar: Grammar, base: str | None) -> tuple[Message, int, int]:
    """Return what a parser's error means, by language, and its line and column, which count from 1."""
    reason, line, column = parser_reason(error)
    if is_of_remote_context(error):
        return reason, line, column
    if _WEB_PAGE.match(data[:_HEAD]) is not None:
        return _WORDS["web_page"], 1, 1
    if grammar == "xml":
        root = _ROOT.search(data[:_HEAD])
        other = reason["en"].startswith(_NO_RDF) or RDF.iri.encode() not in data
        if other and root is not None and not root[1].startswith(b"http"):  # as an address in Turtle does
            return filled(_WORDS["other_xml"], root=root[1].decode()), _lines(data[: root.start()]), 1
        line = _line_of_xml(data, base)
    return reason, line, column


def _lines(data: bytes) -> int:
    return data.count(b"\n") + 1


class _ByLine:
    """A stream that gives a line at a time, so that whoever stops reading tells where."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        end = self._data.find(b"\n", self._at) + 1 or len(self._data)
        if size >= 0:
            end = min(end, self._at + size)
        taken, self._at = self._data[self._at : end], end
        return taken

    @property
    def line(self) -> int:
        return max(1, self._data[: self._at].rstrip(b"\n").count(b"\n") + 1)


def _line_of_xml(data: bytes, base: str | None) -> int:
    """Return the line that the parser stops at: that of XML tells none itself."""
    import pyoxigraph  # noqa: PLC0415  loaded where something is parsed

    stream = _ByLine(data)
    text = cast("IO[bytes]", stream)
    try:
        for _ in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.RDF_XML, base_iri=base):
            pass
    except (SyntaxError, ValueError):
        return stream.line
    return 1


__all__ = ["told_fault"]
