"""The whole run on one screen: read the source, map it, validate the graph, name the line of each finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dcat_publisher.errors import ConfigurationError
from dcat_publisher.findings import Finding, in_order
from dcat_publisher.graph import Graph
from dcat_publisher.mapping import (
    Names,
    Record,
    Settings,
    map_records,
    read_settings,
    records_of,
    same_iri_findings,
)
from dcat_publisher.place import Place
from dcat_publisher.profile import Profile
from dcat_publisher.rules import finding
from dcat_publisher.source import Document, read
from dcat_publisher.terms import iri
from dcat_publisher.validation import validation_findings
from dcat_publisher.vocabulary import Vocabulary

CATALOG_FILE = "catalog.yaml"


@dataclass(frozen=True, slots=True)
class Catalog:
    """A catalogue as read: its graph, the records in it, its settings and all findings in order of place."""

    graph: Graph
    records: list[Record]
    settings: Settings
    findings: list[Finding]

    @property
    def iri(self) -> str:
        """The IRI of the catalogue itself."""
        return next(record.iri for record in self.records if record.path == "catalog")


def read_catalog(source: Path, vocabulary: Vocabulary, profile: Profile) -> Catalog:
    """Read, map and validate a source folder; faults in it are findings, a missing folder an exception."""
    documents = read_documents(source)
    settings = read_settings(documents["catalog"], vocabulary.context)
    records, findings = _records(documents, settings, vocabulary)
    names = _names(records, documents, settings)
    mapped = map_records(records, settings, names, vocabulary)
    findings += [*settings.findings, *mapped.findings, *same_iri_findings(records)]
    if (
        documents["catalog"].root is not None
    ):  # else the defaults are not known, and every absence would be false
        places = Place(documents["catalog"].file)
        findings += validation_findings(mapped.graph, profile.shapes, places, findings, names.unread)
    return Catalog(mapped.graph, records, settings, in_order(findings))


def read_documents(source: Path) -> dict[str, Document]:
    """Read all YAML files of a folder, by path without suffix, in order of path."""
    if not (source / CATALOG_FILE).is_file():
        raise ConfigurationError(
            f"{source / CATALOG_FILE} does not exist; `dcat-publisher init {source}` makes one to start from"
        )
    files = sorted(
        file
        for suffix in ("yaml", "yml")
        for file in source.rglob(f"*.{suffix}")
        if not _hidden(file, source)
    )
    return {
        str(file.relative_to(source).with_suffix("").as_posix()): read(file, file.as_posix())
        for file in files
    }


def _hidden(file: Path, source: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(source).parts)


def _records(
    documents: dict[str, Document], settings: Settings, vocabulary: Vocabulary
) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    findings: list[Finding] = []
    for path, document in documents.items():
        found, faults = records_of(document, path, settings.base, vocabulary.context)
        records += found
        findings += [*document.findings, *faults]
    if len(documents) == 1:
        findings.append(finding("R001", Place(documents["catalog"].file)))
    return records, findings


def _names(records: Iterable[Record], documents: dict[str, Document], settings: Settings) -> Names:
    names = Names()
    for record in records:
        names.add(record)
    for path, document in documents.items():
        if document.root is None:  # its own finding says so; what refers to it is not wrong for that
            names.add_unread(path, iri(f"{settings.base}{path}"))
    return names
