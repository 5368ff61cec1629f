"""The gate in front of the RDF parser: all RDF that others wrote passes here, whatever command reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Message, Words, filled, placed, untranslated
from dcat_publisher.rdf.contexts import context_fault
from dcat_publisher.rdf.depth import MAX_DEPTH, is_too_deep
from dcat_publisher.rdf.encoding import as_utf8, unpacked
from dcat_publisher.rdf.entities import entity_fault
from dcat_publisher.rdf.formats import Grammar, format_named

if TYPE_CHECKING:
    from pyoxigraph import Quad, QuadParser

_WORDS: Final = Words(__file__)
REMOTE_CONTEXT: Final[Message] = _WORDS["remote_context"]
_QUOTED: Final = (b"<<", b"{|")
_NAMED: Final = (b'"Triple"', b"'Triple'")
_TRIPLE_TERMS: Final[dict[Grammar, tuple[bytes, ...]]] = {
    "turtle": _QUOTED, "n3": _QUOTED, "lines": _QUOTED, "json": _QUOTED + _NAMED, "xml": _QUOTED + _NAMED,
}  # fmt: skip
"""What a document has that has a triple term; most have none of it, and are not looked through for them."""
_LONGEST_REASON: Final = 300
"""Characters of a parser's words that are told: some quote the document."""
_POSITION: Final = re.compile(r"^Parser error at line \d+ .*?: ")


class BoundError(ConfigurationError):
    """A document would take more time or memory than its size allows for, and is not read."""


def check_bounds(data: bytes, form: str, name: str) -> None:
    """Raise BoundError where a document may not be handed to a parser; `name` is what it is called."""
    if is_too_deep(data, form):
        raise BoundError(filled(_WORDS["too_deep"], name=name, levels=str(MAX_DEPTH)))
    grammar = format_named(form).grammar
    fault = entity_fault(data) if grammar == "xml" else context_fault(data) if grammar == "json" else None
    if fault is not None:
        raise BoundError(placed(name, fault))


class Quads:
    """A parser over a document, which refuses triple terms (RDF 1.2) where it meets one.

    They would be taken for addresses: a term that begins with `<` is one everywhere else.
    """

    def __init__(self, parser: QuadParser, name: str) -> None:
        self._parser = parser
        self._name = name

    def __iter__(self) -> Iterator[Quad]:
        """Yield the quads; raise SyntaxError as the parser does, and ConfigurationError for a triple term."""
        from pyoxigraph import Triple  # noqa: PLC0415  loaded where something is parsed

        for quad in self._parser:
            if isinstance(quad.object, Triple):
                blanks = {"name": self._name, "term": str(quad.object)}
                raise ConfigurationError(filled(_WORDS["triple_term"], **blanks))
            yield quad

    @property
    def base_iri(self) -> str | None:
        """The base that the document has so far."""
        return self._parser.base_iri

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that the document has declared so far."""
        return self._parser.prefixes


def quads(
    data: bytes, form: str, name: str, base: str | None = None, *,
    lenient: bool = False, triple_terms: bool = False, renamed: bool = False,
) -> QuadParser | Quads:  # fmt: skip
    """Return the parser over a document in a format of the table; it raises SyntaxError while it is iterated.

    What is packed with gzip is unpacked, a byte order mark is read over, XML is read in the encoding that it
    declares, and its line ends become line feeds (XML 1.0, 2.11). `renamed` gives blank nodes labels that no
    other document has. Raises BoundError, see `check_bounds`, and ConfigurationError for an encoding that the
    format does not have, and while it is iterated for a triple term (RDF 1.2), unless the caller takes
    `triple_terms`.
    """
    import pyoxigraph  # noqa: PLC0415  loaded where something is parsed

    entry = format_named(form)
    data = as_utf8(unpacked(data, name), entry.grammar, name)
    check_bounds(data, form, name)
    assert entry.parser is not None  # what is only written is in no list of what is read
    rdf_format = getattr(pyoxigraph.RdfFormat, entry.parser)
    parser = pyoxigraph.parse(
        data, format=rdf_format, base_iri=base, lenient=lenient, rename_blank_nodes=renamed
    )
    may_have = not triple_terms and any(mark in data for mark in _TRIPLE_TERMS[entry.grammar])
    return Quads(parser, name) if may_have else parser


def is_of_remote_context(error: Exception) -> bool:
    """Return whether a parser's error is that a context stands at another address, which is not fetched."""
    return any("LoadDocumentCallback" in str(said) for said in error.args)


def parser_reason(error: Exception) -> tuple[Message, int, int]:
    """Return the words of a parser's error on one line, and the line and column, 1 where it tells none."""
    said = str(error.args[0]) if error.args else str(error)
    if is_of_remote_context(error):
        return REMOTE_CONTEXT, 1, 1
    text = " ".join(_POSITION.sub("", said).split())[:_LONGEST_REASON]
    words = untranslated(text) if text else _WORDS["not_well_formed"]
    return words, getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
