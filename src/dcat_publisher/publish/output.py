"""Writing a portion: its piece of each dump, and the documents and pages of its datasets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from dcat_publisher.check.batches.order import Order, Output
from dcat_publisher.check.batches.survey import owner_of
from dcat_publisher.check.batches.written import Written
from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.pages import Site
from dcat_publisher.publish.replacement import Stamp
from dcat_publisher.publish.resource_files import entry_of, listed, write_pages
from dcat_publisher.rdf.formats import Format, Piece, Writer, document
from dcat_publisher.rdf.jsonld_context import Context, Json
from dcat_publisher.rdf.order import block_of, subject_rank
from dcat_publisher.source.mapping import Record

Pieces = dict[str, Piece]


class _Desk(NamedTuple):
    """A format, its writer, and the pieces of nodes that all portions share."""

    format: Format
    writer: Writer
    shared: Pieces


@lru_cache(maxsize=1)
def _desks(order: Order) -> tuple[_Desk, ...]:
    assert order.output is not None
    return desks(order.vocabulary.context, order.output.extent.formats)


def desks(context: Context, formats: Iterable[Format]) -> tuple[_Desk, ...]:
    """Return what writes these formats."""
    return tuple(_Desk(entry, entry.writer(context), {}) for entry in formats)


def write_portion(graph: Graph, order: Order, records: Mapping[str, Record], site: Site | None) -> Written:
    """Write the datasets of a portion; `records` are they, by term, `site` what their pages are made of."""
    assert order.output is not None
    owned: dict[str, list[str]] = {term: [] for term in sorted(records)}
    written = Written(first=next(iter(owned)))
    for node in graph.index:
        owner = owner_of(node)
        if owner in owned:
            owned[owner].append(node)
        elif node not in order.common.index:
            written.tail[node] = graph.index[node]
    texts: dict[str, list[str]] = {desk.format.suffix: [] for desk in _desks(order)}
    used: dict[str, set[str]] = {suffix: set() for suffix in texts}
    for term, nodes in owned.items():
        own = _pieces(graph, nodes, order)
        for suffix, pieces in own.items():
            texts[suffix] += [piece.text for piece in pieces.values()]
            used[suffix].update(*(piece.used for piece in pieces.values()))
        if order.output.extent.parts:
            _write_resource(graph, term, records[term], own, order, site, written)
    if site is not None:
        written.own = {node: graph.index[node] for nodes in owned.values() for node in nodes}
        written.addresses = _linked(graph, order, site, owned.keys())
    written.used = {suffix: frozenset(names) for suffix, names in used.items()}
    _write_pieces(texts, order, written)
    return written


def _linked(graph: Graph, order: Order, site: Site, own: Set[str]) -> dict[str, str]:
    """Return the paths that the portion found by itself: of nodes that are neither its own nor common."""
    assert order.output is not None
    shown = order.output.shown
    known = own if shown is None else own | shown.paths.keys()
    return {node: path for node, path in site.addresses.items() if node in graph.index and node not in known}


def _pieces(graph: Graph, nodes: Iterable[str], order: Order) -> dict[str, Pieces]:
    """Return the pieces of a dataset's own nodes, by suffix."""
    blocks = [
        block_of(node, graph.index[node]) for node in sorted(nodes, key=lambda one: subject_rank(graph, one))
    ]
    return {
        desk.format.suffix: {block[0]: desk.writer.piece(block) for block in blocks} for desk in _desks(order)
    }


def _write_pieces(texts: Mapping[str, list[str]], order: Order, written: Written) -> None:
    assert order.output is not None
    name = hashlib.blake2b(written.first.encode(), digest_size=12).hexdigest()
    for desk in _desks(order):
        suffix = desk.format.suffix
        piece = order.output.pieces / f"{name}.{suffix}"
        piece.write_text(desk.writer.separator.join(texts[suffix]), "utf-8", newline="")
        written.pieces[suffix] = piece


def _write_resource(
    graph: Graph, term: str, record: Record, own: Mapping[str, Pieces], order: Order, site: Site | None,
    written: Written,
) -> None:  # fmt: skip
    """Write the documents and pages of one dataset."""
    assert order.output is not None
    files, staging = _documents(graph, term, record, own, order, order.output), order.output.staging
    if site is not None:
        files |= write_pages(staging, site, term, record.path, order.settings.language or "nb")
    entry = entry_of(graph, iri(record.iri), record.path, files, site)
    written.resources[record.place.file] = resource_text(entry)
    for suffix in files:
        path = f"{record.path}.{suffix}"
        written.files[path] = Stamp.of((staging.folder / path).stat())


def _documents(
    graph: Graph, term: str, record: Record, own: Mapping[str, Pieces], order: Order, output: Output
) -> dict[str, Json]:
    """Write what the graph says of one dataset, in every format; give the list of the documents."""
    part = bounded_description(graph, term)
    nodes = sorted(part.index, key=lambda node: subject_rank(part, node))
    files: dict[str, Json] = {}
    for entry, writer, shared in _desks(order):
        pieces = []
        for node in nodes:
            piece = own[entry.suffix].get(node) or shared.get(node)
            if piece is None:
                piece = writer.piece(block_of(node, part.index[node]))
                if node in order.common.index:
                    shared[node] = piece
            pieces.append(piece)
        data = document(writer, pieces).encode()
        files[entry.suffix] = listed(output.staging, f"{record.path}.{entry.suffix}", entry.media_type, data)
    return files


def resource_text(entry: Mapping[str, object]) -> str:
    """Return an entry of the list of resources as it stands in the file: two levels in."""
    return json.dumps(entry, ensure_ascii=False, indent=1).replace("\n", "\n  ")
