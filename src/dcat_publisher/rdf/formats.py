"""The one table of RDF formats: a row for each serialisation, from which all else about formats is derived.

Which files a build writes and a server answers with, what `Accept` may ask for, which suffixes are read, what
pages, descriptions and server configurations list, which names of records are taken: all of it comes from
here. The same graph always gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.namespaces import W3C_FORMATS
from dcat_publisher.rdf.document import Piece, Writer, document
from dcat_publisher.rdf.jsonld import JsonLdWriter, to_jsonld
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rdf.ntriples import NTriplesWriter, to_ntriples
from dcat_publisher.rdf.order import Block, blocks
from dcat_publisher.rdf.rdfxml import RdfXmlWriter, to_rdfxml
from dcat_publisher.rdf.turtle import TurtleWriter, to_turtle

_WORDS: Final = Words(__file__).group("format")
PACKED: Final = ".gz"
"""What the name of a file that is packed with gzip ends in."""
Grammar = Literal["turtle", "n3", "lines", "json", "xml"]
"""What a text in a format looks like, for those who look at it without a parser: depth, line numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One serialisation of RDF."""

    name: str
    """What the program calls it: `json-ld`."""
    label: str
    """What people call it: "JSON-LD"."""
    media_type: str
    """The registered media type (IANA)."""
    suffixes: tuple[str, ...]
    """The suffixes of files that are read, without the dot, in lower case; the first one is written."""
    grammar: Grammar
    w3c_name: str | None = None
    """Its local name in http://www.w3.org/ns/formats/ (W3C, Unique URIs for file formats), if it has one."""
    aliases: tuple[str, ...] = ()
    """Further registered media types that what is written here is a document of: `Accept` may name them."""
    old_names: tuple[str, ...] = ()
    """Media types that were never registered, by which stores and queries still call it."""
    has_charset: bool = True
    """Whether the registration of the media type knows a charset parameter."""
    parser: str | None = None
    """The name of pyoxigraph's constant (`RdfFormat`); None where the format is only written."""
    writer: Callable[[Context], Writer] | None = None
    """What makes the writer; None where the format is only read."""

    @property
    def suffix(self) -> str:
        """The suffix of the files that are written, without the dot."""
        return self.suffixes[0]

    @property
    def term(self) -> str | None:
        """The term that stands for the format in descriptions of data (VoID, SPARQL services)."""
        return None if self.w3c_name is None else W3C_FORMATS[self.w3c_name]

    def writer_for(self, context: Context) -> Writer:
        """Return a writer of one of `FORMATS`."""
        assert self.writer is not None  # only formats that are written get here
        return self.writer(context)

    def write(self, graph: Graph, context: Context) -> bytes:
        """Write a graph as one document."""
        return self.write_blocks(blocks(graph), context)

    def write_blocks(self, ordered: Iterable[Block], context: Context) -> bytes:
        """Write subjects that are in order already as one document."""
        return document(writer := self.writer_for(context), map(writer.piece, ordered)).encode()


# Turtle is a part of TriG and of N3, N-Triples of N-Quads, and JSON-LD and RDF/XML are JSON and XML. JSON-LD,
# N-Triples and N-Quads are UTF-8 by definition, so their registrations know no charset parameter.
TABLE: Final = (
    Format(
        name="turtle", label="Turtle", media_type="text/turtle", suffixes=("ttl",), w3c_name="Turtle",
        aliases=("application/trig", "text/n3"), old_names=("application/x-turtle",),
        grammar="turtle", parser="TURTLE", writer=lambda context: TurtleWriter(context.written_prefixes),
    ),
    Format(
        name="json-ld", label="JSON-LD", media_type="application/ld+json", suffixes=("jsonld", "json"),
        w3c_name="JSON-LD", aliases=("application/json",), has_charset=False,
        grammar="json", parser="JSON_LD", writer=JsonLdWriter,
    ),
    Format(
        name="rdf-xml", label="RDF/XML", media_type="application/rdf+xml", suffixes=("rdf", "xml", "owl"),
        w3c_name="RDF_XML", aliases=("application/xml", "text/xml"),
        grammar="xml", parser="RDF_XML", writer=lambda context: RdfXmlWriter(context.written_prefixes),
    ),
    Format(
        name="n-triples", label="N-Triples", media_type="application/n-triples", suffixes=("nt",),
        w3c_name="N-Triples", aliases=("application/n-quads",), has_charset=False,
        grammar="lines", parser="N_TRIPLES", writer=lambda _: NTriplesWriter(),
    ),
    Format(
        name="trig", label="TriG", media_type="application/trig", suffixes=("trig",), w3c_name="TriG",
        grammar="turtle", parser="TRIG",
    ),
    Format(
        name="n-quads", label="N-Quads", media_type="application/n-quads", suffixes=("nq",),
        w3c_name="N-Quads", has_charset=False, grammar="lines", parser="N_QUADS",
    ),
    Format(
        name="n3", label="N3", media_type="text/n3", suffixes=("n3",), w3c_name="N3",
        grammar="n3", parser="N3",
    ),
)  # fmt: skip
"""All formats, those that are written first, favourite first."""

