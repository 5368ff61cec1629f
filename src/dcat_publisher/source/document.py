"""A file of the source to a document: its tree, or what is wrong with it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from yaml import YAMLError

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.comments import note_cuts
from dcat_publisher.source.readable import MAX_BYTES, unreadable
from dcat_publisher.source.reader import Reader
from dcat_publisher.source.slips import put_right
from dcat_publisher.source.syntax import syntax_finding
from dcat_publisher.source.tree import Document, StopError
from dcat_publisher.system.confined import read_regular

# A word at the left margin: a name that the file may give, also where its colon is what was forgotten.
_KEY = re.compile(r"""^["']?([^\s"'#:]+)["']?[^\S\n]*(?::|$)""", re.MULTILINE)


def read(path: Path, file: str, root: Path | None = None) -> Document:
    """Read one file; `file` is the name it has in places. Faults are findings, never exceptions.

    A link is followed when it stays inside `root`, the source folder; without a root none is.
    """
    try:
        data = read_regular(path, MAX_BYTES, root)
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


def parse(text: str, file: str) -> Document:
    """Parse YAML text to a document."""
    reader = Reader(text, file)
    try:
        root = reader.document()
        slips = [] if root is None else put_right(root, text)
    except YAMLError as error:
        fault = syntax_finding(error, text, file)
        earlier = [found for found in reader.findings if found.place.line != fault.place.line]
        return Document(file, None, [*earlier, fault], _keys(text))
    except StopError as stop:
        return Document(file, None, [*reader.findings, stop.finding], _keys(text))
    if root is None:
        return _unread(file, finding("Y006", Place(file)))  # it may have held any name
    note_cuts(root, text, file)
    return Document(file, root, [*reader.findings, *slips])


def _keys(text: str) -> frozenset[str]:
    return frozenset(_KEY.findall(text))


def _unread(file: str, found: Finding) -> Document:
    return Document(file, None, [found])


def _place_of_byte(file: str, data: bytes, offset: int) -> Place:
    before = data[:offset].decode("utf-8", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Place(file, line, column, line, column + 1)


__all__ = ["parse", "read"]
