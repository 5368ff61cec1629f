"""Documents to records: the nodes that a source folder describes, each with its name and IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from dcat_publisher.findings import Finding
from dcat_publisher.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source import Document, Node, Scalar
from dcat_publisher.source import Mapping as SourceMapping
from dcat_publisher.suggestions import did_you_mean
from dcat_publisher.terms import iri, iri_value
from dcat_publisher.vocabulary import Context

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Record:
    """One described node: `path` in the folder, `address` = base + path, `iri` its own or the address."""

    path: str
    iri: str
    address: str
    node: SourceMapping
    place: Place

    @property
    def name(self) -> str:
        """The last part of the path: the local name that others refer to it by."""
        return self.path.rpartition("/")[2]


@dataclass(slots=True)
class Names:
    """The local names of all records: `npr`, or `series/npr` where that is not enough."""

    by_path: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def add_unread(self, path: str, term: str) -> None:
        """Make the name of a file known that could not be read, and what its IRI would be."""
        self.by_path[path] = iri_value(term)
        self.by_name.setdefault(path.rpartition("/")[2], []).append(path)
        self.unread.add(term)

    def add(self, record: Record) -> None:
        """Make a record known."""
        self.by_path[record.path] = record.iri
        self.by_name.setdefault(record.name, []).append(record.path)

    def __contains__(self, name: str) -> bool:
        return name in self.by_path or name in self.by_name

    def resolve(self, name: str, place: Place) -> str | Finding:
        """Give the IRI that a local name means, or the finding that says why it means none."""
        if name in self.by_path:
            return self.by_path[name]
        paths = self.by_name.get(name, [])
        if len(paths) == 1:
            return self.by_path[paths[0]]
        if paths:
            return finding("R202", place, name=name, candidates=", ".join(sorted(paths)))
        if self.unread:
            return self._perhaps_unread(name)
        return finding("R201", place, name=name, suggestion=did_you_mean(name, self.by_name))

    def _perhaps_unread(self, name: str) -> str:
        """Take an unknown name for one in a file that could not be read: that file has its own finding."""
        value = f"{iri_value(min(self.unread))}/{name}"
        self.unread.add(iri(value))
        return value


def records_of(
    document: Document, path: str, base: str, context: Context
) -> tuple[list[Record], list[Finding]]:
    """Give the records that a document describes: itself, or each entry of a collection.

    `path` is the file's path in the source folder, without suffix.
    """
    root = document.root
    if root is None:
        return [], []
    bad_name = _name_finding(path, Place(document.file))
    if bad_name is not None:
        return [], [bad_name]
    if not isinstance(root, SourceMapping):
        return [], [finding("R003", root.place)]
    if is_collection(root, context):
        return _collection(root, path, base, context)
    return [_record(path, root, base, context, root.place)], []


def is_collection(root: SourceMapping, context: Context) -> bool:
    """Tell whether a file is a list of named nodes: no key of the vocabulary on top, and only nodes below."""
    known = any(context.meaning(key.text) is not None for key, _ in root.entries)
    return (
        bool(root.entries)
        and not known
        and all(isinstance(value, SourceMapping) for _, value in root.entries)
    )


def _collection(
    root: SourceMapping, path: str, base: str, context: Context
) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    findings: list[Finding] = []
    for key, node in root.entries:
        bad_name = _name_finding(key.text, key.place)
        if bad_name is not None:
            findings.append(bad_name)
        elif isinstance(node, SourceMapping):
            records.append(_record(f"{path}/{key.text}", node, base, context, key.place))
    return records, findings


def _record(path: str, node: SourceMapping, base: str, context: Context, place: Place) -> Record:
    address = f"{base}{path}"
    return Record(path, own_iri(node, address, context) or address, address, node, place)


def own_iri(node: SourceMapping, address: str, context: Context) -> str | None:
    """Give the IRI that a node states by `id`, resolved against its own address; None when it states none."""
    for key, value in node.entries:
        if context.meaning(key.text) == "@id" and isinstance(value, Scalar) and value.text:
            return context.expand(value.text) or urljoin(address, value.text)
    return None


def _name_finding(path: str, place: Place) -> Finding | None:
    bad = next((part for part in path.split("/") if _NAME.fullmatch(part) is None), None)
    return None if bad is None else finding("R002", place, name=bad)


def same_iri_findings(records: Iterable[Record]) -> list[Finding]:
    """Report records that state an IRI which another record already has."""
    first: dict[str, Record] = {}
    findings: list[Finding] = []
    for record in records:
        other = first.setdefault(record.iri, record)
        if other is not record:
            findings.append(finding("R203", record.place, iri=record.iri, first=str(other.place)))
    return findings


Defaults = Mapping[str, list[tuple[Scalar, Node]]]
"""Class term -> the keys and values that records of this class inherit."""
