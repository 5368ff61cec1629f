"""Pieces to documents: the dumps of a catalogue from what the portions wrote and what all share."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dcat_publisher.export import SITE_FILE, about, context_bytes
from dcat_publisher.formats import FORMATS
from dcat_publisher.formats.order import Rank, block_of, subject_rank
from dcat_publisher.graph import Graph
from dcat_publisher.parts import part_of
from dcat_publisher.removed import removed_text
from dcat_publisher.run.common import Common
from dcat_publisher.run.order import Output
from dcat_publisher.run.output import Written, desks, resource_text
from dcat_publisher.terms import iri
from dcat_publisher.vocabulary import Context

_DATASET_RANK = 2


def strays(graph: Graph, leaves: frozenset[str]) -> list[str]:
    """Give the datasets that the common part describes, in order: no portion may reach across one."""
    ranks = (subject_rank(graph, node) for node in graph.index if node not in leaves)
    return sorted({rank[1] for rank in ranks if rank[0] == _DATASET_RANK})


def assemble(common: Common, written: Sequence[Written], output: Output, context: Context) -> None:
    """Write the dumps, the documents of the common records and the list of resources."""
    graph = common.graph
    for each in written:
        for node, said in each.tail.items():
            if node not in common.order.common.index:
                for predicate, values in said.items():
                    for value in values:
                        graph.add(node, predicate, value)
    dumps = _dumps(graph, written, output, context)
    resources = dict[str, list[str]]()
    for each in written:
        for file, text in each.resources.items():
            resources[file] = [text]
    for record in common.records:
        files = dumps if record.path == "catalog" else {}
        if record.path != "catalog" and output.parts:
            files = _documents(graph, iri(record.iri), record.path, output, context)
        entry = resource_text({**about(graph, iri(record.iri), record.path), "files": files})
        resources.setdefault(record.place.file, []).append(entry)
    (output.folder / "context.jsonld").write_bytes(context_bytes(context))
    ordered = [text for file in sorted(map(Path, resources)) for text in resources[file.as_posix()]]
    body = ",\n  ".join(ordered)
    base = resource_text({"b": common.settings.base}).partition(": ")[2].rpartition("\n")[0]
    (output.folder / SITE_FILE).write_text(
        f'{{\n "version": 1,\n "base": {base},\n "catalog": "catalog",\n "resources": [\n  {body}\n ]'
        f"{removed_text(common.settings.removed)}\n}}\n",
        "utf-8",
        newline="",
    )


def _documents(
    graph: Graph, term: str, path: str, output: Output, context: Context
) -> dict[str, dict[str, str]]:
    part = part_of(graph, term)
    files = {}
    for entry in FORMATS:
        if entry.suffix in output.suffixes:
            data = entry.write(part, context)
            target = output.folder / f"{path}.{entry.suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            files[entry.suffix] = {
                "mediaType": entry.media_type,
                "sha256": hashlib.sha256(data).hexdigest(),
            }
    return files


def _dumps(
    graph: Graph, written: Sequence[Written], output: Output, context: Context
) -> dict[str, dict[str, str]]:
    """Write the documents of the whole catalogue, format by format."""
    ranks = {node: subject_rank(graph, node) for node in graph.index}
    order = sorted(ranks, key=ranks.__getitem__)
    blocks = [block_of(node, graph.index[node]) for node in order]
    files = {}
    for entry, writer, _ in desks(context, output.suffixes):
        pieces = [writer.piece(block) for block in blocks]
        used = set().union(*(piece.used for piece in pieces), *(each.used[entry.suffix] for each in written))
        items: list[tuple[Rank, str | Path]] = [
            (ranks[node], piece.text) for node, piece in zip(order, pieces, strict=True)
        ]
        items += [((_DATASET_RANK, each.first, ""), each.files[entry.suffix]) for each in written]
        items.sort(key=lambda item: item[0])
        target = output.folder / f"catalog.{entry.suffix}"
        with target.open("wb") as stream:
            stream.write(writer.head(used).encode())
            _join(stream, (content for _, content in items), writer.separator.encode())
            stream.write(writer.foot.encode())
        with target.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        files[entry.suffix] = {"mediaType": entry.media_type, "sha256": digest}
    return files


def _join(stream: BinaryIO, contents: Iterator[str | Path], separator: bytes) -> None:
    for number, content in enumerate(contents):
        if number:
            stream.write(separator)
        if isinstance(content, str):
            stream.write(content.encode())
        else:
            with content.open("rb") as piece:
                shutil.copyfileobj(piece, stream, 1 << 20)
