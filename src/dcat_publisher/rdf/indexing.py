"""Triples to the index of a graph; canonical N-Triples by a pattern, and a large file in two processes."""

from __future__ import annotations

import marshal
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.system.second_process import has_second_process, meanwhile

Index = dict[str, dict[str, list[str]]]

_PIECE: Final = 1 << 20
"""Bytes that are read at once: terms of a piece are there twice, as text and as terms, so it is small."""
LARGE: Final = 16 << 20
"""From how many bytes on a second process pays, which costs 20 ms, and as much for each 10 MB of terms."""
_MANY: Final = 64
"""From how many objects on they are looked up in a set, which `Graph` keeps."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

# Quantifiers are possessive: no part of a term could be taken for the beginning of what follows it.
_IN_PATH: Final = r"[A-Za-z0-9/_.~!$&'()*+,;=:@?-]*+"
_IRI: Final = rf"<(?:https?://[A-Za-z0-9.-]++(?:[/?]{_IN_PATH}|)|[A-Za-z][A-Za-z0-9+.-]*+:(?!//){_IN_PATH})(?:#{_IN_PATH}|)>"
_BLANK: Final = "_:[A-Za-z0-9]++"
_IN_TEXT: Final = r'[^"\\\x00-\x1f\x7f]*+'
_TEXT: Final = rf'"{_IN_TEXT}(?:(?:\\[tbnrf"\\]{_IN_TEXT})++|)"'
_OTHER_TYPE: Final = (
    r"(?!<http://www\.w3\.org/(?:2001/XMLSchema#string|1999/02/22-rdf-syntax-ns#langString)>)"
)
_TAG: Final = "[a-z]{1,8}+(?:-[a-z0-9]{1,8}+)*+"
_LITERAL: Final = rf"{_TEXT}(?:@{_TAG}|\^\^{_OTHER_TYPE}{_IRI}|)"
# A line in canonical N-Triples (RDF 1.1 N-Triples, section 4) with ordinary IRIs: nothing in it has to be
# checked further or spelled otherwise. The last group takes every other line, which goes to the parser.
_LINE: Final = re.compile(
    rf"^(?:({_IRI}|{_BLANK}) ({_IRI}) ({_IRI}|{_BLANK}|{_LITERAL}) \.$|([^\n]+)$)", re.MULTILINE
)


class Plain(NamedTuple):
    """The index of the canonical lines of an N-Triples file, and its other lines, for a parser.

    `starts` are as in `Graph`; `lines` is the number of lines.
    """

    subjects: Index
    others: list[str]
    starts: Sequence[int]
    lines: int


class Indexer:
    """Makes the index of triples; equal terms become one string, for records repeat the same codes.

    `starts` are the numbers of the triples that are the first of their subject, from 1. It `is_in_order` as
    long as the triples come in the order of the index, none of them twice; `number` is that of the last.
    """

    def __init__(self, index: Index | None = None) -> None:
        self.index: Index = {} if index is None else index
        self.starts = array("I")
        self.is_in_order = index is None
        self.number = 0

    def add(self, triples: Iterable[Triple]) -> None:
        """Add all triples that there are."""
        index, graph, starts = self.index, Graph.over(self.index), self.starts
        known: dict[str, str] = {}
        one = known.setdefault
        said: dict[str, list[str]] = {}
        former, latest, number, is_in_order = "", "", 0, self.is_in_order
        for number, (subject, predicate, value) in enumerate(triples, 1):
            if subject != former:
                former = subject
                said = index.setdefault(one(subject, subject), {})
                starts.append(number)
            values = said.get(predicate)
            if values is None:
                latest = predicate
                said[one(predicate, predicate)] = [one(value, value) if value[0] == "<" else value]
                continue
            many = len(values)
            if many >= _MANY:
                graph.add(subject, predicate, one(value, value))
            elif value not in values:
                values.append(one(value, value) if value[0] == "<" else value)
            if predicate != latest or len(values) == many:
                is_in_order = False
        self.is_in_order, self.number = is_in_order and len(starts) == len(index), number


def indexed(triples: Iterable[Triple], index: Index | None = None) -> Index:
    """Add triples to an index, or to a new one, and return it."""
    indexer = Indexer(index)
    indexer.add(triples)
    return indexer.index


def plain_lines(file: Path) -> Plain:
    """Index the canonical lines of an N-Triples file. Raises OSError and UnicodeDecodeError."""
    size = file.stat().st_size
    if size < LARGE or not has_second_process():
        return _plain(file, 0, size)
    middle = _node_after(file, size // 2)
    with meanwhile(lambda: _sent(_plain(file, middle, size))) as second:
        first = _plain(file, 0, middle)
        answer = second.answer()
    if answer is None:
        return _joined(first, _plain(file, middle, size))
    return _joined(first, _received(answer))


def _sent(plain: Plain) -> bytes:
    return marshal.dumps((plain.subjects, plain.others, array("I", plain.starts).tobytes(), plain.lines))


def _received(answer: bytes) -> Plain:
    subjects, others, starts, lines = marshal.loads(answer)
    return Plain(subjects, others, array("I", starts), lines)


def _plain(file: Path, start: int, end: int) -> Plain:
    """Index the canonical lines of a part of a file, from the beginning of a line to the end of one."""
    indexer, others, lines = Indexer(), list[str](), array("L")
    indexer.add(_triples(pieces(file, start, end), others, lines))
    number = sum(lines)
    is_in_order = indexer.is_in_order and indexer.number == number
    return Plain(indexer.index, others, indexer.starts if is_in_order else array("I"), number)


def _triples(read: Iterable[bytes], others: list[str], lines: array[int]) -> Iterator[Triple]:
    """Yield the triples of canonical lines; note the other ones, and how many lines each piece has."""
    for piece in read:
        lines.append(piece.count(b"\n") + (piece[-1:] != b"\n"))
        for subject, predicate, value, other in _LINE.findall(piece.decode("utf-8")):
            if other:
                others.append(other)
            else:
                yield subject, predicate, value


def pieces(file: Path, start: int, end: int) -> Iterator[bytes]:
    """Yield a part of a file in pieces of whole lines, without a byte order mark."""
    with file.open("rb") as stream:
        stream.seek(start)
        while piece := stream.read(min(_PIECE, max(0, end - stream.tell()))):
            if piece[-1:] != b"\n":
                piece += stream.readline()
            yield piece.removeprefix(_BYTE_ORDER_MARK) if start == 0 else piece
            start = stream.tell()


def _node_after(file: Path, position: int) -> int:
    """Return where the first line begins behind a position that is about another node than that before it."""
    with file.open("rb") as stream:
        stream.seek(position)
        node = stream.readline() and stream.readline().partition(b" ")[0]
        end = stream.tell()
        for line in stream:
            if line.partition(b" ")[0] != node:
                return end
            end += len(line)
        return end


def _joined(first: Plain, second: Plain) -> Plain:
    """Return the index of both parts, as if they had been read in one go; it shares what they have."""
    graph = Graph.over(first.subjects)
    starts = array("I", first.starts)
    starts.extend(start + first.lines for start in second.starts)
    for subject, said in second.subjects.items():
        if subject not in graph.index:
            graph.index[subject] = said
            continue
        starts = array("I")
        for predicate, values in said.items():
            for value in values:
                graph.add(subject, predicate, value)
    others = first.others + second.others
    is_in_order = len(starts) == len(graph.index) and not others
    return Plain(graph.index, others, starts if is_in_order else array("I"), first.lines + second.lines)
