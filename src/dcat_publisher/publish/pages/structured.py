"""What search engines read in a page: schema.org's DataCatalog and Dataset as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from markupsafe import Markup

from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import DCAT, SCHEMA_ORG
from dcat_publisher.model.terms import iri_value, is_literal, lexical
from dcat_publisher.publish.pages.list_pages import portions
from dcat_publisher.publish.pages.lists import members
from dcat_publisher.publish.pages.predicates import (
    ALTERNATIVE,
    CATALOG,
    CREATOR,
    DATASET,
    DESCRIPTIONS,
    DISTRIBUTION,
    DOWNLOAD_URL,
    END,
    FORMAT,
    HAS_DATASET,
    HOMEPAGE,
    IDENTIFIER,
    IN_SERIES,
    ISSUED,
    KEYWORD,
    LANDING_PAGE,
    LICENSE,
    MEDIA_TYPE,
    MODIFIED,
    PUBLISHER,
    SERIES,
    SPATIAL,
    START,
    TEMPORAL,
    THEME,
)
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.text_blocks import clickable
from dcat_publisher.publish.pages.wording import word
from dcat_publisher.rdf.jsonld_context import Json

# Google Dataset Search takes descriptions of 50 to 5000 characters.
_SHORTEST, _LONGEST = 50, 5000
_TEXTS: Final[Mapping[str, str]] = {
    ALTERNATIVE: "alternateName",
    IDENTIFIER: "identifier",
    KEYWORD: "keywords",
    ISSUED: "datePublished",
    MODIFIED: "dateModified",
    DCAT.version: "version",
}
_LINKS: Final[Mapping[str, str]] = {LICENSE: "license", LANDING_PAGE: "sameAs"}
_NAMED: Final[Mapping[str, tuple[str, str]]] = {
    SPATIAL: ("spatialCoverage", "Place"),
    THEME: ("about", "DefinedTerm"),
}
SCHEMA_TYPES: Final = {CATALOG: "DataCatalog", DATASET: "Dataset", SERIES: "Dataset"}


def structured(reader: Reader, node: str, catalog: str) -> Markup | None:
    """Return the JSON-LD of a page, fit for a script element; None for what schema.org is not told of.

    A list of members that is too long for one page is left to the document; each member names its catalogue.
    """
    about = described(reader, node, catalog)
    members = about.get("dataset")
    if isinstance(members, list) and portions(len(members)) > 1:
        del about["dataset"]
    return in_script(about) if about else None


def as_document(reader: Reader, node: str, catalog: str) -> bytes | None:
    """Return the JSON-LD as a document of its own; None for what schema.org is not told of."""
    about = described(reader, node, catalog)
    return (
        (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace") if about else None
    )


def described(reader: Reader, node: str, catalog: str) -> dict[str, Json]:
    """Describe a catalogue, a series or a dataset by schema.org; nothing for other things."""
    types = reader.graph.types(node)
    kind = next((name for type_, name in SCHEMA_TYPES.items() if type_ in types), None)
    about: dict[str, Json] = {} if kind is None else _described(reader, node, kind, catalog)
    if kind == "DataCatalog":
        members = [*reader.graph.objects(node, HAS_DATASET)]
        about["dataset"] = [
            {"@type": "Dataset", "@id": iri_value(member), **_name(reader, member)} for member in members
        ]
    elif kind is not None:
        about["includedInDataCatalog"] = {
            "@type": "DataCatalog",
            "@id": iri_value(catalog),
            **_name(reader, catalog),
        }
    return about


def in_script(value: dict[str, Json]) -> Markup:
    """Write JSON that cannot end the script element it stands in (HTML, section 4.12.1.3)."""
    return escaped_in_script(json.dumps(value, ensure_ascii=False))


def escaped_in_script(text: str) -> Markup:
    """Return JSON text in a form that cannot end the script element it stands in."""
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _described(reader: Reader, node: str, kind: str, catalog: str) -> dict[str, Json]:
    graph = reader.graph
    about: dict[str, Json] = {"@context": SCHEMA_ORG.iri, "@type": kind, "@id": iri_value(node)}
    about |= {"url": iri_value(node), **_name(reader, node)}
    about["description"] = _description(reader, node, catalog)
    for name, key in _TEXTS.items():
        values = graph.objects(node, name)
        _put(about, key, [lexical(text) for text in (reader.best(values) or values)])
    for name, key in _LINKS.items():
        _put(about, key, _links(reader, node, name))
    for name, (key, type_) in _NAMED.items():
        named: list[Json] = [
            {"@type": type_, "@id": iri_value(term), **_name(reader, term)}
            for term in graph.objects(node, name)
            if not is_literal(term)
        ]
        _put(about, key, named)
    agents: list[Json] = [_agent(reader, agent) for agent in graph.objects(node, PUBLISHER)]
    _put(about, "publisher", agents)
    _put(about, "creator", [_agent(reader, agent) for agent in graph.objects(node, CREATOR)] or agents)
    _put(about, "temporalCoverage", list(_periods(reader, node)))
    _put(about, "isPartOf", [iri_value(series) for series in graph.objects(node, IN_SERIES)])
    _put(about, "hasPart", [iri_value(member) for member in members(reader, node)])
    ways = graph.objects(node, DISTRIBUTION)
    if "license" not in about:  # in DCAT it is the distributions that have one
        _put(about, "license", dict.fromkeys(found for way in ways for found in _links(reader, way, LICENSE)))
    _put(about, "distribution", list(_downloads(reader, ways)))
    return about


def _links(reader: Reader, node: str, predicate: str) -> list[Json]:
    found = (clickable(lexical(term)) for term in reader.graph.objects(node, predicate))
    return [address for address in found if address is not None]


def _periods(reader: Reader, node: str) -> Iterable[Json]:
    """Return the periods as intervals of ISO 8601, with two dots for an end that is open or not known."""
    graph = reader.graph
    for period in graph.objects(node, TEMPORAL):
        ends = [[lexical(date) for date in graph.objects(period, name)][:1] for name in (START, END)]
        if any(ends):
            yield "/".join(end[0] if end else ".." for end in ends)


def _put(about: dict[str, Json], key: str, values: Iterable[Json]) -> None:
    """Set a property: one value as it is, several as a list, none not at all."""
    found = list(values)
    if found:
        about[key] = found[0] if len(found) == 1 else found


def _name(reader: Reader, node: str) -> dict[str, Json]:
    return {"name": reader.name(node).text}


def _description(reader: Reader, node: str, catalog: str) -> str:
    """Return the description; one that is too short to be taken says besides where it stands."""
    found = reader.text(node, DESCRIPTIONS)
    name = reader.name(node).text
    text = " ".join((name if found is None else found.text).split())
    if len(text) < _SHORTEST:
        where = word("described", reader.language)
        text = f"{name}. {text} {where.format(catalog=reader.name(catalog).text, address=iri_value(node))}"
    return text[:_LONGEST]


def _agent(reader: Reader, node: str) -> Json:
    about: dict[str, Json] = {"@type": "Organization", "@id": iri_value(node), **_name(reader, node)}
    names = [lexical(text) for name in NAMES for text in reader.graph.objects(node, name)]
    _put(about, "alternateName", [text for text in names if text != about["name"]])
    _put(about, "url", _links(reader, node, HOMEPAGE))
    return about


def _downloads(reader: Reader, distributions: Iterable[str]) -> Iterable[Json]:
    """Return the files there are; a page where access is applied for is not one."""
    graph = reader.graph
    for distribution in distributions:
        for address in graph.objects(distribution, DOWNLOAD_URL):
            about: dict[str, Json] = {"@type": "DataDownload", "contentUrl": iri_value(address)}
            formats = graph.objects(distribution, MEDIA_TYPE) or graph.objects(distribution, FORMAT)
            _put(about, "encodingFormat", [reader.name(term).text for term in formats])
            _put(about, "license", _links(reader, distribution, LICENSE))
            yield about
