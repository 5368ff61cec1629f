"""The source files as they were typed: for excerpts, comments, edits and paths of keys."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from dcat_publisher.model.place import Place
from dcat_publisher.source.comments import LINE
from dcat_publisher.source.folder import YAML_SUFFIXES, is_list
from dcat_publisher.source.readable import MAX_BYTES
from dcat_publisher.source.tree import Mapping as SourceMapping
from dcat_publisher.source.tree import Node, Scalar
from dcat_publisher.system.confined import read_regular

# Lines of RDF end as its parser counts: with CR, LF or both; YAML has more line breaks (5.4).
_RDF_LINE: Final = re.compile("[^\r\n]*(?:\r\n?|\n|\\Z)")


@dataclass(frozen=True)
class Text:
    """One file: its name in places, and its characters without a byte order mark."""

    file: str
    content: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends, and an empty one where the text ends."""
        return (LINE if self.is_yaml else _RDF_LINE).findall(self.content)

    @property
    def is_yaml(self) -> bool:
        """Whether this is a file of a source; all others hold RDF, standard input and addresses too."""
        return self.file.lower().endswith(YAML_SUFFIXES)

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line starts."""
        found, offset = [], 0
        for line in self.lines:
            found.append(offset)
            offset += len(line)
        return found

    @cached_property
    def root(self) -> Node | None:
        """The tree of values, None where the file has none; RDF was not typed as such a tree."""
        if not self.is_yaml:
            return None
        from dcat_publisher.source.document import parse  # noqa: PLC0415  most texts are shown, and not read

        return parse(self.content, self.file).root

    @cached_property
    def _paths(self) -> dict[Place, str]:
        """The paths of keys to all keys and values; thousands of findings may ask for one each."""
        return {} if self.root is None else dict(_paths(self.root, ""))

    @cached_property
    def _scalars(self) -> dict[Place, str]:
        return {node.place: node.text for node in reversed(list(scalars(self.root)))}

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end; empty when there is none."""
        return self.lines[number - 1].rstrip("\r\n\x85\u2028\u2029") if 0 < number <= len(self.lines) else ""

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, both counted from 1; at most the end of the text."""
        if line > len(self.starts):
            return len(self.content)
        return min(self.starts[line - 1] + column - 1, len(self.content))

    def span(self, place: Place) -> str:
        """Return the characters of a place as they were typed."""
        return self.content[
            self.offset(place.line, place.column) : self.offset(place.end_line, place.end_column)
        ]

    def key_path(self, place: Place) -> str:
        """Return the path of keys that leads to a place: `distribution[1].format`; empty for a whole file."""
        known = None if is_whole(place) else self._paths.get(place)
        return key_path(self.root, place) if known is None else known

    def scalar(self, place: Place) -> str:
        """Return the value of the key or scalar that stands at a place; empty where none does."""
        return self._scalars.get(place, "")


class Texts:
    """The texts of files, each read when first asked for; `unsaved` stands before what is on the disk.

    A link is followed when it stays inside `root`, the source folder; without a root none is. What is not
    read has no text.
    """

    def __init__(self, unsaved: Mapping[str, str] | None = None, root: Path | None = None) -> None:
        self._texts = {file: Text(file, content) for file, content in (unsaved or {}).items()}
        self._root = root

    def __getitem__(self, file: str) -> Text:
        if file not in self._texts:
            self._texts[file] = Text(file, self._content(file))
        return self._texts[file]

    def mentions(self, file: str, word: str) -> bool:
        """Return whether a file has a word; it is not kept for that, as most files have it not."""
        text = self._texts.get(file)
        return word in (text.content if text is not None else self._content(file))

    def _content(self, file: str) -> str:
        """Read what can be shown of a file; whether it can be read at all is the reader's finding."""
        try:
            data = read_regular(Path(file), MAX_BYTES, self._root)
        except OSError:
            return ""
        if is_list(file):
            from dcat_publisher.source.variables.table import decoded  # noqa: PLC0415  few sources have one

            return decoded(data)
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")


def scalars(root: Node | None) -> Iterator[Scalar]:
    """Yield the keys and scalars of a tree, in order."""
    if isinstance(root, Scalar):
        yield root
    elif isinstance(root, SourceMapping):
        for key, value in root.entries:
            yield key
            yield from scalars(value)
    elif root is not None:
        for item in root.items:
            yield from scalars(item)


def key_path(root: Node | None, place: Place) -> str:
    """Return the path of keys from the root of a tree to a place; lists count from 0 (as in RFC 9535)."""
    if root is None or is_whole(place):
        return ""
    return "".join(_steps(root, place)).removeprefix(".")


def is_whole(place: Place) -> bool:
    """Return whether a place is a whole file."""
    return place[1:] == (1, 1, 1, 1)


def _paths(root: Node, path: str) -> Iterator[tuple[Place, str]]:
    """Return the places of a tree's keys and values with the path to each, the last first."""
    if isinstance(root, SourceMapping):
        for key, value in reversed(root.entries):
            step = f"{path}.{key.text}"
            yield from _paths(value, step)
            yield key.place, step.removeprefix(".")
    elif not isinstance(root, Scalar):
        for number in range(len(root.items) - 1, -1, -1):
            yield from _paths(root.items[number], f"{path}[{number}]")
    yield root.place, path.removeprefix(".")


def _steps(node: Node, place: Place) -> list[str]:
    if isinstance(node, Scalar) or node.place == place:
        return []
    if isinstance(node, SourceMapping):
        for key, value in node.entries:
            if key.place == place or _covers(value, place) or _starts_in(key, value, place):
                return [f".{key.text}", *_steps(value, place)]
        return []
    for number, item in enumerate(node.items):
        if _covers(item, place):
            return [f"[{number}]", *_steps(item, place)]
    return []


def _covers(node: Node, place: Place) -> bool:
    span = node.place
    if span == place:
        return True
    return (span.line, span.column) <= (place.line, place.column) < (span.end_line, span.end_column)


def _starts_in(key: Scalar, value: Node, place: Place) -> bool:
    """Return whether a place is on a key or between it and its value, where empty values are."""
    start, end = (key.place.line, key.place.column), (value.place.line, value.place.column)
    return start <= (place.line, place.column) <= end and not isinstance(value, SourceMapping)
