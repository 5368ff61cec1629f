"""RDF files to a graph: N-Triples by a pattern, line by line; all other formats by pyoxigraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TextIO

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph, Triple

SUFFIXES: Final = ("nt", "ttl", "jsonld", "rdf", "trig", "nq", "xml", "owl", "n3")
_CHUNK: Final = 1 << 23
_IN_PATH: Final = r"[A-Za-z0-9/_.~!$&'()*+,;=:@?-]*"
_IRI: Final = rf"<(?:https?://[A-Za-z0-9.-]+(?:[/?]{_IN_PATH})?|[A-Za-z][A-Za-z0-9+.-]*:(?!//){_IN_PATH})(?:#{_IN_PATH})?>"
_BLANK: Final = "_:[A-Za-z0-9]+"
_TEXT: Final = r'"[^"\\\x00-\x1f\x7f]*(?:\\[tbnrf"\\][^"\\\x00-\x1f\x7f]*)*"'
_OTHER_TYPE: Final = (
    r"(?!<http://www\.w3\.org/(?:2001/XMLSchema#string|1999/02/22-rdf-syntax-ns#langString)>)"
)
_LITERAL: Final = rf"{_TEXT}(?:@[a-z]{{1,8}}(?:-[a-z0-9]{{1,8}})*|\^\^{_OTHER_TYPE}{_IRI})?"
# A line in canonical N-Triples (RDF 1.1 N-Triples, section 4) with ordinary IRIs: nothing in it has to be
# checked further or spelled otherwise. The last group takes every other line, which goes to the parser.
_LINE: Final = re.compile(
    rf"^(?:({_IRI}|{_BLANK}) ({_IRI}) ({_IRI}|{_BLANK}|{_LITERAL}) \.$|([^\n]+)$)", re.MULTILINE
)


class RdfSyntaxError(Exception):
    """A file is not what its suffix says; `line` and `column` count from 1 and are 1 where not known."""

    def __init__(self, file: Path, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{file}:{line}:{column}: {reason}")
        self.file = file
        self.reason = reason
        self.line = line
        self.column = column


def read_rdf(file: Path) -> Graph:
    """Read a file, of the format that its suffix names; graph names are dropped.

    Raises RdfSyntaxError for what is not well-formed, ConfigurationError when the file cannot be read or has
    another suffix.
    """
    suffix = file.suffix.removeprefix(".")
    if suffix not in SUFFIXES:
        raise ConfigurationError(f"{file}: the suffix is none of {', '.join(SUFFIXES)}")
    try:
        return _indexed(_ntriples(file) if suffix == "nt" else _parsed(file, suffix))
    except OSError as error:
        raise ConfigurationError(f"{file}: {error.strerror or error}") from error


def _indexed(triples: Iterable[Triple]) -> Graph:
    """Make the index; equal terms become one string, for a catalogue repeats its codes in every record."""
    graph = Graph()
    index = graph.index
    known: dict[str, str] = {}
    one = known.setdefault
    former = ""
    said: dict[str, list[str]] = {}
    for subject, predicate, value in triples:
        if subject != former:
            former = subject
            said = index.setdefault(one(subject, subject), {})
        values = said.get(predicate)
        if values is None:
            said[one(predicate, predicate)] = [one(value, value) if value[0] == "<" else value]
        elif len(values) < 64:
            if value not in values:
                values.append(one(value, value) if value[0] == "<" else value)
        else:
            graph.add(subject, predicate, one(value, value))
    return graph


def _parsed(file: Path, suffix: str) -> Iterator[Triple]:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415  N-Triples needs no parser

    rdf_format = RdfFormat.from_extension(suffix)
    try:
        for quad in parse(path=str(file), format=rdf_format, base_iri=file.resolve().as_uri()):
            yield str(quad.subject), str(quad.predicate), str(quad.object)
    except (SyntaxError, ValueError) as error:
        raise _fault(file, error) from error


def _fault(file: Path, error: Exception) -> RdfSyntaxError:
    said = str(error.args[0]) if error.args else str(error)
    reason = re.sub(r"^Parser error at line \d+ .*?: ", "", said)
    line, column = getattr(error, "lineno", None), getattr(error, "offset", None)
    first = next(iter(reason.splitlines()), "not well-formed")
    return RdfSyntaxError(file, first, line or 1, column or 1)


def _ntriples(file: Path) -> Iterator[Triple]:
    """Yield the triples of an N-Triples file; what the pattern does not know is left to the parser."""
    others: list[str] = []
    with file.open(encoding="utf-8", newline="\n") as stream:
        try:
            for text in _chunks(stream):
                for subject, predicate, value, other in _LINE.findall(text):
                    if other:
                        others.append(other)
                    else:
                        yield subject, predicate, value
        except UnicodeDecodeError as error:
            raise RdfSyntaxError(file, f"not UTF-8: {error.reason}") from error
    if others:
        yield from _unusual(others, file)


def _chunks(stream: TextIO) -> Iterator[str]:
    """Yield the text in pieces of whole lines."""
    rest = ""
    while chunk := stream.read(_CHUNK):
        cut = chunk.rfind("\n") + 1
        if cut:
            yield rest + chunk[:cut]
            rest = chunk[cut:]
        else:
            rest += chunk
    if rest:
        yield rest


def _unusual(lines: list[str], file: Path) -> Iterator[Triple]:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415  an ordinary file has no such lines

    try:
        for quad in parse("\n".join(lines), format=RdfFormat.N_TRIPLES):
            yield str(quad.subject), str(quad.predicate), str(quad.object)
    except SyntaxError:
        # Once more as a whole, to learn the line.
        yield from _parsed(file, "nt")
