"""`out/` as an RDF dataset: a named graph for each dataset, one for the rest; together, the catalogue.

Each dataset, series and data service has a named graph with its own IRI as its name and its own document as
its content: the dataset, its nested nodes, and the agents, laws and concepts that it refers to. The rest
(the catalogue, and all agents, laws and concepts once more) is in the graph with the catalogue's IRI, so the
union of the named graphs is the catalogue, and a change to one dataset changes one graph.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from dcat_publisher.model.errors import ConfigurationError

if TYPE_CHECKING:
    from pyoxigraph import Store

SITE_FILE: Final = "site.json"
_SUFFIX: Final = "nt"
_GRAPH_KEYWORDS: Final = re.compile("graph|from", re.IGNORECASE)
_WITH_GRAPH: Final = frozenset(
    f"http://www.w3.org/ns/dcat#{name}" for name in ("Dataset", "DatasetSeries", "DataService")
)


class NamedGraph(NamedTuple):
    """A graph's name (an IRI) and its triples as N-Triples, one a line."""

    name: str
    triples: bytes


class _Document(NamedTuple):
    iri: str
    file: Path
    sha256: str

    def read(self) -> bytes:
        data = self.file.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ConfigurationError(f"{self.file} is not the file that {SITE_FILE} speaks of; build again")
        return data


@dataclass(frozen=True, slots=True)
class Published:
    """The RDF of a built site: where the documents are, and what they should be.

    Reading raises ConfigurationError when a document is missing or is not the one that was built with
    the others.
    """

    base: str
    version: str
    catalog: _Document
    records: tuple[_Document, ...]

    def names(self) -> list[str]:
        """Return the names of the named graphs, the catalogue's last."""
        return [*(record.iri for record in self.records), self.catalog.iri]

    def whole(self) -> bytes:
        """Return the catalogue as one document of N-Triples."""
        return _read(self.catalog)

    def graphs(self) -> Iterator[NamedGraph]:
        """Yield the named graphs, one at a time, the catalogue's last."""
        own: set[bytes] = set()
        for record in self.records:
            triples = _read(record)
            own |= _own_subjects(record.iri, triples)
            yield NamedGraph(record.iri, triples)
        lines = self.whole().splitlines(keepends=True)
        rest = b"".join(line for line in lines if line.partition(b" ")[0] not in own)
        yield NamedGraph(self.catalog.iri, rest)


def _read(document: _Document) -> bytes:
    try:
        return document.read()
    except OSError as error:
        raise ConfigurationError(f"{document.file} cannot be read: {error.strerror}; build again") from error


def _own_subjects(iri: str, triples: bytes) -> set[bytes]:
    """Return the dataset and its nested nodes, where its document describes them."""
    own = re.compile(rb"^<" + re.escape(iri.encode()) + rb"(?:#[^ ]*)?>", re.MULTILINE)
    return set(own.findall(triples))


def published(out: Path) -> Published:
    """Read what is in `out`; raises ConfigurationError when no site was built there."""
    try:
        text = (out / SITE_FILE).read_bytes()
    except OSError as error:
        message = f"{out / SITE_FILE} cannot be read ({error.strerror}); `dcat-publisher build` makes {out}"
        raise ConfigurationError(message) from error
    try:
        site = json.loads(text)
        resources = {item["path"]: item for item in site["resources"]}
        datasets = [item for item in resources.values() if not _WITH_GRAPH.isdisjoint(item["types"])]
        catalog, *records = (
            _Document(item["iri"], out / f"{item['path']}.{_SUFFIX}", item["files"][_SUFFIX]["sha256"])
            for item in (resources[site["catalog"]], *datasets)
        )
        version = hashlib.sha256(text).hexdigest()
        return Published(site["base"], version, catalog, tuple(records))
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f"{out} holds no site that can be queried: {error!r}") from error


def load_default(site: Published) -> Store:
    """Return an in-memory store with the catalogue as its default graph, and nothing else."""
    from pyoxigraph import RdfFormat, Store  # noqa: PLC0415 (pushing needs none)

    store = Store()
    store.load(site.whole(), format=RdfFormat.N_TRIPLES)
    return store


def may_name_graphs(query: str) -> bool:
    """Return whether a query could look into a named graph: it needs one of two keywords for that."""
    return _GRAPH_KEYWORDS.search(query) is not None


def load(site: Published) -> Store:
    """Return an in-memory store with the catalogue as its default graph, and the named graphs."""
    from pyoxigraph import NamedNode, RdfFormat  # noqa: PLC0415 (pushing needs none)

    store = load_default(site)
    for graph in site.graphs():
        store.load(graph.triples, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(graph.name))
    return store
