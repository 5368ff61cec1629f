"""The gate in front of the RDF parser: all RDF that others wrote passes here, whatever command reads it."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.rdf.contexts import context_fault
from dcat_publisher.rdf.depth import MAX_DEPTH, is_too_deep
from dcat_publisher.rdf.entities import entity_fault
from dcat_publisher.rdf.formats import format_named

if TYPE_CHECKING:
    from pyoxigraph import QuadParser

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class BoundError(ConfigurationError):
    """A document would take more time or memory than its size allows for, and is not read."""


def check_bounds(data: bytes, form: str, name: str) -> None:
    """Raise BoundError where a document may not be handed to a parser; `name` is what it is called."""
    if is_too_deep(data, form):
        raise BoundError(f"{name}: it is nested more than {MAX_DEPTH} levels deep, which is not read")
    grammar = format_named(form).grammar
    fault = entity_fault(data) if grammar == "xml" else context_fault(data) if grammar == "json" else None
    if fault is not None:
        raise BoundError(f"{name}: {fault}")


def quads(
    data: bytes, form: str, name: str, base: str | None = None, *, lenient: bool = False
) -> QuadParser:
    """Return the parser over a document in a format of the table; it raises SyntaxError while it is iterated.

    A byte order mark is read over, and the line ends of XML become line feeds (XML 1.0, 2.11). Raises
    BoundError, see `check_bounds`, and ConfigurationError for UTF-16.
    """
    import pyoxigraph  # noqa: PLC0415  loaded where something is parsed

    if data.startswith(_UTF_16):
        raise ConfigurationError(f"{name}: it is encoded as UTF-16; save it as UTF-8")
    check_bounds(data, form, name)
    data = data.removeprefix(codecs.BOM_UTF8)
    entry = format_named(form)
    if entry.grammar == "xml":
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    assert entry.parser is not None  # what is only written is in no list of what is read
    rdf_format = getattr(pyoxigraph.RdfFormat, entry.parser)
    return pyoxigraph.parse(data, format=rdf_format, base_iri=base, lenient=lenient)
