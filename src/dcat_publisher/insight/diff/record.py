"""The difference as JSON for programs."""

from __future__ import annotations

import json
from typing import Final

from dcat_publisher.insight.diff.comparison import Change, Difference, Entry, Kind
from dcat_publisher.insight.diff.text import said
from dcat_publisher.insight.diff.wording import VERBS, Wording
from dcat_publisher.model.terms import datatype, is_blank, is_iri, language, lexical
from dcat_publisher.vocabulary import CodeLists

SCHEMA_VERSION: Final = 1


def as_json(difference: Difference, codes: CodeLists) -> str:
    """Write the difference; `words` are the sentences in three languages, values are as in SPARQL results."""
    wordings = {tongue: Wording(difference, codes, tongue) for tongue in ("nb", "nn", "en")}
    document = {
        "schema_version": SCHEMA_VERSION,
        "old": difference.old_name,
        "new": difference.new_name,
        "records": {kind.value: difference.number(kind) for kind in Kind},
        "triples": {"removed": len(difference.removed), "added": len(difference.added)},
        "entries": [_entry(entry, wordings) for entry in difference.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _entry(entry: Entry, wordings: dict[str, Wording]) -> dict[str, object]:
    return {
        "iri": lexical(entry.subject),
        "title": wordings["nb"].heading(entry),
        "kind": entry.kind.value,
        "type": "record" if entry.is_record else "code" if entry.is_code else "shared",
        "moved_from": None if entry.former is None else lexical(entry.former),
        "moved_by": None if entry.same is None else lexical(entry.same),
        "used_by": [lexical(user) for user in entry.users],
        "changes": [_change(change) for change in entry.changes],
        "words": {
            tongue: [
                f"{VERBS[sentence.verb][tongue]} {said(sentence, wording)}"
                for sentence in wording.sentences(entry)
            ]
            for tongue, wording in wordings.items()
        },
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "node": lexical(change.node),
        "path": [lexical(step.predicate) for step in change.way],
        "property": lexical(change.predicate),
        "removed": [_term(value) for value in change.removed],
        "added": [_term(value) for value in change.added],
    }


def _term(value: str) -> dict[str, str]:
    if is_iri(value) or is_blank(value):
        return {"type": "uri" if is_iri(value) else "bnode", "value": lexical(value).removeprefix("_:")}
    found = {"type": "literal", "value": lexical(value)}
    tag, kind = language(value), datatype(value)
    if tag is not None:
        return {**found, "xml:lang": tag}
    return found if kind is None or kind.endswith("XMLSchema#string") else {**found, "datatype": kind}
