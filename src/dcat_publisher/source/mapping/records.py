"""Documents to records: the nodes that a source folder describes, each with its name and IRI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rules import finding
from dcat_publisher.source import Document, Node, Scalar
from dcat_publisher.source import Mapping as SourceMapping
from dcat_publisher.source.mapping.iris import iri_term, resolved
from dcat_publisher.vocabulary.suggestions import did_you_mean_this, meant, these_fit

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FEW = 8
"""How many names a help text lists at most."""
_DATASET = ("Dataset",)
"""What a record is taken for of which nothing was read but the name: only of datasets are there so many."""
Fits = Callable[[Sequence[str]], bool]
"""Types that a record states -> whether it may be meant."""


def anything_fits(_types: Sequence[str]) -> bool:
    """Return that a record of any type may be meant."""
    return True


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """One described node: `path` in the folder, `address` = base + path, `iri` its own or the address.

    `types` are those that it states, as they were typed.
    """

    path: str
    iri: str
    address: str
    place: Place
    types: tuple[str, ...]

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
    return all(_NAME.fullmatch(part) is not None for part in path.split("/"))


@dataclass(frozen=True, slots=True)
class Record(NamedRecord):
    """A record as it was read: with what is written under its keys."""

    node: SourceMapping


@dataclass(slots=True)
class Names:
    """The local names of all records: `npr`, or `series/npr` where that is not enough.

    `types` has the types that a record states, by path; where it has none, nothing was read but the name.
    """

    by_path: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    unread_keys: dict[str, frozenset[str] | None] = field(default_factory=dict)
    types: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add_unread(self, path: str, base: str, keys: frozenset[str] | None) -> None:
        """Make the name of a file known that could not be read, its IRI, and the keys seen in it."""
        self.by_path[path] = address_of(path, base)
        self.by_name.setdefault(path.rpartition("/")[2], []).append(path)
        self.unread.add(iri(self.by_path[path]))
        self.unread_keys[self.by_path[path]] = keys

    def add(self, record: NamedRecord) -> None:
        """Make a record known."""
        if record.path not in self.by_path:  # else two files describe it, which is a finding of its own
            self.by_name.setdefault(record.name, []).append(record.path)
        self.by_path[record.path] = record.iri
        self.types[record.path] = record.types

    def __contains__(self, name: str) -> bool:
        return name in self.by_path or name in self.by_name

    def resolve(self, name: str, place: Place, fits: Fits = anything_fits) -> str | Finding:
        """Return the IRI that a local name means, or the finding that says why it means none.

        `fits` tells of the types of a record whether it may be meant there, for the finding to name it.
        """
        if name in self.by_path:
            return self.by_path[name]
        paths = self.by_name.get(name, [])
        if len(paths) == 1:
            return self.by_path[paths[0]]
        if paths:
            return finding("R202", place, name=name, candidates=", ".join(sorted(paths)))
        return self._perhaps_unread(name) or self._unknown(name, place, fits)

    def types_of(self, path: str) -> Sequence[str]:
        """Return the types that a record states."""
        return self.types.get(path, _DATASET)

    def _unknown(self, name: str, place: Place, fits: Fits) -> Finding:
        """Report a name that no record has, with the one that was meant, or all that fit if they are few."""
        fitting = [path for path in self.by_path if fits(self.types_of(path))]
        words = {self._shortest(path): path for path in fitting}
        spelled = {**words, **{path: path for path in fitting}}
        found = dict.fromkeys(spelled[word] for word in meant(name, spelled))
        if len(found) == 1:
            word = self._shortest(next(iter(found)))
            return finding("R201", place, name=name, suggestion=did_you_mean_this(word), meant=word)
        few = list(words) if fits is not anything_fits and 0 < len(words) <= _FEW else []
        return finding("R201", place, name=name, suggestion=these_fit(few) if few else None)

    def _shortest(self, path: str) -> str:
        name = path.rpartition("/")[2]
        return name if len(self.by_name.get(name, ())) == 1 else path

    def term(self, name: str, place: Place, fits: Fits = anything_fits) -> tuple[str, Place] | Finding:
        """Return the term that a local name means, with the place where it stands, or the finding."""
        found = self.resolve(name, place, fits)
        term = found if isinstance(found, Finding) else iri_term(found, place)
        return term if isinstance(term, Finding) else (term, place)

    def _perhaps_unread(self, name: str) -> str | None:
        """Take an unknown name for one that a file could not be read for: that file has its own finding."""
        for address, keys in sorted(self.unread_keys.items()):
            if keys is None or name.rpartition("/")[2] in keys:
                value = f"{address}/{quote(name, errors='replace')}"
                self.unread.add(iri(value))
                return value
        return None


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
    return Record(path, own_iri(node, address, context) or address, address, place, types, node)


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


def address_of(path: str, base: str) -> str:
    """Return base + path; a bad name is quoted, so that other faults show too."""
    return f"{base}{quote(path, errors='replace')}"


def _name_findings(path: str, place: Place) -> list[Finding]:
    return [finding("R002", place, name=part) for part in path.split("/") if _NAME.fullmatch(part) is None]


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
