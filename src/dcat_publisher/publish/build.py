"""A checked catalogue to a site: plain datasets in batches, the rest here; what is the same is taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from dcat_publisher.checking.catalog import Catalog
from dcat_publisher.checking.pipeline.grouping import Files
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.nodes import all_nodes, put_together
from dcat_publisher.checking.pipeline.tasks import InProcess, Runner
from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import DEFAULT_LANGUAGE, LANGUAGES
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.assembly import Dumps, strays, write_dumps
from dcat_publisher.publish.basis import Basis
from dcat_publisher.publish.batches import Said, closure, write_batch
from dcat_publisher.publish.build_memory import BuildMemory
from dcat_publisher.publish.content import Content, profile_entries
from dcat_publisher.publish.export import Check, accept_all, fill_site, replaced_site
from dcat_publisher.publish.extent import EVERYTHING, Extent
from dcat_publisher.publish.feed.feed import Feed, Tell
from dcat_publisher.publish.manifest import line, write_draft
from dcat_publisher.publish.orders import Order
from dcat_publisher.publish.pages import Site, addresses, published_profiles
from dcat_publisher.publish.pages.predicates import HAS_DATASET
from dcat_publisher.publish.plain_datasets import cut, graph_with, leaves
from dcat_publisher.publish.portions import context_bytes
from dcat_publisher.publish.profile_files import ProfileFiles
from dcat_publisher.publish.published import Published
from dcat_publisher.publish.resource_files import entry_of, write_data
from dcat_publisher.publish.staging import Staging
from dcat_publisher.publish.variables.listed import has_variables
from dcat_publisher.publish.variables.written import lines_of_variables
from dcat_publisher.publish.written import Written
from dcat_publisher.rdf.jsonld_context import Context, Json
from dcat_publisher.source.mapping.enrichment import MEMBER_PREDICATES
from dcat_publisher.vocabulary.profile import Profile

BATCH: Final = 64
"""How many datasets are written together: enough to make what they share cheap, few enough to share out."""


def build_site(
    catalog: Catalog, context: Context, out: Path, extent: Extent = EVERYTHING, runner: Runner | None = None,
    check: Check = accept_all, tell: Tell = lambda _: None, withheld: Sequence[str] = (),
) -> None:  # fmt: skip
    """Write a checked catalogue to `out`; a reader sees what was there or the new one, never a mixture.

    `check` looks at what was written before it takes that place; `tell` hears what became of the feed;
    `withheld` are the names of the profiles in which nothing is written. Raises OutputError when `out` holds
    something that this program did not write, or cannot be written.
    """
    with gc_paused(), ExitStack() as stack:
        memory = BuildMemory.of(catalog.memory, out)
        former = stack.enter_context(memory.former_dumps())
        site = replaced_site(out, context, check, feed := Feed(tell), same := set[str](), memory.twin)
        staging, feed.known = stack.enter_context(site), memory.feed
        pieces = staging.folder.with_name("pieces")
        pieces.mkdir()
        published = Published.of(catalog, withheld)
        more = published.write(staging, context, extent, runner)
        if published.is_viewed:
            fill_site(staging, published.content, context, extent, memory=memory.files, feed=feed, more=more)
        else:
            build = _Build(catalog, context, extent, staging, pieces, published.others, more)
            written = build.batches(memory, runner or InProcess())
            dumps = write_dumps(build.common, written, staging, extent, context, former)
            memory.dumps = dumps.stamps
            same |= build.same if memory.is_checked else set()
            if extent.pages:
                build.fill_with_pages(written, dumps, memory, feed)
            else:
                build.fill(written, dumps, memory)
    memory.is_checked = check is not accept_all
    memory.save()


class _Build:
    """One build while it runs."""

    def __init__(
        self, catalog: Catalog, context: Context, extent: Extent, staging: Staging, pieces: Path,
        others: Sequence[Profile], more: ProfileFiles,
    ) -> None:  # fmt: skip
        self.opened = catalog.opened
        self.catalog = iri(catalog.iri)
        self.findings = catalog.findings
        self.profile = catalog.profile
        self.profiles = catalog.profiles.digest
        self.others = others
        self.more = more
        self.context = context
        self.extent = extent
        self.staging = staging
        self.pieces = pieces
        self.records = [(iri(record.iri), record.published) for record in catalog.records]
        self.leaves = leaves(self.parts, self.records)
        self.common = Graph.over(dict(self._common_nodes()))
        self.order = self._order()
        self.same: set[str] = set()

    @property
    def parts(self) -> LinkedParts:
        """The parts of the catalogue, by number."""
        return self.opened.parts

    def _common_nodes(self) -> Iterator[tuple[str, Said]]:
        """Yield the nodes that no batch writes."""
        parts, index = self.parts, self.parts.index
        nodes = dict.fromkeys(
            node for n in range(len(index.parts)) if n not in self.leaves for node in parts(n)
        )
        nodes.update((leaf.page, None) for leaf in self.leaves.values() if leaf.page is not None)
        nodes.update(dict.fromkeys(all_nodes(index, parts, stated=False)))
        for node in nodes:
            said = put_together(node, index, parts)
            if said:
                yield node, {name: list(values) for name, values in said.items()}

    def _order(self) -> Order:
        extent, settings = self.extent, self.opened.settings
        said = self.common.index.get(self.catalog, {}) if extent.pages else {}
        paths = addresses(self.common, settings.base, dict(self.records)) if extent.pages else {}
        site = Site(
            self.common, settings.base, self.catalog, (), paths, LANGUAGES, self.profile, own=extent.identity
        )
        return Order(
            str(self.staging.former), str(self.staging.folder), str(self.pieces), tuple(extent.suffixes),
            extent.parts, extent.pages, settings.base, settings.language or DEFAULT_LANGUAGE, self.catalog,
            {name: values for name, values in said.items() if name not in MEMBER_PREDICATES},
            frozenset(said.get(HAS_DATASET, ())), paths, site.identity.to_json() if extent.pages else "",
            extent.pages and has_variables(self.opened.lists.of_dataset), self.profiles,
            self.staging.is_filled,
        )  # fmt: skip

    def batches(self, memory: BuildMemory, runner: Runner) -> list[Written]:
        """Write the batches, or take over what the last build wrote."""
        known, batches = memory.batches, cut(self.leaves, strays(self.common), BATCH)
        active = self.opened.state.active
        names = [tuple(active[n] for n in numbers) for numbers in batches]
        basis = Basis(self.opened, self.order, memory.told)
        memory.told = basis.told
        found = {
            name: known[name]
            for name in names
            if name in known and self._is_as_it_was(known[name], basis)
        }
        missing = [n for n, name in enumerate(names) if name not in found]
        for n, written in zip(
            missing, self._run([batches[n] for n in missing], names, missing, known, runner), strict=True
        ):
            found[names[n]] = written
            written.basis = basis.digest(written.reads)
        memory.batches = {name: found[name] for name in names}
        taken = (n for n, name in enumerate(names) if found[name] is known.get(name))
        self.same = {self.leaves[number][1] for n in taken for number in batches[n]}
        return [found[name] for name in names]

    def _is_as_it_was(self, known: Written, basis: Basis) -> bool:
        """Take a batch over that is made of the same as before; False where it is not, or files are gone."""
        is_same = known.basis and known.basis == basis.digest(known.reads)
        return bool(is_same) and known.taken_over(self.staging)

    def _run(
        self, batches: Sequence[Sequence[int]], names: Sequence[tuple[Files, ...]], missing: Sequence[int],
        known: dict[tuple[Files, ...], Written], runner: Runner,
    ) -> Iterator[Written]:  # fmt: skip
        """Yield what comes of batches; the files of one that is the same as before are taken over."""
        file = self.order.save()
        digests = [known[names[n]].digest if names[n] in known else None for n in missing]
        tasks = [
            self._task(file, numbers, digest)
            for numbers, digest in zip(batches, digests, strict=True)
        ]
        with self.opened.shared_with(runner):
            answers = runner(write_batch, tasks, [len(numbers) for numbers in batches])
            for n, task, answer in zip(missing, tasks, answers, strict=True):
                if answer.first:
                    written = answer
                elif known[names[n]].taken_over(self.staging):
                    written = known[names[n]]
                else:  # somebody has changed what was written
                    written = write_batch(*(*task[:-1], None))
                written.reads = tuple(sorted(self.opened.state.active[number] for number in answer.read))
                yield written

    def _task(self, file: Path, numbers: Sequence[int], digest: bytes | None) -> tuple[Any, ...]:
        paths = dict(self.leaves[n][:2] for n in numbers)
        return self.opened.job, file, numbers, paths, digest

    def fill_with_pages(
        self, written: Sequence[Written], dumps: Dumps, memory: BuildMemory, feed: Feed
    ) -> None:
        """Write the rest of a site with pages, from the whole graph: they show what refers to what."""
        content = self._content(graph_with(self.leaves, self.common, self.parts))
        entries = ((term, entry) for each in written for term, entry in each.resources.items())
        done = {term: self.more.entry(term, entry, self.extent.formats) for term, entry in entries}
        done[self.catalog] = dumps.files
        shown = {term: of.digest for of in written for term in of.resources}
        memory.remember_shown(self.order.digest, shown, (entry for of in written for entry in of.entries))
        fill_site(self.staging, content, self.context, self.extent, done, memory.files, feed, self.more)

    def _content(self, graph: Graph) -> Content:
        return Content(
            graph, self.catalog, self.records, self.opened.settings, self.findings, self.profile, self.others,
            lists=self.opened.lists.of_dataset,
        )  # fmt: skip

    def fill(self, written: Sequence[Written], dumps: Dumps, memory: BuildMemory) -> None:
        """Write the rest of a site without pages; the list is put together as text, since it may be long."""
        done = ((term, entry) for each in written for term, entry in each.resources.items())
        texts = {term: line(self.more.entry(term, entry, self.extent.formats)) for term, entry in done}
        entries = [
            texts.get(term) or self._resource(term, path, dumps)
            for term, path in self.records
            if self.extent.parts or term == self.catalog
        ]
        self.staging.write("context.jsonld", context_bytes(self.context))
        base, removed = self.opened.settings.base, map(line, sorted(self.opened.settings.removed))
        profiles = profile_entries(published_profiles(self.profile, base, self.others)[:-1])
        head = {"base": base, "catalog": "catalog", "profiles": profiles}
        listing = (number for number, leaf in self.leaves.items() if leaf.page is not None)
        content = self._content(graph_with(listing, self.common, self.parts))
        made = lines_of_variables(content, self.context, self.extent.formats, self.staging, memory.files)
        write_draft(self.staging.folder, head, {"resources": entries, "documents": made, "removed": removed})

    def _resource(self, term: str, path: str, dumps: Dumps) -> str:
        """Write the documents of a record that is in no batch; return its entry in the list."""
        files = dict[str, Json](dumps.files)
        if term != self.catalog:
            part = bounded_description(Graph.over(closure([term], {term}, self.parts)), term)
            files = write_data(self.staging, part, path, self.context, self.extent.formats)
        files = self.more.added(term, path, files, self.extent.formats)
        return line(entry_of(self.common, term, path, files, None))
