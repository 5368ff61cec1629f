"""Writing in batches: a dataset's documents and pages are a function of what they show, wherever that stands.

A batch is some plain datasets. Its graph is put together from parts: what the datasets say, all that belongs
to it, and the other things that they name. The digest of that tells whether the files of the last build are
still right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, cast

from dcat_publisher.checking.pipeline.nodes import NodeView, put_together
from dcat_publisher.checking.pipeline.parts import document_of
from dcat_publisher.checking.pipeline.tasks import Job, parts_of, profile_of, vocabulary_of
from dcat_publisher.model.bounded_description import BOUNDARY, bounded_description
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import LANGUAGES
from dcat_publisher.model.terms import TYPE
from dcat_publisher.publish.basis import NotedParts, Parts
from dcat_publisher.publish.edition_names import add_neighbours
from dcat_publisher.publish.extent import Extent
from dcat_publisher.publish.orders import Order
from dcat_publisher.publish.pages import Entries, Identity, Site
from dcat_publisher.publish.pages.predicates import HAS_DATASET
from dcat_publisher.publish.resource_files import entry_of, listed, write_pages
from dcat_publisher.publish.staging import Staging, Stamp
from dcat_publisher.publish.written import Written
from dcat_publisher.rdf.formats import Format, Piece, Writer, document
from dcat_publisher.rdf.jsonld_context import Context, Json
from dcat_publisher.rdf.order import block_of, subject_rank
from dcat_publisher.vocabulary.profile import Profile

_MOST_SHARED: Final = 5_000
"""How many pieces of nodes that many documents have are held at a time."""
Said = dict[str, list[str]]
Pieces = dict[str, Piece]


@lru_cache(maxsize=1)
def _order(file: Path) -> Order:
    return Order.load(file)


class Desk(NamedTuple):
    """A format, its writer, and the pieces of nodes that several documents have."""

    format: Format
    writer: Writer
    shared: Pieces


def desks(context: Context, formats: Iterable[Format]) -> tuple[Desk, ...]:
    """Return what writes these formats."""
    return tuple(Desk(entry, entry.writer_for(context), {}) for entry in formats)


@lru_cache(maxsize=1)
def _desks(job: Job, file: Path) -> tuple[Desk, ...]:
    return desks(vocabulary_of(job).context, Extent(_order(file).suffixes).formats)


def write_batch(
    job: Job, file: Path, numbers: Sequence[int], paths: Mapping[str, str], known: bytes | None
) -> Written:
    """Write the datasets that some parts are, at `paths`, unless what they show has the known digest."""
    with gc_paused():
        order, parts = _order(file), NotedParts(parts_of(job))
        nodes = (node for number in numbers for node in parts(number))
        own = dict.fromkeys(node for node in nodes if document_of(node) in paths)
        said = closure(own, own.keys(), parts) if order.parts else _own_nodes(own, parts)
        if order.pages:
            add_neighbours(said, paths, parts)
        digest = _digest(said, order)
        written = Written(digest, read=frozenset(parts.read))
        if digest != known:
            _Batch(order, _desks(job, file), said, own.keys(), paths, profile_of(job)).write(written)
        return written


def _own_nodes(own: Iterable[str], parts: Parts) -> dict[str, Said]:
    return {node: cast(Said, put_together(node, parts.index, parts)) for node in own}


def closure(roots: Iterable[str], own: Set[str], parts: Parts) -> dict[str, Said]:
    """Return what nodes say, with all that belongs to them and the things that they name.

    What belongs to other datasets, catalogues and series is left out, unless it is `own`.
    """
    view, found = NodeView(parts.index, parts), dict[str, Said]()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node in found or not view[node]:
            continue
        said = found[node] = cast(Said, view[node])
        if "#" in node:
            waiting.append(document_of(node))
        if node in own or BOUNDARY.isdisjoint(said.get(TYPE, ())):
            waiting += [
                v for values in said.values() for v in values if v[0] == "<" and v != parts.index.catalog
            ]
    return found


def _digest(said: Mapping[str, Said], order: Order) -> bytes:
    shown = [
        (node, sorted(each.items()), order.paths.get(node), node in order.members)
        for node, each in sorted(said.items())
    ]
    text = repr(shown).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16, key=order.digest).digest()


def _entries(site: Site) -> Iterator[tuple[str, Entries]]:
    """Yield by language what makes the entries of the catalogue's list, which are long to make for all."""
    here = site.addresses[site.catalog]
    for tag in site.languages:
        yield tag, Entries(site.reader(tag), here, site.words, site.identity)