FORMATS: Final = tuple(entry for entry in TABLE if entry.writer is not None)
"""The formats that are written, in the order in which they are offered."""
_BY_NAME: Final[Mapping[str, Format]] = MappingProxyType({entry.name: entry for entry in TABLE})
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {suffix: entry.name for entry in TABLE if entry.parser is not None for suffix in entry.suffixes}
)
"""Suffix of a file that is read, without the dot and in lower case -> the name of its format."""


def _aliases() -> dict[str, tuple[str, ...]]:
    """Leave out what is another format's own media type, or an alias of an earlier one."""
    taken = {entry.media_type for entry in FORMATS}
    found: dict[str, tuple[str, ...]] = {}
    for entry in FORMATS:
        found[entry.suffix] = tuple(alias for alias in entry.aliases if alias not in taken)
        taken.update(entry.aliases)
    return found


ALIASES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(_aliases())
"""Suffix of a file that is written -> further media types that it is offered under."""


def format_named(name: str) -> Format:
    """Return the row of a format that this program names itself; a KeyError is a fault of ours."""
    return _BY_NAME[name]


# A media type of a format's own stands before an alias of another: TriG's is one of Turtle's.
_BY_TYPE: Final[Mapping[str, str]] = MappingProxyType(
    {alias: entry.name for entry in TABLE for alias in (*entry.aliases, *entry.old_names)}
    | {entry.media_type: entry.name for entry in TABLE}
)
_XML: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"<?xml", b"<!DOCTYPE", b"<rdf:RDF", b"<!--")
_JSON: Final = re.compile(rb'(?:\[\s*)?\{\s*(?:"|\})|\[\s*\]\s*$')
TURTLE: Final = format_named("turtle")
JSON_LD: Final = format_named("json-ld")
N_TRIPLES: Final = format_named("n-triples")


def suffix_of(file: Path | str) -> str:
    """Return the suffix of a file's name as the table has it: without the dot, in lower case.

    That of a packed file is the one in front of `.gz`.
    """
    name = Path(file).name.lower().removesuffix(PACKED)
    return Path(name).suffix.removeprefix(".")


def format_of(file: Path) -> str:
    """Return the name of the format of a file; raise ConfigurationError where its suffix names none."""
    name = SUFFIXES.get(suffix_of(file))
    if name is None:
        raise ConfigurationError(filled(_WORDS["suffix"], file=str(file), suffixes=", ".join(SUFFIXES)))
    return name


def format_of_type(content_type: str) -> str | None:
    """Return the name of the format that a Content-Type stands for; None for one that says nothing of it.

    Parameters do not count, but for a profile of JSON; capitals do not either (RFC 9110, 8.3.1).
    """
    media_type = content_type.partition(";")[0].strip().lower()
    return _BY_TYPE.get(media_type)


def format_wanted(name: str | None) -> str | None:
    """Return the format that a call names: by name, suffix or media type; None for none."""
    if name is None:
        return None
    lowered = name.lower().removeprefix(".")
    for entry in TABLE:
        if entry.parser and lowered in (entry.name, entry.label.lower(), *entry.suffixes):
            return entry.name
    form = format_of_type(lowered)
    if form is None:
        names = ", ".join(entry.name for entry in TABLE if entry.parser)
        raise ConfigurationError(filled(_WORDS["unknown"], name=name, names=names))
    return form


def guessed_format(data: bytes) -> str:
    """Return the name of the format that a text seems to be in; TriG, which Turtle is a part of, else."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:512]
    if start.startswith(_XML):
        return "rdf-xml"
    return "json-ld" if _JSON.match(start) else "trig"


def has_charset(media_type: str) -> bool:
    """Return whether a media type of the table, or an alias in it, knows a charset parameter."""
    own = (entry for entry in TABLE if entry.media_type == media_type)
    others = (entry for entry in TABLE if media_type in (*entry.aliases, *entry.old_names))
    entry = next(own, None) or next(others, None)
    return entry is None or entry.has_charset


__all__ = [
    "ALIASES",
    "FORMATS",
    "JSON_LD",
    "N_TRIPLES",
    "PACKED",
    "SUFFIXES",
    "TABLE",
    "TURTLE",
    "Block",
    "Format",
    "Grammar",
    "Piece",
    "Writer",
    "blocks",
    "document",
    "format_named",
    "format_of",
    "format_of_type",
    "format_wanted",
    "guessed_format",
    "has_charset",
    "suffix_of",
    "to_jsonld",
    "to_ntriples",
    "to_rdfxml",
    "to_turtle",
]
