"""Which parts of a catalogue are one plain dataset each, so that batches can write them."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.nodes import put_together
from dcat_publisher.checking.pipeline.parts import Said, Symbols, document_of
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT, FOAF
from dcat_publisher.model.terms import iri
from dcat_publisher.source.mapping.list_names import PAGE


class Leaf(NamedTuple):
    """A plain dataset: its term, its path, and the term of the page of its variables, where it names a list.

    That page is described in the same part, and is a thing of its own, which no batch writes.
    """

    term: str
    path: str
    page: str | None = None


def leaves(parts: LinkedParts, records: Sequence[tuple[str, str]]) -> dict[int, Leaf]:
    """Return the parts that are one dataset each, of which nobody else speaks.

    `records` are the terms and paths of all records.
    """
    index, paths = parts.index, Counter(path for _, path in records)
    shared = _spoken_of(parts) | index.coded.keys() | {index.catalog}
    found = {}
    for number, own in enumerate(index.parts):
        leaf = _leaf(own)
        if leaf is None or paths[leaf.path] != 1:
            continue
        things = [leaf.term] if leaf.page is None else [leaf.term, leaf.page]
        if shared.isdisjoint(things) and all(len(index.describing(thing)) == 1 for thing in things):
            found[number] = leaf
    return found


def _leaf(own: Symbols) -> Leaf | None:
    """Return the dataset that a part is, if it describes nothing else but the page of its variables."""
    if len(own.records) != 1:
        return None
    path, name, address, _, _, _ = own.records[0]
    term = iri(name)
    expected = {term: (DCAT.Dataset,)}
    page = iri(f"{address}{PAGE}") if own.lists else None
    if page is not None:
        expected[page] = (FOAF.Document,)
    if name != address or {*own.documents} != expected.keys() or dict(own.typed) != expected:
        return None
    return Leaf(term, path, page)


def graph_with(leaves: Iterable[int], common: Graph, parts: LinkedParts) -> Graph:
    """Return the graph of what is common and of some plain datasets, by the numbers of their parts."""
    whole = dict(common.index)
    for number in leaves:
        for node in parts(number):
            whole[node] = cast(Said, put_together(node, parts.index, parts))
    return Graph.over(whole)


def _spoken_of(parts: LinkedParts) -> set[str]:
    """Return what has a part that is only linked to: what follows from the link stands with its owner."""
    return {document_of(node) for node in parts.index.linkers if "#" in node and _is_only_linked(node, parts)}


def _is_only_linked(node: str, parts: LinkedParts) -> bool:
    index = parts.index
    describing, linking = [*index.describing(node)], [number for number, _ in index.linking(node)]
    if describing == linking and not any(index.parts[number].loose for number in linking):
        return False  # a record links to what is nested in it, and has told of what it does not have
    return not any(node in parts(number) for number in describing)


def cut(leaves: Mapping[int, Leaf], between: Iterable[str], size: int) -> list[list[int]]:
    """Cut plain datasets, in the order of their terms, into batches of about `size`.

    Where another dataset stands `between` them there is a cut, else the terms themselves say where: so one
    that comes or goes changes one batch, and not all behind it.
    """
    ordered = sorted((leaf.term, number) for number, leaf in leaves.items())
    waiting, batches, batch = sorted(between, reverse=True), list[list[int]](), list[int]()
    for term, number in ordered:
        passed = bool(waiting) and waiting[-1] < term
        while waiting and waiting[-1] < term:
            waiting.pop()
        begins = zlib.crc32(term.encode("utf-8", "surrogatepass")) % size == 0
        if batch and (passed or begins or len(batch) == 2 * size):
            batches.append(batch)
            batch = []
        batch.append(number)
    return [*batches, batch] if batch else batches
