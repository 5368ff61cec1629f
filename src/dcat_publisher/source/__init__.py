"""YAML text to a tree of values with places; the only reader of YAML.

Scalars stay text: `no`, `0123`, `12:30` and `2024-13-45` mean what they look like, and the mapping gives them
their datatype. The reader works on libyaml's events, so that a place costs nothing extra and nothing is
constructed.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from yaml import YAMLError

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import words
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.reader import MAX_NODES, Reader, StopError
from dcat_publisher.source.syntax import MAX_DEPTH, syntax_finding
from dcat_publisher.source.tree import Document, Mapping, Node, Scalar, Sequence

MAX_BYTES = 5_000_000
"""The largest file that is read. The longest description of a data source known is 200 times smaller."""
_KEY = re.compile(r"""^["']?([^\s"'#:]+)["']?\s*:""", re.MULTILINE)
_NOT_A_FILE = words("den er ikke en vanlig fil", "ho er ikkje ei vanleg fil", "it is not a regular file")


def read(path: Path, file: str) -> Document:
    """Read one file; `file` is the name it has in places. Faults are findings, never exceptions."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device could be read for ever
            return _unread(file, finding("Y005", Place(file), reason=_NOT_A_FILE))
        if status.st_size > MAX_BYTES:
            return _unread(
                file, finding("Y004", Place(file), size=f"{status.st_size:,}", limit=f"{MAX_BYTES:,}")
            )
        data = path.read_bytes()
    except OSError as error:
        return _unread(file, unreadable(error, file))
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_of_byte(file, data, error.start)
        found = finding("Y003", place, byte=f"0x{data[error.start]:02X}")
        encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "latin-1"
        return Document(file, None, [found], _keys(data.decode(encoding, errors="replace")))
    return parse(text, file)


def may_be_read(status: os.stat_result) -> bool:
    """Return whether a file is a regular one of a size that is read; all who open source files ask this."""
    return stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES


def unreadable(error: OSError, file: str) -> Finding:
    """Report a file or folder that the system does not let us read."""
    return finding("Y005", Place(file), reason=os.strerror(error.errno) if error.errno else str(error))


def parse(text: str, file: str) -> Document:
    """Parse YAML text to a document."""
    reader = Reader(text, file)
    try:
        root = reader.document()
    except YAMLError as error:
        return Document(file, None, [*reader.findings, syntax_finding(error, text, file)], _keys(text))
    except StopError as stop:
        return Document(file, None, [*reader.findings, stop.finding], _keys(text))
    if root is None:
        return _unread(file, finding("Y006", Place(file)))  # it may have held any name
    return Document(file, root, reader.findings)


def _keys(text: str) -> frozenset[str]:
    return frozenset(_KEY.findall(text))


def _unread(file: str, found: Finding) -> Document:
    return Document(file, None, [found])


def _place_of_byte(file: str, data: bytes, offset: int) -> Place:
    before = data[:offset].decode("utf-8", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Place(file, line, column, line, column + 1)


__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "may_be_read",
    "parse",
    "read",
    "unreadable",
]
