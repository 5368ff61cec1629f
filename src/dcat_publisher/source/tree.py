"""The tree of a source file: texts, lists and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place


@dataclass(slots=True)
class Scalar:
    """A text with its place; `plain` when it stood without quotes and not as a block.

    `cut` is the place of a comment at it that may have been meant as part of it; `cut_is_word` says that it
    has no space behind the `#`, as in `#beta`.
    """

    text: str
    place: Place
    plain: bool = True
    cut: Place | None = None
    cut_is_word: bool = False
    size: ClassVar[int] = 1
    height: ClassVar[int] = 0


@dataclass(slots=True)
class Sequence:
    """A list of values."""

    place: Place
    items: list[Node] = field(default_factory=list)
    size: int = 1
    height: int = 1


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order of the file.

    `size` is the number of values below, `height` the number of levels, both with aliases followed.
    """

    place: Place
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    size: int = 1
    height: int = 1

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(slots=True)
class Document:
    """One file as read: its tree (None when there is nothing to map) and what was found on the way.

    `keys` are the words before a colon at the left margin of a text that has no tree: the names that it may
    give to records. None when even these are not known.
    """

    file: str
    root: Node | None
    findings: list[Finding]
    keys: frozenset[str] | None = None


class StopError(Exception):
    """A fault after which the rest of the file has no meaning."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.finding = found
