"""The one table of RDF formats that are read: what a file's suffix says, and what the parser calls it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dcat_publisher.model.errors import ConfigurationError

PARSERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "n-triples": "N_TRIPLES", "turtle": "TURTLE", "json-ld": "JSON_LD", "rdf-xml": "RDF_XML",
        "trig": "TRIG", "n-quads": "N_QUADS", "n3": "N3",
    }
)  # fmt: skip
"""Name of a format -> the name of the parser's constant for it."""

SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nt": "n-triples", "ttl": "turtle", "jsonld": "json-ld", "rdf": "rdf-xml", "trig": "trig",
        "nq": "n-quads", "xml": "rdf-xml", "owl": "rdf-xml", "n3": "n3",
    }
)  # fmt: skip
"""Suffix of a file, without the dot and in lower case -> the name of its format; all commands ask here."""


def suffix_of(file: Path | str) -> str:
    """Return the suffix of a file's name as the table has it: without the dot, in lower case."""
    return Path(file).suffix.removeprefix(".").lower()


def format_of(file: Path) -> str:
    """Return the name of the format of a file; raise ConfigurationError where its suffix names none."""
    form = SUFFIXES.get(suffix_of(file))
    if form is None:
        raise ConfigurationError(f"{file}: the suffix is none of {', '.join(SUFFIXES)}")
    return form
