"""A catalogue to a site without the pipeline of `build`, for tests of what is served."""

from __future__ import annotations

from pathlib import Path

from dcat_publisher.checking.catalog import Catalog
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.content import Content
from dcat_publisher.publish.export import Check, accept_all, fill_site, replaced_site
from dcat_publisher.publish.extent import EVERYTHING, Extent
from dcat_publisher.publish.feed.feed import Feed
from dcat_publisher.vocabulary import Vocabulary


def write_catalog(
    catalog: Catalog, vocabulary: Vocabulary, out: Path, extent: Extent = EVERYTHING,
    check: Check = accept_all,
) -> None:  # fmt: skip
    """Write a catalogue to `out`."""
    records = [(iri(record.iri), record.published) for record in catalog.records]
    content = Content(
        catalog.graph, iri(catalog.iri), records, catalog.settings, catalog.findings, catalog.profile,
        lists=catalog.lists,
    )  # fmt: skip
    feed = Feed()
    with replaced_site(out, vocabulary.context, check, feed) as staging:
        fill_site(staging, content, vocabulary.context, extent, feed=feed)