class _Batch:
    """One batch while it is written."""

    def __init__(
        self, order: Order, desks: Sequence[Desk], said: dict[str, Said], own: Set[str],
        paths: Mapping[str, str], profile: Profile,
    ) -> None:  # fmt: skip
        self.order = order
        self.profile = profile
        self.desks = desks
        self.graph = Graph.over(said)
        self.paths = paths
        self.owned: dict[str, list[str]] = {term: [] for term in sorted(paths)}
        for node in own:
            self.owned[document_of(node)].append(node)
        self.staging = Staging(Path(order.staging), Path(order.former), set(), order.is_filled)
        self.site = self._site(said) if order.pages else None
        self.entries = [] if self.site is None else list(_entries(self.site))

    def _site(self, said: dict[str, Said]) -> Site:
        """Return what the pages are made of: the catalogue as if it had the datasets of this batch only."""
        order = self.order
        members = [term for term in self.paths if term in order.members]
        graph = Graph.over({**said, order.catalog: {**order.said, HAS_DATASET: members}})
        return Site(
            graph, order.base, order.catalog, (), order.paths, LANGUAGES, self.profile,
            own=Identity.from_json(order.identity), with_variables=order.with_variables,
        )  # fmt: skip

    def write(self, written: Written) -> None:
        """Write the pieces of the dumps, the documents and the pages; note what was written."""
        written.first = next(iter(self.owned))
        texts: dict[str, list[str]] = {desk.format.suffix: [] for desk in self.desks}
        used: dict[str, set[str]] = {suffix: set() for suffix in texts}
        for term, nodes in self.owned.items():
            own = self._pieces(nodes)
            for suffix, pieces in own.items():
                texts[suffix] += [piece.text for piece in pieces.values()]
                used[suffix].update(*(piece.used for piece in pieces.values()))
            self._resource(term, own, written)
        written.used = {suffix: frozenset(names) for suffix, names in used.items()}
        self._write_pieces(texts, written)

    def _pieces(self, nodes: Iterable[str]) -> dict[str, Pieces]:
        """Return the pieces of a dataset's own nodes, by suffix."""
        ordered = sorted(nodes, key=lambda node: subject_rank(self.graph, node))
        blocks = [block_of(node, self.graph.index[node]) for node in ordered]
        return {
            desk.format.suffix: {block[0]: desk.writer.piece(block) for block in blocks}
            for desk in self.desks
        }

    def _write_pieces(self, texts: Mapping[str, list[str]], written: Written) -> None:
        name = hashlib.blake2b(written.first.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        for desk in self.desks:
            suffix = desk.format.suffix
            piece = Path(self.order.pieces, f"{name}.{suffix}")
            piece.write_text(desk.writer.separator.join(texts[suffix]), "utf-8", newline="")
            written.pieces[suffix] = piece

    def _resource(self, term: str, own: Mapping[str, Pieces], written: Written) -> None:
        """Write the documents and pages of one dataset."""
        path, graph = self.paths[term], self.graph if self.site is None else self.site.graph
        files = self._documents(term, path, own) if self.order.parts else {}
        if self.site is not None:
            files |= write_pages(self.staging, self.site, term, path, self.order.language)
        if self.order.parts:
            written.resources[term] = entry_of(graph, term, path, files, self.site)
        if term in self.order.members:
            written.entries += [
                (tag, term, entries.kept(term, written.digest)) for tag, entries in self.entries
            ]
        for suffix in files:
            name = f"{path}.{suffix}"
            written.files[name] = Stamp.of((self.staging.folder / name).stat())

    def _documents(self, term: str, path: str, own: Mapping[str, Pieces]) -> dict[str, Json]:
        """Write what the graph says of one dataset, in every format; return the list of the documents."""
        part = bounded_description(self.graph, term)
        nodes = sorted(part.index, key=lambda node: subject_rank(part, node))
        files: dict[str, Json] = {}
        for desk in self.desks:
            pieces = [self._piece(desk, node, part, own) for node in nodes]
            data = document(desk.writer, pieces).encode()
            name = f"{path}.{desk.format.suffix}"
            files[desk.format.suffix] = listed(self.staging, name, desk.format.media_type, data)
        return files

    def _piece(self, desk: Desk, node: str, part: Graph, own: Mapping[str, Pieces]) -> Piece:
        piece = own[desk.format.suffix].get(node) or desk.shared.get(node)
        if piece is None:
            piece = desk.writer.piece(block_of(node, part.index[node]))
            if len(desk.shared) < _MOST_SHARED:
                desk.shared[node] = piece
        return piece


__all__ = ["Desk", "Order", "closure", "desks", "write_batch"]
