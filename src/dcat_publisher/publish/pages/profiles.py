"""The profiles that the documents of a site are in, and the rules of the one its data was checked against."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.namespaces import SCHEMA_ORG
from dcat_publisher.rdf.formats import to_turtle
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rdf.names import prefixes_of
from dcat_publisher.vocabulary.profile import Profile

_NOT_IN_A_TOKEN: Final = re.compile("[^A-Za-z0-9._-]")
# What means something else in the next file when files are joined: labels of blank nodes, and a base.
_LABEL: Final = re.compile(rb"(?<![\w<:/])_:[\w.-]+")
_BASE: Final = re.compile(rb"^\s*@?base\s*<", re.IGNORECASE | re.MULTILINE)


class PublishedProfile(NamedTuple):
    """A profile as HTTP names it (Content Negotiation by Profile): a short token, and an IRI."""

    token: str
    iri: str


OTHER_PROFILE: Final = PublishedProfile("schema", SCHEMA_ORG.iri)
"""The profile of the documents for search engines."""


def published_profiles(profile: Profile, base: str) -> tuple[PublishedProfile, PublishedProfile]:
    """Return the profile of the data, then the other one.

    A profile without a header has no IRI of its own; its rules have one, for they are published. Raises
    ConfigurationError for a profile whose token the other one has.
    """
    token = _NOT_IN_A_TOKEN.sub("-", profile.name)
    if token == OTHER_PROFILE.token:
        raise ConfigurationError(
            f"a profile cannot be called `{profile.name}`, as the documents for search engines are; "
            "rename its folder"
        )
    return PublishedProfile(token, profile.address or f"{base}shapes.ttl"), OTHER_PROFILE


def shapes_bytes(profile: Profile, context: Context) -> bytes:
    """Return the rules of a profile as one document: its files as typed, where that means the same."""
    texts = [file.read_bytes() for file in profile.files]
    labels = [label for text in texts for label in set(_LABEL.findall(text))]
    if len(labels) > len(set(labels)) or (len(texts) > 1 and any(map(_BASE.search, texts))):
        return to_turtle(profile.graph, prefixes_of(context)).encode()
    return b"\n".join(texts)
