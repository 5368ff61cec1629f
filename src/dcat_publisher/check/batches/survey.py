"""What a source folder holds: which files are datasets of their own, told by a glance instead of a parse.

A glance may be wrong: the portion that reads the file holds its record against what was expected here.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dcat_publisher.model.terms import iri
from dcat_publisher.publish.replacement import Stamp
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.source import may_be_read
from dcat_publisher.source.mapping.records import address_of

DATASET = "http://www.w3.org/ns/dcat#Dataset"
_MARK = b"dcat-publisher:"
_SIMPLE_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class Glance(NamedTuple):
    """What is known of a file: its stamp, the digest of its bytes, whether it looks like one dataset.

    `is_noted` says whether it has the mark of a comment to this program.
    """

    stamp: Stamp
    digest: bytes
    is_leaf: bool
    is_noted: bool


class Leaf(NamedTuple):
    """A file with one dataset, of which the IRI follows from the path."""

    path: str
    file: str
    digest: bytes


@dataclass(frozen=True)
class Survey:
    """The files of a source folder: leaves, sorted by path, and all others."""

    leaves: tuple[Leaf, ...]
    others: tuple[str, ...]
    glances: dict[str, Glance]


def survey(
    source: Path,
    files: Iterable[Path],
    context: Context,
    known: Mapping[str, Glance],
    promoted: frozenset[str] = frozenset(),
) -> Survey:
    """Look at the files; `known` has former glances, `promoted` files that are not to be leaves."""
    look = _look(context)
    glances: dict[str, Glance] = {}
    leaves: list[Leaf] = []
    others: list[str] = []
    cut = len(source.as_posix()) + 1 if source.as_posix() != "." else 0
    for file in files:
        name = file.as_posix()
        glance = _glance(name, known.get(name), look)
        path = name[cut:].rpartition(".")[0]
        if glance is not None:
            glances[name] = glance
        if glance is None or not glance.is_leaf or name in promoted or _SIMPLE_PATH.fullmatch(path) is None:
            others.append(name)
        else:
            leaves.append(Leaf(path, name, glance.digest))
    leaves.sort()
    return Survey(tuple(leaves), tuple(sorted(others)), glances)


def term_of(leaf: Leaf, base: str) -> str:
    """Return the term of a leaf's dataset."""
    return iri(address_of(leaf.path, base))


def owner_of(node: str) -> str:
    """Return the term of the record that a nested node belongs to; the node itself when it is not nested."""
    return f"{node.rstrip('>').partition('#')[0]}>"


class _Look(NamedTuple):
    """Two patterns: a dataset has the first at the beginning of a line, and nowhere the second."""

    type: re.Pattern[bytes]
    id: re.Pattern[bytes]

    def matches(self, data: bytes) -> bool:
        return self.type.search(data) is not None and self.id.search(data) is None


def _look(context: Context) -> _Look:
    types = "|".join(re.escape(name) for name, value in context.types.items() if value == DATASET)
    keys = "|".join(re.escape(name) for name in context.json if context.keyword(name) == "@type")
    ids = "|".join(re.escape(name) for name in (*context.json, "@id") if context.keyword(name) == "@id")
    return _Look(
        re.compile(rf"^(?:{keys}): *(?:{types}) *\r?$".encode(), re.MULTILINE),
        re.compile(rf"""^["']?(?:{ids})["']? *:""".encode(), re.MULTILINE),
    )


def _glance(name: str, known: Glance | None, look: _Look) -> Glance | None:
    """Return the glance at a file, None when it cannot be read: it will have a finding."""
    try:
        status = os.stat(name)  # noqa: PTH116  half the time of Path.stat, for each of very many files
        stamp = Stamp.of(status)
        if known is not None and known.stamp == stamp:
            return known
        if not may_be_read(status):
            return None
        data = Path(name).read_bytes()
    except OSError:
        return None
    digest = hashlib.blake2b(data, digest_size=16).digest()
    return Glance(stamp, digest, look.matches(data), _MARK in data)
