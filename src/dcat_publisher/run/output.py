"""What a portion writes: its piece of each dump, and the documents of its datasets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dcat_publisher.export import about
from dcat_publisher.formats import FORMATS, Format, Piece, Writer, document
from dcat_publisher.formats.order import block_of, subject_rank
from dcat_publisher.graph import Graph
from dcat_publisher.mapping import Record
from dcat_publisher.parts import part_of
from dcat_publisher.run.order import Order
from dcat_publisher.run.survey import owner_of
from dcat_publisher.terms import iri
from dcat_publisher.vocabulary import Context

Pieces = dict[str, Piece]


@dataclass(slots=True)
class Written:
    """What a portion has written.

    `first` is the term of its first dataset, `files` the pieces of the dumps by suffix, `used` the names that
    they need declared; `resources` the entries of the list of resources, by file of the source; `tail` the
    descriptions of nodes that belong to nobody, which go into the dumps once.
    """

    first: str = ""
    files: dict[str, Path] = field(default_factory=dict)
    used: dict[str, frozenset[str]] = field(default_factory=dict)
    resources: dict[str, str] = field(default_factory=dict)
    tail: dict[str, dict[str, list[str]]] = field(default_factory=dict)


class _Desk(NamedTuple):
    """A format, its writer, and the pieces of nodes that all portions share."""

    format: Format
    writer: Writer
    shared: Pieces


@lru_cache(maxsize=1)
def _desks(order: Order, suffixes: tuple[str, ...]) -> tuple[_Desk, ...]:
    return desks(order.vocabulary.context, suffixes)


def desks(context: Context, suffixes: Iterable[str]) -> tuple[_Desk, ...]:
    """Give what writes the formats with these suffixes."""
    wanted = frozenset(suffixes)
    return tuple(_Desk(entry, entry.writer(context), {}) for entry in FORMATS if entry.suffix in wanted)


def write_portion(graph: Graph, order: Order, records: Mapping[str, Record]) -> Written:
    """Write the datasets of a portion; `records` are they, by term."""
    assert order.output is not None
    owned: dict[str, list[str]] = {term: [] for term in sorted(records)}
    written = Written(first=next(iter(owned)))
    for node in graph.index:
        owner = owner_of(node)
        if owner in owned:
            owned[owner].append(node)
        elif node not in order.common.index:
            written.tail[node] = graph.index[node]
    all_desks = _desks(order, order.output.suffixes)
    texts: dict[str, list[str]] = {desk.format.suffix: [] for desk in all_desks}
    used: dict[str, set[str]] = {desk.format.suffix: set() for desk in all_desks}
    for term, nodes in owned.items():
        blocks = [
            block_of(node, graph.index[node])
            for node in sorted(nodes, key=lambda one: subject_rank(graph, one))
        ]
        own = {
            desk.format.suffix: {block[0]: desk.writer.piece(block) for block in blocks} for desk in all_desks
        }
        for suffix, pieces in own.items():
            texts[suffix] += [piece.text for piece in pieces.values()]
            used[suffix].update(*(piece.used for piece in pieces.values()))
        record = records[term]
        files = _documents(graph, term, record, own, order, all_desks) if order.output.parts else {}
        if order.output.parts:
            written.resources[record.place.file] = resource_text(
                {**about(graph, iri(record.iri), record.path), "files": files}
            )
    for desk in all_desks:
        suffix = desk.format.suffix
        name = hashlib.blake2b(written.first.encode(), digest_size=12).hexdigest()
        written.files[suffix] = order.output.pieces / f"{name}.{suffix}"
        written.files[suffix].write_text(desk.writer.separator.join(texts[suffix]), "utf-8", newline="")
        written.used[suffix] = frozenset(used[suffix])
    return written


def _documents(
    graph: Graph,
    term: str,
    record: Record,
    own: Mapping[str, Pieces],
    order: Order,
    all_desks: Iterable[_Desk],
) -> dict[str, dict[str, str]]:
    """Write the documents of one dataset; give the list of them."""
    assert order.output is not None
    part = part_of(graph, term)
    nodes = sorted(part.index, key=lambda node: subject_rank(part, node))
    files: dict[str, dict[str, str]] = {}
    for entry, writer, shared in all_desks:
        pieces = []
        for node in nodes:
            piece = own[entry.suffix].get(node) or shared.get(node)
            if piece is None:
                piece = writer.piece(block_of(node, part.index[node]))
                if node in order.common.index:
                    shared[node] = piece
            pieces.append(piece)
        data = document(writer, pieces).encode()
        target = order.output.folder / f"{record.path}.{entry.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        files[entry.suffix] = {"mediaType": entry.media_type, "sha256": hashlib.sha256(data).hexdigest()}
    return files


def resource_text(entry: Mapping[str, object]) -> str:
    """Give an entry of the list of resources as it stands in the file: two levels in."""
    return json.dumps(entry, ensure_ascii=False, indent=1).replace("\n", "\n  ")
