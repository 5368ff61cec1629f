"""What is served, as an immutable table: request path to what can be answered there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Representation:
    """One document: its bytes, its address relative to its folder, and the headers that go with the bytes.

    `pages` are the documents that it can be had in, one after the other, by who asks for `?page=1` and on.
    """

    name: str
    media_type: str
    body: bytes
    tag: str
    modified: int
    language: str | None = None
    profile: str | None = None
    headers: tuple[Header, ...] = field(default=())
    pages: tuple[Representation, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one path answers: one representation, or several to choose from.

    `offered` are the media types, favourite first; `by_type` has media type -> language ("" where there is
    none) -> representation. `headers` are the same for all of them. `by_profile` has what there is in another
    profile than the usual one, by the profile's IRI and by its token. `searchable` is the catalogue's page.
    What is `immutable` never has other bytes at its path.
    """

    offered: tuple[str, ...]
    by_type: Mapping[str, Mapping[str, Representation]]
    headers: tuple[Header, ...]
    negotiated: bool
    by_profile: Mapping[str, Entry] = field(default_factory=dict)
    searchable: bool = False
    immutable: bool = False

    def representations(self) -> Iterator[Representation]:
        """Yield each document once, under its main media type."""
        seen: set[str] = set()
        for entry in (self, *self.by_profile.values()):
            for by_language in entry.by_type.values():
                for representation in by_language.values():
                    if representation.name not in seen:
                        seen.add(representation.name)
                        yield representation


@dataclass(frozen=True, slots=True)
class Resource:
    """One described thing: path below the base, IRI, classes, and its title by language ("" for none)."""

    path: str
    iri: str
    types: tuple[str, ...]
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Site:
    """All that is served, by path as WSGI spells it (PEP 3333: UTF-8 bytes read as Latin-1).

    `home` is the catalogue, `removed` are the paths of what the catalogue described once and does no more.
    """

    base: str
    home: Resource
    entries: Mapping[str, Entry]
    resources: tuple[Resource, ...]
    removed: frozenset[str]
    version: str
