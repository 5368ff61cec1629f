"""The documents of the profiles beside the first one: of the catalogue and of each record, in its formats.

`datasets/npr.dcat-ap.ttl` stands beside `datasets/npr.ttl`. Where a profile says the very same as the first
one, its files are those of the first under another name.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from dcat_publisher.checking.pipeline.compile import CATALOG
from dcat_publisher.checking.pipeline.tasks import InProcess, Runner
from dcat_publisher.checking.views.view import View
from dcat_publisher.model.bounded_description import bounded_description
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.publish.pages.profiles import token_of
from dcat_publisher.publish.resource_files import listed
from dcat_publisher.publish.staging import Staging
from dcat_publisher.rdf.formats import Format, Piece, Writer, document
from dcat_publisher.rdf.jsonld_context import Context, Json
from dcat_publisher.rdf.order import block_of, subject_rank

_CHUNK: Final = 128
"""How many records are written together: nodes that they share are written once."""
Files = dict[str, Json]


class _Work(NamedTuple):
    """What the tasks of one run share."""

    staging: Staging
    views: Sequence[View]
    records: Sequence[tuple[str, str]]
    catalog: str
    context: Context
    formats: Sequence[Format]


_work: dict[str, _Work] = {}
"""The runs of this process; what is forked from it has them too."""


class ProfileFiles:
    """What the list says of the documents of other profiles, by the term of the record.

    `same` are the tokens of the profiles that say the same as the first.
    """

    def __init__(self, staging: Staging, written: Mapping[str, Files], same: Sequence[str]) -> None:
        self._staging = staging
        self._written = written
        self._same = same

    def entry(self, term: str, entry: Files, formats: Iterable[Format]) -> Files:
        """Return the entry of a record with its files in other profiles."""
        files = entry["files"]
        if not isinstance(files, dict) or not (self._same or term in self._written):
            return entry
        return {**entry, "files": self.added(term, str(entry["path"]), files, formats)}

    def added(self, term: str, path: str, files: Files, formats: Iterable[Format]) -> Files:
        """Return the files of a record with those of other profiles."""
        found = {**files, **self._written.get(term, {})}
        for token in self._same:
            for entry in formats:
                about = files.get(entry.suffix)
                if isinstance(about, dict):
                    name = f"{token}.{entry.suffix}"
                    self._staging.share(f"{path}.{name}", f"{path}.{entry.suffix}")
                    found[name] = {**about, "profile": token}
        return found


def write_profiles(
    staging: Staging, views: Sequence[View], records: Sequence[tuple[str, str]], catalog: str,
    context: Context, formats: Sequence[Format], runner: Runner | None = None,
) -> ProfileFiles:  # fmt: skip
    """Write the documents of the views behind the first one, each of its `records` (term and path)."""
    same = [view for view in views[1:] if view.is_whole and views[0].is_whole]
    others = [view for view in views[1:] if view not in same]
    single = [(term, path) for term, path in records if term != catalog]
    found: dict[str, Files] = {}
    for term, files in _written(_Work(staging, others, single, catalog, context, formats), runner):
        found.setdefault(term, {}).update(files)
    return ProfileFiles(staging, found, [token_of(view.profile) for view in same])


def _written(work: _Work, runner: Runner | None) -> Iterator[tuple[str, Files]]:
    """Write all documents, shared out where there are many."""
    size, number = len(work.records), len(work.formats)
    run = runner if runner is not None and runner.shares and size > _CHUNK else InProcess()
    key = secrets.token_hex(8)
    _work[key] = work
    try:
        wholes = [(key, view, entry) for view in range(len(work.views)) for entry in range(number)]
        yield from run(write_whole, wholes, [size] * len(wholes))
        starts = range(0, size if work.views else 0, _CHUNK)
        sizes = [min(_CHUNK, size - start) for start in starts]
        for chunk in run(write_chunk, [(key, start) for start in starts], sizes):
            yield from chunk
    finally:
        del _work[key]


def write_chunk(key: str, start: int) -> list[tuple[str, Files]]:
    """Write the documents of some records in each view; return what the list says of them."""
    work, found = _work[key], list[tuple[str, Files]]()
    with gc_paused():
        for view in work.views:
            desks = [(entry, entry.writer_for(work.context), dict[str, Piece]()) for entry in work.formats]
            token = token_of(view.profile)
            for term, path in work.records[start : start + _CHUNK]:
                part = bounded_description(view.graph, term)
                if part.index.get(term):
                    found.append((term, _documents(work.staging, part, f"{path}.{token}", desks, token)))
    return found


def _documents(
    staging: Staging, part: Graph, path: str, desks: Sequence[tuple[Format, Writer, dict[str, Piece]]],
    token: str,
) -> Files:  # fmt: skip
    nodes = sorted(part.index, key=lambda node: subject_rank(part, node))
    files: Files = {}
    for entry, writer, known in desks:
        for node in nodes:
            if node not in known:
                known[node] = writer.piece(block_of(node, part.index[node]))
        data = document(writer, [known[node] for node in nodes]).encode()
        about = listed(staging, f"{path}.{entry.suffix}", entry.media_type, data)
        files[f"{token}.{entry.suffix}"] = {**about, "profile": token}
    return files


def write_whole(key: str, view: int, entry: int) -> tuple[str, Files]:
    """Write what a view says of the whole catalogue in one format; return what the list says of that."""
    work = _work[key]
    form, said = work.formats[entry], work.views[view]
    token = token_of(said.profile)
    with gc_paused():
        data = form.write(said.graph, work.context)
    name = f"{token}.{form.suffix}"
    about = listed(work.staging, f"{CATALOG}.{name}", form.media_type, data)
    return work.catalog, {name: {**about, "profile": token}}
