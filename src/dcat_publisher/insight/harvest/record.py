"""A rehearsal as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from dcat_publisher.insight.harvest.changes import Changes
from dcat_publisher.insight.harvest.harvesters import Harvester
from dcat_publisher.insight.harvest.identity import catalog_record, dataset_record
from dcat_publisher.insight.harvest.lost import Loss
from dcat_publisher.insight.harvest.portal import portal_json
from dcat_publisher.insight.harvest.read_properties import ignored, taken
from dcat_publisher.insight.harvest.reader import Reader
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.insight.harvest.variables import READ, UNREAD, ModelSeen
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import short
from dcat_publisher.model.terms import iri_value
from dcat_publisher.rules import RULES
from dcat_publisher.source.variables import VariableList
from dcat_publisher.source.variables.model import model_iri

SCHEMA_VERSION: Final = 1


def recorded(
    rehearsal: Rehearsal, harvester: Harvester, losses: Sequence[Loss], changes: Changes | None
) -> str:
    """Write a rehearsal as JSON: the verdict, catalogues and datasets as the portal has them, findings.

    What only the national portal is known to do is null for any other harvester.
    """
    is_national = harvester.is_national
    document: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "harvester": harvester.name,
        "target": rehearsal.name,
        "accepted": rehearsal.accepted,
        "catalogs": [
            {"iri": iri_value(catalog),
             "record": catalog_record(iri_value(catalog)) if is_national else None,
             "generated": catalog == rehearsal.split.generated,
             "datasets": [_plain(member) for member in members]}
            for catalog, members in rehearsal.split.catalogs.items()
        ],
        "datasets": [
            _dataset(rehearsal, subject, is_national=is_national) for subject in rehearsal.split.datasets
        ],
        "services": _all(rehearsal.split.services),
        "models": [_model(dataset, found) for dataset, found in rehearsal.lists.items()],
        "findings": [_finding(loss.finding, loss.datasets) for loss in losses],
    }  # fmt: skip
    if changes is not None:
        document["changes"] = _changes(changes)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _changes(changes: Changes) -> dict[str, object]:
    return {
        "added": _all(changes.added),
        "changed": [
            {"iri": _plain(subject), "through": _all(changes.through.get(subject, ()))}
            for subject in changes.changed
        ],
        "removed": _all(changes.removed),
        "moved": [{"old": _plain(move.old), "new": _plain(move.new)} for move in changes.moved],
        "catalogs": _all(changes.catalogs),
    }


def _all(terms: Iterable[str]) -> list[str]:
    return [_plain(term) for term in terms]


def _plain(term: str) -> str:
    return iri_value(term) if term[0] == "<" else term


def _dataset(rehearsal: Rehearsal, subject: str, *, is_national: bool) -> dict[str, object]:
    if not is_national:
        unknown = dict.fromkeys(("record", "sha256", "read", "ignored", "portal"))
        return {"iri": _plain(subject), **unknown}
    graph = rehearsal.split.datasets[subject].graph
    return {
        "iri": _plain(subject),
        "record": dataset_record(_plain(subject)),
        "sha256": rehearsal.hashes.get(subject),
        "read": [short(name) for name in taken(graph, subject)],
        "ignored": ignored(graph, subject),
        "portal": portal_json(Reader(graph), subject),
    }


def _model(dataset: str, found: VariableList) -> dict[str, object]:
    """Return what is harvested of a list of variables, as an information model of its own."""
    seen, own = ModelSeen(dataset, found), _plain(dataset)
    return {
        "iri": model_iri(own),
        "dataset": own,
        "variables": len(found.variables),
        "read": seen.fields(READ),
        "ignored": seen.fields(UNREAD),
    }


def _finding(found: Finding, datasets: Iterable[str]) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity.name.lower(),
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "datasets": _all(datasets),
        "focus": found.focus,
        "path": found.path,
        "value": found.value,
        "message": dict(found.message),
        "help": dict(found.help or {}),
        "why": dict(RULES[found.code].why),
    }
