"""Whether a record can be served at its path: what is found before anything is written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from dcat_publisher.checking.reserved import MIDDLE, PAGE_SUFFIX, folded, is_taken
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri_value
from dcat_publisher.rdf.formats import FORMATS
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping import NamedRecord
from dcat_publisher.system.confined import is_inside
from dcat_publisher.system.paths import refused_by_windows

_WORDS: Final = Words(__file__)


SUFFIXES: Final = (*(entry.suffix for entry in FORMATS), PAGE_SUFFIX)
"""The last part of the name of every file that a record has."""
_SUFFIX: Final = re.compile(rf"\.({'|'.join(SUFFIXES)})\Z", re.IGNORECASE)
_MIDDLE: Final = re.compile(rf"\.({'|'.join(MIDDLE)})\Z", re.IGNORECASE)


def reserved_reason(path: str, base: str, *, windows: bool = os.name == "nt") -> Message | None:
    """Say why nothing can be served at a path; None when something can.

    What Windows cannot write is said where `windows` is what files are written on: elsewhere it is an address
    as good as any other.
    """
    if not is_inside(f"{path}.{PAGE_SUFFIX}"):
        return _WORDS["no_path"]
    if is_taken(path):
        return _WORDS["taken"]
    if windows and (part := refused_by_windows(f"{path}.{PAGE_SUFFIX}")) is not None:
        return filled(_WORDS["not_on_windows"], part=part)
    for part in path.split("/"):
        suffix = _SUFFIX.search(part)
        if suffix is not None:
            return filled(_WORDS["format"], suffix=suffix[1])
    prefix = urlsplit(base).path.strip("/")
    if prefix and f"{folded(path)}/".startswith(f"{folded(prefix)}/"):
        return filled(_WORDS["prefix"], prefix=prefix)
    return None


def without_suffix(path: str) -> str:
    """Return a path that does not end as files do: `npr.nb` becomes `npr-nb`, `doc.html` `doc-html`."""
    while (end := _SUFFIX.search(path) or _MIDDLE.search(path)) is not None:
        path = f"{path[: end.start()]}-{end[1]}"
    return path


def record_places(records: Iterable[NamedRecord]) -> Iterator[tuple[str, Place]]:
    """Yield the path that each record is served at, and its place: the whole file where that names it."""
    for record in records:
        named_after = f"/{_stem(record.place.file)}".endswith(f"/{record.path}")
        yield record.published, Place(record.place.file) if named_after else record.place


def _stem(file: str) -> str:
    """Return the name of a file without its suffix (without pathlib, which is slow for very many files)."""
    folder, slash, name = file.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    return f"{folder}{slash}{stem if dot and stem else name}"


def name_findings(places: Iterable[tuple[str, Place]], base: str) -> list[Finding]:
    """Report records that cannot be served at their path, or whose files would be those of another one."""
    findings: list[Finding] = []
    first: dict[str, tuple[str, Place]] = {}
    listed = sorted(places)
    for path, place in listed:
        reason = None if path == "catalog" else reserved_reason(path, base)
        if reason is not None:
            findings.append(finding("R004", place, name=path, reason=reason))
        first.setdefault(folded(path), (path, place))
    for path, place in listed:
        other = _same_file(path, first)
        if other is not None:
            findings.append(finding("R204", place, name=path, first=str(other)))
    return findings


def _same_file(path: str, first: Mapping[str, tuple[str, Place]]) -> Place | None:
    """Return the place of a record that some file of this one would be a file of, on some disks or on all."""
    other, place = first[folded(path)]
    if other != path:
        return place
    middle = _MIDDLE.search(path)
    shorter = first.get(folded(path[: middle.start()])) if middle is not None else None
    return None if shorter is None else shorter[1]


def node_places(
    graph: Graph, base: str, records: Iterable[NamedRecord], whole: Place
) -> Iterator[tuple[str, Place]]:
    """Yield path and place of what is described below the base and is no record: it gets files, too."""
    own = {name for record in records for name in (record.iri, record.address)}
    for node in graph.index:
        value = iri_value(node) if node.startswith(f"<{base}") and "#" not in node else base
        if value != base and value not in own:
            yield value.removeprefix(base), graph.node_places.get(node, whole)
