"""The whole run on one screen, the oracle of the pipeline: read all, map all, validate the graph.

It holds everything in memory and remembers nothing; what it finds, the pipeline has to find.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dcat_publisher.checking.circumstances import Circumstances
from dcat_publisher.checking.likeness import likeness_findings, likenesses
from dcat_publisher.checking.naming import name_findings, node_places, record_places
from dcat_publisher.checking.node_rules import node_findings
from dcat_publisher.checking.placed_nodes import GraphPlaces
from dcat_publisher.checking.validation import (
    knows_register,
    placed_findings,
    without_consequences,
    without_strays,
)
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding, in_order
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import untranslated
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri
from dcat_publisher.rules import finding
from dcat_publisher.shacl import validate
from dcat_publisher.source import Document, Mapping, parse, read
from dcat_publisher.source.folder import Unread, yaml_files
from dcat_publisher.source.mapping import (
    Names,
    Record,
    Settings,
    map_records,
    read_settings,
    records_of,
    same_iri_findings,
    still_there,
)
from dcat_publisher.system.reasons import unreadable
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile

CATALOG_FILE = "catalog.yaml"
MEMBER_CLASSES = (DCAT.Dataset, DCAT.DatasetSeries, DCAT.DataService)
_NOT_MEMBERS = {DCAT.Catalog, DCAT.CatalogRecord}


@dataclass(frozen=True, slots=True)
class WholeCatalog:
    """A catalogue as read: its graph, the records in it, its settings and all findings in order of place."""

    graph: Graph
    records: list[Record]
    settings: Settings
    findings: list[Finding]

    @property
    def iri(self) -> str:
        """The IRI of the catalogue itself."""
        return next(record.iri for record in self.records if record.path == "catalog")


def read_whole(
    source: Path, vocabulary: Vocabulary, profile: Profile, unsaved: dict[str, str] | None = None
) -> WholeCatalog:
    """Read, map and validate a source folder; faults in it are findings, a missing folder an exception.

    `unsaved` has the text of files, by their name in places, that an editor has not written to the disk yet.
    """
    documents = read_documents(source, unsaved)
    own = next(document for _, document in documents if document.file == (source / CATALOG_FILE).as_posix())
    settings = read_settings(own, vocabulary, profile.properties_of)
    records, findings = records_in(documents, settings, vocabulary)
    names = names_of(records, documents, settings)
    mapped = map_records(records, settings, names, vocabulary, profile.properties_of)
    findings += [*settings.findings, *mapped.findings, *same_iri_findings(records)]
    findings += still_there(settings.removed, {record.published for record in records})
    likes = [like for one in records for like in likenesses(mapped.graph, iri(one.iri), MEMBER_CLASSES)]
    findings += likeness_findings(likes)
    findings += address_findings(records, mapped.graph, settings.base, Place(own.file))
    if isinstance(own.root, Mapping):  # else the defaults are not known, and every absence would be false
        whole = Place(own.file)
        results = validate(mapped.graph, profile.shapes)
        places = GraphPlaces(mapped.graph)
        found = placed_findings(places, results, whole)
        found = without_consequences(found, findings, names.unread)
        validated = Circumstances(places).considered(found)
        register = knows_register(profile.shapes)
        nodes = mapped.graph.index
        more = node_findings(places, nodes, whole, register=register)
        findings += [*validated, *without_strays(more, findings)]
        findings += _emptiness(mapped.graph, vocabulary, whole, findings, names.unread)
    return WholeCatalog(mapped.graph, records, settings, in_order(findings))


def read_documents(source: Path, unsaved: dict[str, str] | None = None) -> list[tuple[str, Document]]:
    """Read all YAML files of a folder, each with its path without suffix, in order of path."""
    texts = unsaved or {}
    if (source / CATALOG_FILE).as_posix() not in texts:
        _require_catalog_file(source)
    unread: Unread = []
    files = {*map(Path, yaml_files(source, unread)), *(Path(file) for file in texts)}
    return [
        *(
            (
                file.relative_to(source).with_suffix("").as_posix(),
                _document(file, texts.get(file.as_posix()), source),
            )
            for file in sorted(files)
        ),
        *(each for each in unread if each[1].file not in texts),
    ]


def _document(file: Path, unsaved: str | None, source: Path) -> Document:
    name = file.as_posix()
    return read(file, name, source) if unsaved is None else parse(unsaved, name)


def _require_catalog_file(source: Path) -> None:
    file = source / CATALOG_FILE
    try:
        found = file.is_file()
    except OSError as error:
        raise ConfigurationError(unreadable(file, error)) from error
    if not found:
        raise ConfigurationError(untranslated(f"{file} does not exist"))


def records_in(
    documents: Iterable[tuple[str, Document]], settings: Settings, vocabulary: Vocabulary
) -> tuple[list[Record], list[Finding]]:
    """Return the records that documents describe, and what was found while reading them."""
    records: list[Record] = []
    findings: list[Finding] = []
    for path, document in documents:
        found, faults = records_of(document, path, settings.base, vocabulary.context)
        records += found
        findings += [*document.findings, *faults]
    return records, findings


def names_of(
    records: Iterable[Record], documents: Iterable[tuple[str, Document]], settings: Settings
) -> Names:
    """Return the local names of records, and those that files which cannot be read would have."""
    names = Names()
    for record in records:
        names.add(record)
    for path, document in documents:
        if not isinstance(document.root, Mapping):  # its finding says so; what refers to it is not wrong
            keys = frozenset() if path == "catalog" else document.keys  # the catalogue's file names no others
            names.add_unread(path, settings.base, keys)
    return names


def address_findings(
    records: Iterable[Record], graph: Graph, base: str, whole: Place,
    others: Iterable[tuple[str, Place]] = (),
) -> list[Finding]:  # fmt: skip
    """Report what cannot be served at its address; `others` are records of which only the path is known."""
    known = list(records)
    return name_findings([*record_places(known), *others, *node_places(graph, base, known, whole)], base)


def _emptiness(
    graph: Graph, vocabulary: Vocabulary, whole: Place, earlier: Iterable[Finding], unread: set[str]
) -> list[Finding]:
    """Report a catalogue without members, unless one may be among what is unread or has no type."""
    if unread or any(found.code in ("R102", "R103") for found in earlier):
        return []
    types = {type_ for subject in graph.index for type_ in graph.types(subject)} - _NOT_MEMBERS
    return [] if any(map(vocabulary.is_record_class, types)) else [finding("R001", whole)]
