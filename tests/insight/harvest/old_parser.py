"""The portal's own older parser (fdk-rdf-parser), its result in the form of `portal_json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from fdk_rdf_parser import parse_datasets

from dcat_publisher.insight.harvest.identity import dataset_record
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import RECORD
from dcat_publisher.model.namespaces import term
from dcat_publisher.model.terms import TYPE, iri, iri_value
from dcat_publisher.rdf.formats import to_ntriples

Found = Any
"""What `dataclasses.asdict` gives."""


def parsed(graph: Graph, subject: str) -> Mapping[str, Found]:
    """Parse a dataset's graph, with the record that the harvester adds, and rename the fields."""
    record = iri(dataset_record(iri_value(subject)))
    whole = Graph([*graph, (record, TYPE, RECORD), (record, term("foaf:primaryTopic"), subject)])
    return _renamed(asdict(parse_datasets(to_ntriples(whole), "nt")[iri_value(subject)]))


def _renamed(found: dict[str, Found]) -> Mapping[str, Found]:
    for name in ("identifier", "landingPage", "page"):
        found[name] = _each(found[name], str)
    found["publisher"] = _agent(found["publisher"])
    found["theme"] = _each(found["theme"], lambda entry: _code(entry, "title"))
    found["losTheme"] = _each(found["losTheme"], lambda entry: _code(entry, "name"))
    found["eurovocThemes"] = _each(found["eurovocThemes"], lambda entry: _code(entry, "label"))
    found["contactPoint"] = _each(found["contactPoint"], _contact)
    found["subject"] = _each(
        found["subject"],
        lambda entry: {"uri": entry["uri"], "code": entry["identifier"], "prefLabel": entry["prefLabel"]},
    )
    # A subject of which nothing is known is an empty entry there, and left out here.
    found["subject"] = [entry for entry in found["subject"] or () if any(entry.values())] or None
    found["references"] = _each(found["references"], _reference)
    found["qualifiedAttributions"] = _each(
        found["qualifiedAttributions"], lambda entry: {"agent": _agent(entry["agent"]), "role": entry["role"]}
    )
    for name in ("distribution", "sample"):
        found[name] = _each(found[name], _distribution)
    if found["inSeries"] is not None:
        del found["inSeries"]["id"]
    for name in ("legalBasisForProcessing", "legalBasisForRestriction", "legalBasisForAccess"):
        found[name] = _each(found[name], lambda entry: {key: entry[key] for key in ("uri", "extraType")})
    return found


def _each(values: Found, form: Callable[[Found], Found]) -> Found:
    return None if values is None else [form(value) for value in values]


def _agent(entry: Found) -> Found:
    return None if entry is None else {key: entry[key] for key in ("uri", "id", "name", "prefLabel")}


def _code(entry: Found, label: str) -> Found:
    return {"uri": entry["uri"], "code": entry["code"], "prefLabel": entry[label]}


def _contact(entry: Found) -> Found:
    names = ("uri", "fullname", "email", "hasTelephone", "hasURL", "organizationName", "organizationUnit")
    return {name: entry[name] for name in names}


def _reference(entry: Found) -> Found:
    return {
        "referenceType": entry["referenceType"]["uri"],
        "uri": entry["source"]["uri"],
        "prefLabel": entry["source"]["prefLabel"],
    }


def _distribution(entry: Found) -> Found:
    licences = _each(entry["license"], lambda part: {"uri": part["uri"], "prefLabel": part["prefLabel"]})
    formats = _each(entry["fdkFormat"], lambda part: {"uri": part["uri"], "code": part["code"]})
    texts = {name: entry[name] for name in ("uri", "title", "description")}
    links = {name: _each(entry[name], str) for name in ("accessURL", "downloadURL")}
    return {**texts, **links, "license": licences, "fdkFormat": formats}


def in_any_order(value: Found) -> Found:
    """Make lists comparable: neither parser promises an order."""
    if isinstance(value, list | set | tuple):
        return sorted((in_any_order(entry) for entry in value), key=repr)
    if isinstance(value, dict):
        return {key: in_any_order(entry) for key, entry in value.items()}
    return value
