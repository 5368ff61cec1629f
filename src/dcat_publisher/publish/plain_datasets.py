"""Which parts of a catalogue are one plain dataset each, so that batches can write them."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dcat_publisher.checking.pipeline.graphs import plain_parts
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.parts import document_of
from dcat_publisher.model.terms import iri


def leaves(parts: LinkedParts, records: Sequence[tuple[str, str]]) -> dict[int, tuple[str, str]]:
    """Return the parts that are one dataset each, of which nobody else speaks, with its term and path.

    `records` are the terms and paths of all records.
    """
    index, paths = parts.index, Counter(path for _, path in records)
    shared = _spoken_of(parts) | index.coded.keys() | {index.catalog}
    found = {}
    for number in plain_parts(index.parts):
        own = index.parts[number]
        path, name, address, _, _, _ = own.records[0]
        term = iri(name)
        is_alone = name == address and own.documents == (term,) and len(index.describing(term)) == 1
        if is_alone and paths[path] == 1 and term not in shared:
            found[number] = (term, path)
    return found


def _spoken_of(parts: LinkedParts) -> set[str]:
    """Return what has a part that is only linked to: what follows from the link stands with its owner."""
    return {document_of(node) for node in parts.index.linkers if "#" in node and _is_only_linked(node, parts)}


def _is_only_linked(node: str, parts: LinkedParts) -> bool:
    index = parts.index
    describing, linking = [*index.describing(node)], [number for number, _ in index.linking(node)]
    if describing == linking and not any(index.parts[number].loose for number in linking):
        return False  # a record links to what is nested in it, and has told of what it does not have
    return not any(node in parts(number) for number in describing)


def cut(leaves: Mapping[int, tuple[str, str]], between: Iterable[str], size: int) -> list[list[int]]:
    """Cut plain datasets, in the order of their terms, into batches of about `size`.

    Where another dataset stands `between` them there is a cut, else the terms themselves say where: so one
    that comes or goes changes one batch, and not all behind it.
    """
    ordered = sorted((term, number) for number, (term, _) in leaves.items())
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
