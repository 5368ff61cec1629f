"""What a build publishes besides the usual: the views of a catalogue, but for those that are withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dcat_publisher.checking.catalog import Catalog
from dcat_publisher.checking.pipeline.tasks import Runner
from dcat_publisher.checking.views.view import View
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.content import Content
from dcat_publisher.publish.extent import Extent
from dcat_publisher.publish.profile_files import ProfileFiles, write_profiles
from dcat_publisher.publish.staging import Staging
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.vocabulary.profile import Profile


@dataclass(frozen=True)
class Published:
    """The views of a catalogue that are published; none where there is only its graph, for one profile."""

    catalog: Catalog
    views: Sequence[View]

    @classmethod
    def of(cls, catalog: Catalog, withheld: Sequence[str]) -> Published:
        """Return what is published of a catalogue, but for the profiles of these names."""
        views = [] if catalog.profiles.is_plain else catalog.views
        return cls(catalog, [view for view in views if view.profile.name not in withheld])

    @property
    def others(self) -> tuple[Profile, ...]:
        """The profiles beside the first."""
        return tuple(view.profile for view in self.views[1:])

    @property
    def is_viewed(self) -> bool:
        """Whether the first profile, too, publishes something else than the catalogue's graph."""
        return bool(self.views) and not self.views[0].is_whole

    @cached_property
    def content(self) -> Content:
        """What the site is made of where `is_viewed`: the records of which the first view says something."""
        catalog, graph = self.catalog, self.views[0].graph
        records = [(term, path) for term, path in self._records if term in graph.index]
        return Content(
            graph, iri(catalog.iri), records, catalog.settings, catalog.findings, catalog.profile,
            self.others, catalog.lists,
        )  # fmt: skip

    @property
    def _records(self) -> list[tuple[str, str]]:
        return [(iri(record.iri), record.published) for record in self.catalog.records]

    def write(
        self, staging: Staging, context: Context, extent: Extent, runner: Runner | None
    ) -> ProfileFiles:
        """Write the documents of the profiles beside the first."""
        if len(self.views) < 2:
            return ProfileFiles(staging, {}, ())
        records = self._records if extent.parts else []
        name = iri(self.catalog.iri)
        return write_profiles(staging, self.views, records, name, context, extent.formats, runner)
