"""The profiles that the documents of a site are in, and the rules of the one its data was checked against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.namespaces import SCHEMA_ORG
from dcat_publisher.rdf.formats import to_turtle
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.vocabulary.profile import Profile

_WORDS: Final = Words(__file__).group("profile")
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


def published_profiles(
    profile: Profile, base: str, others: Sequence[Profile] = ()
) -> tuple[PublishedProfile, ...]:
    """Return the profile of the data, the others that it is published in, and that for search engines.

    A profile without a header has no IRI of its own; its rules have one, for they are published. Raises
    ConfigurationError for a profile whose token or address another one has.
    """
    first = PublishedProfile(token_of(profile), profile.address or f"{base}shapes.ttl")
    more = [PublishedProfile(token_of(each), each.address or f"{base}#{token_of(each)}") for each in others]
    found = (first, *more, OTHER_PROFILE)
    for names in zip(*found, strict=True):
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ConfigurationError(filled(_WORDS["twice"], name=twice))
    return found


def token_of(profile: Profile) -> str:
    """Return the short name of a profile: the name of its folder, as far as it may stand in an address.

    Raises ConfigurationError for the token of the documents for search engines, and for what ends as the
    name of a file does: its documents could not be told from others.
    """
    token = _NOT_IN_A_TOKEN.sub("-", profile.name)
    if token == OTHER_PROFILE.token:
        raise ConfigurationError(filled(_WORDS["taken"], name=profile.name))
    return token


def shapes_bytes(profile: Profile, context: Context) -> bytes:
    """Return the rules of a profile as one document: its files as typed, where that means the same."""
    texts = [file.read_bytes() for file in profile.files]
    labels = [label for text in texts for label in set(_LABEL.findall(text))]
    if len(labels) > len(set(labels)) or (len(texts) > 1 and any(map(_BASE.search, texts))):
        return to_turtle(profile.graph, context.written_prefixes).encode()
    return b"\n".join(texts)
