"""RDF files to a graph: N-Triples by a pattern, line by line; all other formats by the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.language import untranslated
from dcat_publisher.rdf.encoding import as_utf8, unpacked
from dcat_publisher.rdf.faults import told_fault
from dcat_publisher.rdf.formats import N_TRIPLES, PACKED, format_named, format_of
from dcat_publisher.rdf.gate import quads
from dcat_publisher.rdf.indexing import indexed, plain_lines
from dcat_publisher.rdf.plain_json import meaningless_keys
from dcat_publisher.rdf.tags import Tags
from dcat_publisher.system.reasons import unreadable

# What the parser calls a blank node without a label, anew in each run: a number of 128 bits in hexadecimal
# digits without zeros in front, so that one label in sixteen is shorter than 32.
_RANDOM: Final = re.compile("_:[0-9a-f]{16,32}")
_RESERVED: Final = rb"([0-9a-f]{16,32}|unlabelled[0-9]+)(?![\w-])"
_RESERVED_TYPED: Final = {
    b"_:": re.compile(b"_:" + _RESERVED),
    b"nodeID": re.compile(rb"""nodeID\s*=\s*["']""" + _RESERVED),
}
"""How labels like those are typed, by what such a spelling has: most documents have none of it."""


class RdfSyntaxError(Exception):
    """A file is not what its suffix says; `line` and `column` count from 1 and are 1 where not known.

    `name` is what the file is called, where it holds a copy of something else; `told` is the reason by
    language.
    """

    def __init__(
        self, file: Path, reason: str, line: int = 1, column: int = 1, name: str | None = None
    ) -> None:
        self.name = file.as_posix() if name is None else name
        super().__init__(f"{self.name}:{line}:{column}: {reason}")
        self.file = file
        self.reason = reason
        self.told = untranslated(reason)
        self.line = line
        self.column = column


def read_rdf(file: Path, form: str | None = None, base: str | None = None, *, lenient: bool = False) -> Graph:
    """Read a file, of the format that its suffix names or that is given; graph names are dropped.

    `base` is what relative IRIs begin at, else the file itself. Blank nodes without a label are numbered in
    the order in which they are met, so that the same file always gives the same graph. `lenient` keeps
    ill-formed IRIs and language tags, where the grammar lets the parser find their end. Raises
    RdfSyntaxError for what is not well-formed, or is JSON whose keys mean nothing,
    ConfigurationError when the file cannot be read, has another suffix or is beyond the bounds of the gate.
    """
    form = form or format_of(file)
    try:
        if form == N_TRIPLES.name and not file.name.lower().endswith(PACKED):
            return _ntriples(file, lenient=lenient)
        return Graph.over(indexed(_parsed(file, form, base or file.resolve().as_uri(), lenient=lenient)))
    except OSError as error:
        raise ConfigurationError(unreadable(file, error)) from error


def triples_of(file: Path) -> Iterator[Triple]:
    """Yield the triples of a file as its text has them, with the labels of `read_rdf`; raises as it does."""
    try:
        yield from _parsed(file, format_of(file), file.resolve().as_uri())
    except OSError as error:
        raise ConfigurationError(unreadable(file, error)) from error


def _parsed(file: Path, form: str, base: str | None = None, *, lenient: bool = False) -> Iterator[Triple]:
    grammar = format_named(form).grammar
    data = as_utf8(unpacked(file.read_bytes(), str(file)), grammar, str(file))
    labels, tags = _labels(data), Tags(data, grammar)
    if grammar == "json" and (reason := meaningless_keys(data)) is not None:
        raise RdfSyntaxError(file, reason)
    try:
        for quad in quads(data, form, str(file), base, lenient=lenient):
            subject, value = str(quad.subject), str(quad.object)
            if subject[0] == "_":
                subject = labels[subject]
            if value[0] == "_":
                value = labels[value]
            elif value[0] == '"' and value[-1] not in '">':
                value = tags.restored(value)
            yield subject, str(quad.predicate), value
    except (SyntaxError, ValueError) as error:
        told, line, column = told_fault(error, data, grammar, base)
        fault = RdfSyntaxError(file, told["en"], line, column)
        fault.told = told
        raise fault from error


class _Labels(dict[str, str]):
    """Label of a blank node as the parser has it -> its label in the graph; those that were typed stay."""

    def __init__(self, typed: frozenset[str]) -> None:
        super().__init__()
        self._typed = typed
        self._number = 0

    def __missing__(self, label: str) -> str:
        renamed = label
        if _RANDOM.fullmatch(label) is not None and label not in self._typed:
            renamed = self._unused()
        self[label] = renamed
        return renamed

    def _unused(self) -> str:
        """Return the next label of ours that the file does not have itself."""
        while True:
            self._number += 1
            if (label := f"_:unlabelled{self._number}") not in self._typed:
                return label


def _labels(data: bytes) -> _Labels:
    spellings = (pattern for mark, pattern in _RESERVED_TYPED.items() if mark in data)
    typed = (label.decode() for pattern in spellings for label in pattern.findall(data))
    return _Labels(frozenset(f"_:{label}" for label in typed))


def _ntriples(file: Path, *, lenient: bool) -> Graph:
    """Return the graph of an N-Triples file; what the pattern does not know is left to the parser."""
    try:
        index, others, starts, _ = plain_lines(file)
    except UnicodeDecodeError as error:
        raise RdfSyntaxError(file, f"not UTF-8: {error.reason}") from error
    graph = Graph.over(indexed(_unusual(others, file, lenient=lenient), index) if others else index)
    graph.starts = starts
    return graph


def _unusual(lines: list[str], file: Path, *, lenient: bool) -> Iterator[Triple]:
    data = "\n".join(lines).encode()
    tags = Tags(data, N_TRIPLES.grammar)
    try:
        for quad in quads(data, N_TRIPLES.name, str(file), lenient=lenient):
            yield str(quad.subject), str(quad.predicate), tags.restored(str(quad.object))
    except SyntaxError:
        # Once more as a whole, to learn the line.
        yield from _parsed(file, N_TRIPLES.name)
