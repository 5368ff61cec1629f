"""What the suffix of an address tells of a format: `Excel` is XLS where the file is `tabell.xls`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.source import Mapping, Scalar
from dcat_publisher.source.mapping.codes import unknown_code
from dcat_publisher.source.mapping.literals import items
from dcat_publisher.vocabulary import Vocabulary

_ADDRESSES: Final = frozenset({DCAT.accessURL, DCAT.downloadURL})
_FORMATS: Final = frozenset({"format", "mediaType"})
_UNKNOWN_CODE: Final = "T301"


def settled(findings: Sequence[Finding], node: Mapping, vocabulary: Vocabulary) -> list[Finding]:
    """Return findings of a node, those of a format of several codes with that of its addresses."""
    suffixes = {suffix for key, value in _scalars(node, vocabulary) if (suffix := _suffix(key, value.text))}
    if len(suffixes) != 1:
        return list(findings)
    suffix = suffixes.pop()
    formats = {value.place: (key, value) for key, value in _scalars(node, vocabulary) if key.name in _FORMATS}
    return [
        _settled(found, *formats[found.place], suffix, vocabulary)
        if found.code == _UNKNOWN_CODE and found.meant is None and found.place in formats
        else found
        for found in findings
    ]


def _settled(found: Finding, key: Definition, value: Scalar, suffix: str, vocabulary: Vocabulary) -> Finding:
    again = unknown_code(value.text, key.name, vocabulary, value.place, suffix)
    return again if found.path is None else again.about(found.focus or "", found.path)


def _scalars(node: Mapping, vocabulary: Vocabulary) -> Iterator[tuple[Definition, Scalar]]:
    for key, value in node.entries:
        definition = vocabulary.context.definition(key.text)
        if definition is not None and definition.kind is not Kind.TEXT:
            yield from ((definition, item) for item in items(value) if isinstance(item, Scalar))


def _suffix(key: Definition, address: str) -> str:
    """Return the suffix of the file that an address leads to, without the dot; empty where it has none."""
    if key.predicate not in _ADDRESSES:
        return ""
    try:
        return PurePosixPath(urlsplit(address).path).suffix.removeprefix(".")
    except ValueError:  # what is no address has its own finding
        return ""
