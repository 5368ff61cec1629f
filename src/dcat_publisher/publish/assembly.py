"""Pieces to documents: the dumps of a site from what the batches wrote and what is common."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.publish.batches import desks
from dcat_publisher.publish.extent import Extent
from dcat_publisher.publish.staging import Staging, Stamp
from dcat_publisher.publish.written import Slice, Written
from dcat_publisher.rdf.formats import Writer
from dcat_publisher.rdf.jsonld_context import Context, Json
from dcat_publisher.rdf.order import Rank, block_of, subject_rank

_DATASET_RANK: Final = 2
_CHUNK: Final = 1 << 20


@dataclass(slots=True)
class Dumps:
    """The documents of the whole catalogue: what the list says of them, by suffix; their stamps, by name."""

    files: dict[str, Json] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)


def strays(graph: Graph) -> list[str]:
    """Return the datasets that are not in batches, in order: no batch may reach across one."""
    ranks = (subject_rank(graph, node) for node in graph.index)
    return sorted({rank[1] for rank in ranks if rank[0] == _DATASET_RANK})


def write_dumps(
    graph: Graph, written: Sequence[Written], staging: Staging, extent: Extent, context: Context,
    former: Mapping[str, BinaryIO],
) -> Dumps:  # fmt: skip
    """Write the documents of the whole catalogue, format by format; `graph` is what no batch has.

    `former` are the dumps, by name, that some pieces are slices of; from now on all pieces are slices of the
    new ones.
    """
    ranks = {node: subject_rank(graph, node) for node in graph.index}
    order = sorted(ranks, key=ranks.__getitem__)
    blocks = [block_of(node, graph.index[node]) for node in order]
    dumps = Dumps()
    for desk in desks(context, extent.formats):
        pieces = [desk.writer.piece(block) for block in blocks]
        suffix, name = desk.format.suffix, f"catalog.{desk.format.suffix}"
        used = set().union(*(piece.used for piece in pieces), *(each.used[suffix] for each in written))
        items: list[tuple[Rank, str | Written]] = [
            (ranks[node], piece.text) for node, piece in zip(order, pieces, strict=True)
        ]
        items += [((_DATASET_RANK, each.first, ""), each) for each in written]
        items.sort(key=lambda item: item[0])
        target = staging.fresh(name)
        with target.open("wb") as stream:
            stream.write(desk.writer.head(used).encode())
            _join(stream, [content for _, content in items], desk.writer, suffix, former.get(name))
            stream.write(desk.writer.foot.encode())
        with target.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        dumps.files[suffix] = {"mediaType": desk.format.media_type, "sha256": digest}
        dumps.stamps[name] = staging.settle(name)
    return dumps


def _join(
    stream: BinaryIO, contents: Iterable[str | Written], writer: Writer, suffix: str, former: BinaryIO | None
) -> None:
    """Write pieces one after the other; each batch learns where its piece is."""
    separator = writer.separator.encode()
    for number, content in enumerate(contents):
        if number:
            stream.write(separator)
        if isinstance(content, str):
            stream.write(content.encode())
        else:
            start = stream.tell()
            _copy(content.pieces[suffix], former, stream)
            content.pieces[suffix] = Slice(start, stream.tell() - start)


def _copy(piece: Path | Slice, former: BinaryIO | None, stream: BinaryIO) -> None:
    if isinstance(piece, Path):
        with piece.open("rb") as source:
            shutil.copyfileobj(source, stream, _CHUNK)
        return
    assert former is not None  # there are slices of dumps only that were opened when the build began
    former.seek(piece.start)
    left = piece.length
    while left:
        data = former.read(min(left, _CHUNK))
        if not data:
            raise OSError(f"a former dump ends before its {piece.start + piece.length} bytes")
        stream.write(data)
        left -= len(data)
