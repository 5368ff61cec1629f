"""What a site is made of, and what the manifest says of the profiles that it is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.pages import PublishedProfile, published_profiles
from dcat_publisher.publish.variables.listed import Listed, listed_of
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.source.mapping import Settings
from dcat_publisher.source.mapping.list_names import PAGE
from dcat_publisher.source.variables import VariableList
from dcat_publisher.vocabulary.profile import Profile


@dataclass(frozen=True)
class Content:
    """What a site is made of: the graph, the term of the catalogue, the terms and paths of the records.

    `profile` is the one that the graph was checked against: what is published says so. `others` are those
    that it is published in besides, `lists` the lists of variables by the term of their dataset.
    """

    graph: Graph
    catalog: str
    records: Sequence[tuple[str, str]]
    settings: Settings
    findings: Sequence[Finding]
    profile: Profile
    others: Sequence[Profile] = ()
    lists: Mapping[str, VariableList] = field(default_factory=dict)

    @cached_property
    def listed(self) -> list[Listed]:
        """The lists that have variables, as they are published."""
        return listed_of(self.lists, self.records, self.settings.base)

    @cached_property
    def list_pages(self) -> frozenset[str]:
        """The terms of the pages of lists: documents of the site, which nobody asks for data about."""
        return frozenset(iri(f"{self.settings.base}{each.path}{PAGE}") for each in self.listed)

    @property
    def published(self) -> tuple[PublishedProfile, ...]:
        """The profiles of the data, as HTTP names them."""
        return published_profiles(self.profile, self.settings.base, self.others)[:-1]


def profile_entries(profiles: Iterable[PublishedProfile]) -> list[Json]:
    """Return what the manifest says of profiles."""
    return [{"token": profile.token, "iri": profile.iri} for profile in profiles]
