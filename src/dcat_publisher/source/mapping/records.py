"""Documents to records: the nodes that a source folder describes, each with its name and IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rules import finding
from dcat_publisher.source import Document, Node, Scalar
from dcat_publisher.source import Mapping as SourceMapping
from dcat_publisher.source.mapping.iris import resolved

_NAMING = frozenset(NAMES)
_CODE = re.compile(r"[\w -]+")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """One described node: `path` in the folder, `address` = base + path, `iri` its own or the address.

    `types` are those that it states, as they were typed; `label` is what it is called.
    """

    path: str
    iri: str
    address: str
    place: Place
    types: tuple[str, ...]
    label: str

    @property
    def name(self) -> str:
        """The last part of the path: the local name that others refer to it by."""
        return self.path.rpartition("/")[2]

    @property
    def published(self) -> str:
        """The path that it is served at; see `published_path`."""
        if self.iri == self.address:
            return self.path
        base = self.address.removesuffix(quote(self.path, errors="replace"))
        return published_path(self.iri, self.path, base)


def published_path(value: str, path: str, base: str) -> str:
    """Return the path that a record is served at: that of its IRI below the base, else the one of its file.

    So its address answers whatever the file is called. The catalogue is served at `/` and `/catalog`.
    """
    wanted = value.removeprefix(base)
    own = path != "catalog" and wanted != value and _served(wanted)
    return wanted if own else path


def _served(path: str) -> bool:
    return all(may_be_part(part) for part in path.split("/"))


def may_be_part(name: str) -> bool:
    """Return whether the name of a file can be part of an address as it is."""
    return _NAME.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Record(NamedRecord):
    """A record as it was read: with what is written under its keys."""

    node: SourceMapping


def records_of(
    document: Document, path: str, base: str, context: Context
) -> tuple[list[Record], list[Finding]]:
    """Return the records that a document describes: itself, or each entry of a collection.

    `path` is the file's path in the source folder, without suffix.
    """
    root = document.root
    if root is None:
        return [], []
    faults = _name_findings(path, Place(document.file))
    if not isinstance(root, SourceMapping):
        return [], [*faults, finding("R003", root.place)]
    if is_collection(root, context):
        records, more = _collection(root, path, base, context)
    else:
        records, more = [_record(path, root, base, context, root.place)], []
    return records, [*faults, *more, *_id_findings(records, base, context)]


def _id_findings(records: Iterable[Record], base: str, context: Context) -> Iterator[Finding]:
    """Report the records whose own IRI is below the base and is answered by nothing."""
    for record in records:
        stated = stated_id(record.node, context)
        if stated is not None and record.iri.startswith(base) and not _answers(record, base):
            yield finding("R005", stated.place, iri=record.iri, address=record.address)


def _answers(record: Record, base: str) -> bool:
    """Return whether a record is what its own IRI below the base is answered with."""
    if record.path == "catalog" and record.iri == base:
        return True
    served = (record.address, f"{base}{record.published}")
    return record.iri in served or record.iri.partition("#")[0] == record.address


def is_collection(root: SourceMapping, context: Context) -> bool:
    """Tell whether a file is a list of named nodes: no key of the vocabulary on top, and only nodes below."""
    known = any(context.meaning(key.text) is not None for key, _ in root.entries)
    nodes = all(isinstance(value, SourceMapping) for _, value in root.entries)
    return bool(root.entries) and nodes and not known


def _collection(
    root: SourceMapping, path: str, base: str, context: Context
) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    findings: list[Finding] = []
    for key, node in root.entries:
        findings += _name_findings(key.text, key.place)
        if isinstance(node, SourceMapping):
            records.append(_record(f"{path}/{key.text}", node, base, context, key.place))
    return records, findings


def _record(path: str, node: SourceMapping, base: str, context: Context, place: Place) -> Record:
    address = address_of(path, base)
    types = tuple(_stated_types(node))
    label = _label(node, context)
    return Record(path, own_iri(node, address, context) or address, address, place, types, label, node)


def _label(node: SourceMapping, context: Context) -> str:
    """Return what a record is called, in the first language; empty where it does not say."""
    for key, value in node.entries:
        definition = context.definition(key.text)
        if definition is not None and definition.predicate in _NAMING:
            first = value.entries[0][1] if isinstance(value, SourceMapping) and value.entries else value
            return first.text if isinstance(first, Scalar) else ""
    return ""


def stated_id(node: SourceMapping, context: Context) -> Scalar | None:
    """Return what a node has for `id`; None when it has none."""
    for key, value in node.entries:
        if context.meaning(key.text) == "@id" and isinstance(value, Scalar) and value.text:
            return value
    return None


def _stated_types(node: SourceMapping) -> Iterator[str]:
    for key, value in node.entries:
        if key.text in ("type", "@type"):
            yield from (item.text for item in getattr(value, "items", [value]) if isinstance(item, Scalar))


def own_iri(node: SourceMapping, base: str, context: Context) -> str | None:
    """Return the IRI that a node states by `id`, resolved against its record's address."""
    stated = stated_id(node, context)
    return None if stated is None else context.expand(stated.text) or resolved(stated.text, base)


def relative_id(stated: Scalar | None, subject: str) -> list[Finding]:
    """Report an `id` of a record that is no address by itself, and becomes part of one: `EKS-1`."""
    if stated is None or _CODE.fullmatch(stated.text) is None:
        return []
    return [finding("R213", stated.place, key="id", value=stated.text, address=subject[1:-1], focus=subject)]


def address_of(path: str, base: str) -> str:
    """Return base + path; a bad name is quoted, so that other faults show too."""
    return f"{base}{quote(path, errors='replace')}"


def _name_findings(path: str, place: Place) -> list[Finding]:
    return [finding("R002", place, name=part) for part in path.split("/") if not may_be_part(part)]


def same_iri_findings(records: Iterable[NamedRecord]) -> list[Finding]:
    """Report records with an IRI, or an address and so an output file, that another record has."""
    first: dict[str, NamedRecord] = {}
    findings: list[Finding] = []
    for record in records:
        for name in dict.fromkeys((record.iri, record.address)):
            other = first.setdefault(name, record)
            if other is not record:
                findings.append(finding("R203", record.place, iri=name, first=str(other.place)))
                break
    return findings


Defaults = Mapping[str, list[tuple[Scalar, Node]]]
"""Class term -> the keys and values that records of this class inherit."""
