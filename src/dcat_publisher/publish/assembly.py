"""Pieces to documents: a whole site from what the portions wrote and what all share."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dcat_publisher.check.batches.common import Common
from dcat_publisher.check.batches.order import Output, Shown
from dcat_publisher.check.batches.partial import BeyondError
from dcat_publisher.check.batches.survey import Leaf, term_of
from dcat_publisher.check.batches.written import Slice, Written
from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.export import Content, context_bytes, fill_site, site_of
from dcat_publisher.publish.output import desks, resource_text
from dcat_publisher.publish.replacement import Stamp
from dcat_publisher.publish.resource_files import FileCache, entry_of, write_data
from dcat_publisher.publish.tombstones import SITE_FILE, removed_text
from dcat_publisher.rdf.formats import Writer
from dcat_publisher.rdf.jsonld_context import Context, Json
from dcat_publisher.rdf.order import Rank, block_of, subject_rank

_DATASET_RANK = 2
_CHUNK = 1 << 20


@dataclass(slots=True)
class Dumps:
    """The documents of the whole catalogue: what the list says of them, by suffix; their stamps, by name."""

    files: dict[str, Json] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)


def strays(graph: Graph, leaves: frozenset[str]) -> list[str]:
    """Return the datasets that the common part describes, in order: no portion may reach across one."""
    ranks = (subject_rank(graph, node) for node in graph.index if node not in leaves)
    return sorted({rank[1] for rank in ranks if rank[0] == _DATASET_RANK})


def assemble(
    common: Common, leaves: Iterable[Leaf], written: Sequence[Written], findings: Sequence[Finding],
    context: Context, former: Mapping[str, BinaryIO], memory: FileCache,
) -> dict[str, Stamp]:  # fmt: skip
    """Write what is not the portions' own: dumps, documents of common records, pages, the list of files.

    `former` are the dumps, by name, that some pieces are slices of; `memory` knows other files of the former
    output. Gives the stamps of the new dumps, of which the pieces in `written` are slices from now on. Raises
    BeyondError when pages lead to each other by other addresses than the portions thought.
    """
    graph, output = common.graph, common.order.output
    assert output is not None
    for each in written:
        _add_tail(graph, each, common)
    dumps = _write_dumps(graph, written, output, context, former)
    if output.shown is not None:
        _fill_with_pages(common, leaves, written, findings, output, output.shown, context, dumps, memory)
    else:
        _fill(common, written, output, context, dumps)
    return dumps.stamps


def _add_tail(graph: Graph, written: Written, common: Common) -> None:
    for node, said in written.tail.items():
        if node not in common.order.common.index:
            for predicate, values in said.items():
                for value in values:
                    graph.add(node, predicate, value)


def _fill_with_pages(
    common: Common, leaves: Iterable[Leaf], written: Sequence[Written], findings: Sequence[Finding],
    output: Output, shown: Shown, context: Context, dumps: Dumps, memory: FileCache,
) -> None:  # fmt: skip
    """Write the rest of a site with pages, from the whole graph: they show what refers to what."""
    graph, settings, catalog = common.graph, common.settings, common.order.catalog
    for each in written:
        graph.index.update(each.own)
    content = Content(Graph.over(graph.index), catalog, _records(common, leaves), settings, findings)
    addresses = site_of(content).addresses
    if not (all(each.agrees(addresses) for each in written) and _agree(shown.paths, addresses)):
        raise BeyondError
    entries = _entries(written)
    terms = {term_of(leaf, settings.base): leaf.file for leaf in leaves}
    done = {term: entries[file] for term, file in terms.items()}
    fill_site(output.staging, content, context, output.extent, {**done, catalog: dumps.files}, memory)


def _agree(paths: Mapping[str, str], addresses: Mapping[str, str]) -> bool:
    return all(addresses.get(node) == path for node, path in paths.items())


def _records(common: Common, leaves: Iterable[Leaf]) -> list[tuple[str, str]]:
    """Return terms and paths of all records, in order of file."""
    by_file = {leaf.file: [(term_of(leaf, common.settings.base), leaf.path)] for leaf in leaves}
    for record in common.records:
        by_file.setdefault(record.place.file, []).append((iri(record.iri), record.path))
    return [each for file in _in_order(by_file) for each in by_file[file]]


def _in_order(files: Iterable[str]) -> list[str]:
    return [file.as_posix() for file in sorted(map(Path, files))]


def _entries(written: Iterable[Written]) -> dict[str, dict[str, Json]]:
    return {file: json.loads(text) for each in written for file, text in each.resources.items()}


def _fill(common: Common, written: Sequence[Written], output: Output, context: Context, dumps: Dumps) -> None:
    """Write the rest of a site without pages; the list is put together as text, since it may be very long."""
    graph = common.graph
    resources = {file: [text] for each in written for file, text in each.resources.items()}
    for record in common.records:
        term, files = iri(record.iri), dict[str, Json]()
        if record.path == "catalog":
            files = dumps.files
        elif output.extent.parts:
            files = write_data(
                output.staging, bounded_description(graph, term), record.path, context, output.extent.formats
            )
        entry = resource_text(entry_of(graph, term, record.path, files, None))
        resources.setdefault(record.place.file, []).append(entry)
    output.staging.write("context.jsonld", context_bytes(context))
    body = ",\n  ".join(text for file in _in_order(resources) for text in resources[file])
    base = json.dumps(common.settings.base, ensure_ascii=False)
    head = f'{{\n "version": 1,\n "base": {base},\n "catalog": "catalog",\n'
    text = f'{head} "resources": [\n  {body}\n ]{removed_text(common.settings.removed)}\n}}\n'
    (output.staging.folder / SITE_FILE).write_text(text, "utf-8", newline="")


def _write_dumps(
    graph: Graph, written: Sequence[Written], output: Output, context: Context, former: Mapping[str, BinaryIO]
) -> Dumps:
    """Write the documents of the whole catalogue, format by format."""
    ranks = {node: subject_rank(graph, node) for node in graph.index}
    order = sorted(ranks, key=ranks.__getitem__)
    blocks = [block_of(node, graph.index[node]) for node in order]
    dumps = Dumps()
    for entry, writer, _ in desks(context, output.extent.formats):
        pieces = [writer.piece(block) for block in blocks]
        suffix, name = entry.suffix, f"catalog.{entry.suffix}"
        used = set().union(*(piece.used for piece in pieces), *(each.used[suffix] for each in written))
        items: list[tuple[Rank, str | Written]] = [
            (ranks[node], piece.text) for node, piece in zip(order, pieces, strict=True)
        ]
        items += [((_DATASET_RANK, each.first, ""), each) for each in written]
        items.sort(key=lambda item: item[0])
        target = output.staging.folder / name
        with target.open("wb") as stream:
            stream.write(writer.head(used).encode())
            _join(stream, [content for _, content in items], writer, suffix, former.get(name))
            stream.write(writer.foot.encode())
        with target.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        dumps.files[suffix] = {"mediaType": entry.media_type, "sha256": digest}
        dumps.stamps[name] = output.staging.settle(name)
    return dumps


def _join(
    stream: BinaryIO, contents: Iterable[str | Written], writer: Writer, suffix: str, former: BinaryIO | None
) -> None:
    """Write pieces one after the other; each portion learns where its piece is."""
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
    assert former is not None  # there are slices of dumps only that `Cache.former_dumps` has opened
    former.seek(piece.start)
    left = piece.length
    while left:
        data = former.read(min(left, _CHUNK))
        stream.write(data)
        left -= len(data)
