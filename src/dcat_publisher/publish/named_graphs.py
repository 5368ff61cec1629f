"""`out/` as an RDF dataset: a named graph for each dataset, one for the rest; together, the catalogue.

Each dataset, series and data service has a named graph with its own IRI as its name and its own document as
its content: the dataset, its nested nodes, and the agents, laws and concepts that it refers to. The rest
(the catalogue, and all agents, laws and concepts once more) is in the graph with the catalogue's IRI, so the
union of the named graphs is the catalogue, and a change to one dataset changes one graph.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.publish.manifest import SITE_FILE, parse
from dcat_publisher.rdf.formats import N_TRIPLES
from dcat_publisher.rdf.gate import check_bounds
from dcat_publisher.system.confined import read_inside
from dcat_publisher.system.reasons import reason_of

if TYPE_CHECKING:
    from pyoxigraph import Store

_WORDS: Final = Words(__file__).group("built")
_SUFFIX: Final = N_TRIPLES.suffix
_GRAPH_KEYWORDS: Final = re.compile("graph|from", re.IGNORECASE)
_WITH_GRAPH: Final = frozenset(
    DCAT + name for name in ("Dataset", "DatasetSeries", "DataService")
)


class NamedGraph(NamedTuple):
    """A graph's name (an IRI) and its triples as N-Triples, one a line."""

    name: str
    triples: bytes


class _Document(NamedTuple):
    iri: str
    out: Path
    path: str
    sha256: str

    @property
    def file(self) -> Path:
        return self.out / self.path

    def read(self) -> bytes:
        data = read_inside(self.out, self.path)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ConfigurationError(filled(_WORDS["other_file"], file=str(self.file), manifest=SITE_FILE))
        check_bounds(data, N_TRIPLES.name, str(self.file))
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
        words = filled(_WORDS["build_again"], file=str(document.file), reason=reason_of(error))
        raise ConfigurationError(words) from error


def _own_subjects(iri: str, triples: bytes) -> set[bytes]:
    """Return the dataset and its nested nodes, where its document describes them."""
    own = re.compile(rb"^<" + re.escape(iri.encode()) + rb"(?:#[^ ]*)?>", re.MULTILINE)
    return set(own.findall(triples))


def published(out: Path) -> Published:
    """Read what is in `out`; raises ConfigurationError when no site was built there."""
    try:
        text = read_inside(out, SITE_FILE)
    except OSError as error:
        blanks = {"file": str(out / SITE_FILE), "out": str(out)}
        words = filled(_WORDS["not_built"], reason=reason_of(error), **blanks)
        raise ConfigurationError(words) from error
    head: dict[str, str] = {}
    catalog: _Document | None = None
    records: dict[str, _Document] = {}
    try:
        for key, item in parse(io.BytesIO(text)):
            if key != "resources":
                head |= {key: item} if key in ("base", "catalog") else {}
                continue
            if item["path"] == head["catalog"]:
                catalog = _document(out, item)
            if not _WITH_GRAPH.isdisjoint(item["types"]):
                records[item["path"]] = _document(out, item)
        if catalog is None:
            raise KeyError(head["catalog"])
        return Published(head["base"], hashlib.sha256(text).hexdigest(), catalog, tuple(records.values()))
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(filled(_WORDS["no_site"], out=str(out), reason=repr(error))) from error


def _document(out: Path, item: dict[str, Any]) -> _Document:
    return _Document(item["iri"], out, f"{item['path']}.{_SUFFIX}", item["files"][_SUFFIX]["sha256"])


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
