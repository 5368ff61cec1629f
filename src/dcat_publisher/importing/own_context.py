"""A context of the catalogue's own: prefixes and keys for properties that the packaged one does not have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.importing.forms import LOCAL_NAME
from dcat_publisher.importing.literals import parts_of
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DC, HYDRA, MOBILITY, PREFIXES, RDF, SCHEMA_ORG, VOID
from dcat_publisher.model.terms import TYPE
from dcat_publisher.rdf.jsonld_context import Context, Json
from dcat_publisher.source.mapping.iris import SCHEMES

FILE: Final = "vocab/context.jsonld"
"""Where it stands in the folder of a source."""
_SPACE: Final = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`]*[/#]")
_PREFIX: Final = re.compile(r"[a-z][a-z0-9_-]*")
# A prefix of the name of a scheme would change the addresses that begin with it.
_SCHEMES: Final = SCHEMES | {"data", "file"}
_SEEN: Final[Mapping[str, str]] = {
    "http://dcat-ap.de/def/dcatde/": "dcatde", "http://healthdataportal.eu/ns/health#": "healthdcatap",
    "http://data.europa.eu/930/": "geodcat", MOBILITY.iri: "mobilitydcatap",
    "https://w3id.org/dpv#": "dpv", "http://www.w3.org/ns/csvw#": "csvw",
    **{space.iri: space.prefix for space in (DC, HYDRA, SCHEMA_ORG, VOID)},
    "http://dublincore.org/documents/dcmi-terms/": "dcmi",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "wgs84",
}  # fmt: skip
"""Namespaces of profiles and the prefixes that their documents give them."""


@dataclass(slots=True)
class _Seen:
    """What values a property has."""

    kinds: set[str] = field(default_factory=set)

    def add(self, value: str) -> None:
        if value[0] != '"':
            self.kinds.add("link")
            return
        _, tag, datatype = parts_of(value)
        self.kinds.add("text" if tag else f"^{datatype}" if datatype else "string")


def own_context(graph: Graph, context: Context, prefixes: Mapping[str, str]) -> dict[str, Json]:
    """Return the entries that a context lacks for the properties, classes and datatypes of a graph.

    `prefixes` (prefix -> namespace) are those of the documents, which people know.
    """
    seen: dict[str, _Seen] = {}
    others: set[str] = set()
    for said in graph.index.values():
        for predicate, values in said.items():
            if predicate == TYPE:
                others.update(value[1:-1] for value in values if value[0] == "<")
            elif predicate[1:-1] not in context.by_property:
                known = seen.setdefault(predicate[1:-1], _Seen())
                for value in values:
                    known.add(value)
    datatypes = {kind[1:] for one in seen.values() for kind in one.kinds if kind[0] == "^"}
    return _entries(seen, others | datatypes, context, prefixes)


def _entries(
    seen: Mapping[str, _Seen], others: Iterable[str], context: Context, prefixes: Mapping[str, str]
) -> dict[str, Json]:
    known = {space: name for name, space in context.prefixes.items()}
    wanted = {_space_of(name) for name in (*seen, *others)} - {None, *known}
    own: dict[str, Json] = {}
    for space in sorted(filter(None, wanted)):
        name = _prefix_for(space, {**context.json, **own}, prefixes)
        own[name], known[space] = space, name
    for property_, values in sorted(seen.items()):
        key, form = _key(property_, known), _form(values.kinds)
        if key is not None and form is not None and not property_.startswith(RDF.iri):
            own[key] = {"@id": property_, **form}
    return own


def _space_of(name: str) -> str | None:
    cut = max(name.rfind("#"), name.rfind("/")) + 1
    good = LOCAL_NAME.fullmatch(name[cut:]) is not None and _SPACE.fullmatch(name[:cut]) is not None
    return name[:cut] if good else None


def _key(property_: str, known: Mapping[str, str]) -> str | None:
    space = _space_of(property_)
    return None if space is None or space not in known else f"{known[space]}:{property_[len(space) :]}"


def _form(kinds: set[str]) -> dict[str, Json] | None:
    """Return the form of a property all of whose values are of one kind; a string may stand beside texts."""
    if kinds == {"link"}:
        return {"@type": "@id"}
    if "text" in kinds and kinds <= {"text", "string"}:
        return {"@container": "@language"}
    if kinds == {"string"}:
        return {"@language": None}
    only = next(iter(kinds)) if len(kinds) == 1 else ""
    usable = only.startswith("^") and "://" in only and only[1:] != RDF + "langString"
    return {"@type": only[1:]} if usable else None


def _prefix_for(space: str, taken: Mapping[str, Json], prefixes: Mapping[str, str]) -> str:
    """Return a prefix for a namespace: the document's, else the usual one, else a number."""
    theirs = sorted(name for name, meant in prefixes.items() if meant == space)
    usual = [name for name, known in PREFIXES.items() if str(known) == space]
    for wanted in (*usual, *([_SEEN[space]] if space in _SEEN else ()), *theirs):
        name: str = wanted.lower()
        if name not in taken and _PREFIX.fullmatch(name) is not None and name not in _SCHEMES:
            return name
    number = 1
    while f"ns{number}" in taken:
        number += 1
    return f"ns{number}"


def context_text(entries: Mapping[str, Json]) -> str:
    """Return the text of the file."""
    return json.dumps({"@context": dict(entries)}, ensure_ascii=False, indent=2) + "\n"


__all__ = ["FILE", "context_text", "own_context"]
