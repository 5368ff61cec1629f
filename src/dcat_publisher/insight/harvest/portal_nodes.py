"""What the parsers make of the nodes around a dataset: agents, contacts, periods, laws, distributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dcat_publisher.insight.harvest.reader import Reader, Texts
from dcat_publisher.model.named_terms import LABEL, SERIES, TITLE, term
from dcat_publisher.model.terms import TYPE, is_iri, is_literal

Field = str | bool | None | Texts | Sequence["Field"] | Mapping[str, "Field"]
_RULES: Final = {
    "legalBasisForProcessing": "ruleForDataProcessing",
    "legalBasisForRestriction": "ruleForNonDisclosure",
    "legalBasisForAccess": "ruleForDisclosure",
}
_RULE_SPACE: Final = "https://data.norge.no/vocabulary/cpsvno#"


def agent(reader: Reader, subject: str, predicate: str) -> dict[str, Field] | None:
    """Return the organisation that a property names."""
    value = reader.node(subject, predicate)
    if value is None:
        return None
    labels = reader.texts(value, term("foaf:name"))
    name = reader.string(value, term("rov:legalName"))
    if name is None and reader.old and labels is not None:
        name = next((labels[tag] for tag in ("nb", "no", "nn", "en") if tag in labels), None)
    number = reader.string(value, term("dct:identifier"))
    return {"uri": reader.address(value), "id": number, "name": name, "prefLabel": labels}


def contacts(reader: Reader, subject: str) -> list[Field] | None:
    """Return the contact points."""
    found: list[Field] = []
    for value in reader.nodes(subject, term("dcat:contactPoint")):
        entry: dict[str, Field] = {
            "uri": reader.address(value),
            "fullname": reader.string(value, term("vcard:fn")),
            "email": _reached(reader, value, term("vcard:hasEmail"), "mailto:"),
            "hasTelephone": _reached(reader, value, term("vcard:hasTelephone"), "tel:"),
            "hasURL": reader.string(value, term("vcard:hasURL")),
            "organizationName": reader.texts(value, term("vcard:hasOrganizationName")),
            "organizationUnit": reader.texts(value, term("vcard:organization-unit")),
        }
        if reader.old or any(part is not None for part in entry.values()):
            found.append(entry)
    return found or None


def _reached(reader: Reader, node: str, predicate: str, scheme: str) -> str | None:
    values = reader.values(node, predicate)
    if not values:
        return None
    behind = None if is_literal(values[0]) else reader.string(values[0], term("vcard:hasValue"))
    text = behind if behind is not None else reader.string(node, predicate)
    if text is None:
        return None
    if reader.old:
        return text[len(scheme) :] if scheme in text else text
    return text.removeprefix(scheme)


def periods(reader: Reader, subject: str) -> list[Field] | None:
    """Return the periods that the data cover."""
    found: list[Field] = []
    for value in reader.nodes(subject, term("dct:temporal")):
        entry: dict[str, Field] = {"uri": reader.address(value)}
        for name in ("startDate", "endDate"):
            given = reader.date(value, term(f"dcat:{name}"))
            entry[name] = (
                given if given is not None or not reader.old else reader.date(value, term(f"schema:{name}"))
            )
        if reader.old or any(part is not None for part in entry.values()):
            found.append(entry)
    return found or None


def distributions(reader: Reader, subject: str, predicate: str) -> list[Field] | None:
    """Return the distributions."""
    found: list[Field] = []
    for value in reader.nodes(subject, predicate):
        entry: dict[str, Field] = {
            "uri": reader.address(value),
            "title": reader.texts(value, TITLE),
            "description": reader.texts(value, term("dct:description")),
            "accessURL": reader.strings(value, term("dcat:accessURL")),
            "downloadURL": reader.strings(value, term("dcat:downloadURL")),
            "license": _licences(reader, value),
            "fdkFormat": _formats(reader, value),
        }
        if reader.old or any(part is not None for part in entry.values()):
            found.append(entry)
    return found or None


def _licences(reader: Reader, node: str) -> list[Field] | None:
    found: list[Field] = []
    for value in reader.values(node, term("dct:license")):
        if reader.old or not is_literal(value):
            source = reader.string(value, term("dct:source"))
            found.append({"uri": source or reader.address(value), "prefLabel": reader.texts(value, LABEL)})
    return found or None


def _formats(reader: Reader, node: str) -> list[Field] | None:
    found: list[Field] = []
    for predicate in (term("dct:format"), term("dcat:mediaType")):
        for value in reader.values(node, predicate):
            if is_literal(value):
                found.append({"uri": None, "code": reader.string(node, predicate)})
            else:
                codes = (reader.string(value, term(name)) for name in ("dct:identifier", "dc:identifier"))
                found.append(
                    {"uri": reader.address(value), "code": next((code for code in codes if code), None)}
                )
    return found or None


def legislation(reader: Reader, subject: str) -> list[Field] | None:
    """Return the laws that apply (dcatap:applicableLegislation), which the newer parser alone reads."""
    found: list[Field] = [
        {
            "uri": reader.address(value),
            "title": reader.texts(value, TITLE),
            "description": reader.texts(value, term("dct:description")),
            "seeAlso": reader.strings(value, term("rdfs:seeAlso")),
        }
        for value in reader.nodes(subject, term("dcatap:applicableLegislation"))
    ]
    return found or None


def legal_bases(reader: Reader, subject: str) -> dict[str, Field]:
    """Return the legal bases as version 2 of the profile writes them: a rule that implements a law."""
    found: dict[str, list[Field]] = {name: [] for name in _RULES}
    for rule in reader.values(subject, term("cpsv:follows")):
        kinds = reader.values(rule, term("dct:type"))
        law = reader.node(rule, term("cpsv:implements"))
        for name, kind in _RULES.items():
            if law is not None and f"<{_RULE_SPACE}{kind}>" in kinds and (reader.old or is_iri(rule)):
                found[name].append(
                    {"uri": reader.string(law, term("rdfs:seeAlso")), "extraType": f"{_RULE_SPACE}{kind}"}
                )
    return {name: entries or None for name, entries in found.items()}


def attributions(reader: Reader, subject: str) -> list[Field] | None:
    """Return the agents with another part in the dataset."""
    found: list[Field] = []
    for value in reader.nodes(subject, term("prov:qualifiedAttribution")):
        who = agent(reader, value, term("prov:agent"))
        if not reader.old or is_iri(reader.node(value, term("prov:agent")) or "_"):
            found.append({"agent": who, "role": reader.string(value, term("dcat:hadRole"))})
    return found or None


def series_of(reader: Reader, subject: str) -> dict[str, Field]:
    """Return a dataset's place in a series, and a series' members as far as the links can be followed."""
    series = reader.node(subject, term("dcat:inSeries"))
    is_series = SERIES in reader.values(subject, TYPE)
    return {
        "inSeries": None if series is None or not is_iri(series) else {
            "uri": reader.address(series), "title": reader.texts(series, TITLE),
        },
        "prev": reader.string(subject, term("dcat:prev")),
        "last": reader.string(subject, term("dcat:last")) if is_series else None,
    }  # fmt: skip
