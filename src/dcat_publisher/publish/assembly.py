"""Pieces to documents: the dumps of a site from what the batches wrote and what is common."""

from __future__ import annotations

import contextlib
import hashlib
import os
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
    separator, waiting, place = writer.separator.encode(), Slice(0, 0), stream.tell()
    for number, content in enumerate(contents):
        before = separator if number else b""
        if isinstance(content, str):
            waiting = _copied(waiting, former, stream)
            place += stream.write(before + content.encode())
            continue
        piece = content.pieces[suffix]
        if isinstance(piece, Slice) and waiting.length and _end(waiting) + len(before) == piece.start:
            # It stands behind the one before already, and what is between them is always the same.
            waiting = Slice(waiting.start, waiting.length + len(before) + piece.length)
        else:
            waiting = _copied(waiting, former, stream)
            stream.write(before)
            waiting = piece if isinstance(piece, Slice) else _appended(piece, stream)
        length = piece.length if isinstance(piece, Slice) else piece.stat().st_size
        content.pieces[suffix] = Slice(place + len(before), length)
        place += len(before) + length
    _copied(waiting, former, stream)


def _end(piece: Slice) -> int:
    return piece.start + piece.length


def _appended(piece: Path, stream: BinaryIO) -> Slice:
    """Write a piece that was made anew; nothing waits after it."""
    with piece.open("rb") as source:
        shutil.copyfileobj(source, stream, _CHUNK)
    return Slice(0, 0)


def _copied(piece: Slice, former: BinaryIO | None, stream: BinaryIO) -> Slice:
    """Write a slice of the former dump; nothing waits after it."""
    if not piece.length:
        return piece
    assert former is not None  # there are slices of dumps only that were opened when the build began
    stream.flush()
    start, left = piece
    while left:
        copied = _copy_range(former, stream, start, left)
        if not copied:
            raise OSError(f"a former dump ends before its {_end(piece)} bytes")
        start, left = start + copied, left - copied
    stream.seek(0, os.SEEK_END)
    return Slice(0, 0)


def _copy_range(former: BinaryIO, stream: BinaryIO, start: int, left: int) -> int:
    """Copy some bytes to the end of a stream that was flushed, best by the system; return how many."""
    with contextlib.suppress(AttributeError, OSError):
        return os.copy_file_range(former.fileno(), stream.fileno(), left, offset_src=start)
    former.seek(start)
    data = former.read(min(left, _CHUNK))
    stream.write(data)
    stream.flush()
    return len(data)
