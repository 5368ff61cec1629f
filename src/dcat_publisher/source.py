"""YAML text to a tree of values with places; the only reader of YAML.

Scalars stay text: `no`, `0123`, `12:30` and `2024-13-45` mean what they look like, and the mapping gives them
their datatype. The reader works on libyaml's events, so that a place costs nothing extra and nothing is
constructed.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path

from yaml import Event, YAMLError
from yaml.cyaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dcat_publisher.findings import Finding
from dcat_publisher.place import Place
from dcat_publisher.rules import finding

MAX_BYTES = 5_000_000
"""The largest file that is read. The longest description of a data source known is 200 times smaller."""
MAX_NODES = 200_000
"""The most values that a file may unfold to, aliases followed: an alias bomb has billions."""
MAX_DEPTH = 50
"""The deepest nesting that is read; a real record has five levels."""
_TAGS_WITHOUT_EFFECT = ("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


@dataclass(slots=True)
class Scalar:
    """A text with its place; `plain` when it stood without quotes and not as a block."""

    text: str
    place: Place
    plain: bool = True
    size: int = 1


@dataclass(slots=True)
class Sequence:
    """A list of values."""

    place: Place
    items: list[Node] = field(default_factory=list)
    size: int = 1


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order of the file."""

    place: Place
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    size: int = 1

    def get(self, key: str) -> Node | None:
        """Give the value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(slots=True)
class Document:
    """One file as read: its tree (None when there is nothing to map) and what was found on the way."""

    file: str
    root: Node | None
    findings: list[Finding]


def read(path: Path, file: str) -> Document:
    """Read one file; `file` is the name it has in places. Faults are findings, never exceptions."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return _unread(file, finding("Y004", Place(file), size=f"{size:,}", limit=f"{MAX_BYTES:,}"))
        data = path.read_bytes()
    except OSError as error:
        return _unread(file, finding("Y005", Place(file), reason=error.strerror or str(error)))
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return _unread(
            file, finding("Y003", _place_of_byte(file, data, error.start), byte=f"0x{data[error.start]:02X}")
        )
    return parse(text, file)


def parse(text: str, file: str) -> Document:
    """Parse YAML text to a document."""
    reader = _Reader(text, file)
    try:
        root = reader.document()
    except YAMLError as error:
        return Document(file, None, [*reader.findings, syntax_finding(error, text, file)])
    except _StopError as stop:
        return Document(file, None, [*reader.findings, stop.finding])
    if root is None:
        return _unread(file, finding("Y006", Place(file)))
    return Document(file, root, reader.findings)


def _unread(file: str, found: Finding) -> Document:
    return Document(file, None, [found])


def _place_of_byte(file: str, data: bytes, offset: int) -> Place:
    before = data[:offset].decode("utf-8", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Place(file, line, column, line, column + 1)


class _StopError(Exception):
    """A fault after which the rest of the file has no meaning."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.finding = found


class _Reader:
    """Builds the tree from events by recursive descent; `MAX_DEPTH` bounds the recursion."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self._parser = CParser(text)
        self._anchors: dict[str, Node] = {}

    def document(self) -> Node | None:
        """Give the root of the only document, None when the file is empty."""
        self._next()
        event = self._next()
        if not isinstance(event, DocumentStartEvent):
            return None
        root = self._node(self._next(), 0)
        self._next()
        another = self._next()
        if isinstance(another, DocumentStartEvent):
            raise _StopError(finding("Y007", self._place(another)))
        return None if isinstance(root, Scalar) and root.text == "" and root.plain else root

    def _next(self) -> Event:
        return self._parser.get_event()

    def _place(self, event: Event) -> Place:
        start, end = event.start_mark, event.end_mark
        return Place(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _node(self, event: Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, AliasEvent):
            return self._alias(event.anchor, place)
        if event.tag is not None and event.tag not in _TAGS_WITHOUT_EFFECT:
            self.findings.append(finding("Y009", place, tag=event.tag))
        if depth > MAX_DEPTH:
            raise _StopError(finding("Y010", place, limit=str(MAX_DEPTH)))
        node = self._bare_node(event, place, depth)
        if node.size > MAX_NODES:
            raise _StopError(finding("Y012", place, limit=f"{MAX_NODES:,}"))
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _bare_node(self, event: Event, place: Place, depth: int) -> Node:
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, place, event.implicit[0])
        if isinstance(event, SequenceStartEvent):
            return self._sequence(place, depth + 1)
        return self._mapping(place, depth + 1)

    def _alias(self, name: str, place: Place) -> Node:
        node = self._anchors.get(name)
        if node is None:
            raise _StopError(finding("Y008", place, name=name))
        return node

    def _sequence(self, place: Place, depth: int) -> Sequence:
        items: list[Node] = []
        event = self._next()
        while not isinstance(event, SequenceEndEvent):
            items.append(self._node(event, depth))
            event = self._next()
        return Sequence(_until(place, event, items), items, 1 + sum(item.size for item in items))

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        event = self._next()
        while not isinstance(event, MappingEndEvent):
            key = self._key(event, depth)
            value = self._node(self._next(), depth)
            if key.text in entries:
                line = str(entries[key.text][0].place.line)
                self.findings.append(finding("Y002", key.place, key=key.text, line=line))
            else:
                entries[key.text] = (key, value)
            event = self._next()
        pairs = list(entries.values())
        values = [value for _, value in pairs]
        return Mapping(_until(place, event, values), pairs, 1 + sum(value.size for value in values))

    def _key(self, event: Event, depth: int) -> Scalar:
        key = self._node(event, depth)
        if not isinstance(key, Scalar):
            raise _StopError(finding("Y011", key.place))
        return key


def _until(place: Place, end: Event, values: list[Node]) -> Place:
    """Give the span of a collection: to its bracket in flow style, else to the end of its last value.

    In block style the end event stands where the next thing starts, which may be many blank lines below.
    """
    mark = end.end_mark
    if end.start_mark.index == mark.index and values:
        return place._replace(end_line=values[-1].place.end_line, end_column=values[-1].place.end_column)
    return place._replace(end_line=mark.line + 1, end_column=mark.column + 1)


def syntax_finding(error: YAMLError, text: str, file: str) -> Finding:
    """Say in plain words what a YAML parser means, with the place that it points at."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # a character that YAML does not allow: the reader gives an offset only
        offset = getattr(error, "position", 0) or 0
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        return finding(
            "Y001", Place(file, line, column, line, column + 1), problem=str(getattr(error, "reason", error))
        )
    line, column = min(mark.line, text.count("\n")) + 1, mark.column + 1
    problem = str(getattr(error, "problem", None) or error)
    return finding(_cause(text, line, problem), Place(file, line, column, line, column + 1), problem=problem)


def _cause(text: str, line: int, problem: str) -> str:
    """Give the code of the most usual causes, which the parser's own words do not name."""
    lines = text.splitlines()
    content = lines[line - 1] if line <= len(lines) else ""
    if content[: len(content) - len(content.lstrip())].count("\t"):
        return "Y013"
    return "Y014" if "mapping values are not allowed" in problem else "Y001"
