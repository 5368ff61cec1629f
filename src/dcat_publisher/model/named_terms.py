"""The terms that harvesting, scoring and comparing speak of, spelled once."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from dcat_publisher.model.terms import iri

DCAT_SPACE: Final = "http://www.w3.org/ns/dcat#"
DCT_SPACE: Final = "http://purl.org/dc/terms/"
_SPACES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "at": "http://publications.europa.eu/ontology/authority/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": DCAT_SPACE,
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatno": "http://difi.no/dcatno#",
    "dct": DCT_SPACE,
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "locn": "http://www.w3.org/ns/locn#",
    "mobility": "https://w3id.org/mobilitydcat-ap#",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rov": "http://www.w3.org/ns/regorg#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
_BY_SPACE: Final = {space: prefix for prefix, space in _SPACES.items()}
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"


@cache
def term(name: str) -> str:
    """Return the term for a prefixed name, `dcat:Dataset`."""
    prefix, _, local = name.partition(":")
    return iri(f"{_SPACES[prefix]}{local}")


def terms(prefix: str, *names: str) -> tuple[str, ...]:
    """Return the terms for several local names of one prefix."""
    return tuple(term(f"{prefix}:{name}") for name in names)


@lru_cache(4096)
def short(value: str) -> str:
    """Return the prefixed name of an IRI term where its namespace is known, else the IRI."""
    inner = value[1:-1] if value.startswith("<") else value
    cut = max(inner.rfind("#"), inner.rfind("/")) + 1
    prefix = _BY_SPACE.get(inner[:cut])
    return f"{prefix}:{inner[cut:]}" if prefix is not None and inner[cut:] else inner


def authority(table: str) -> str:
    """Return the namespace of an authority table of the EU Publications Office."""
    return f"{_AUTHORITY}{table}/"


CATALOG: Final = term("dcat:Catalog")
DATASET: Final = term("dcat:Dataset")
SERIES: Final = term("dcat:DatasetSeries")
RECORD: Final = term("dcat:CatalogRecord")
MEMBER: Final = term("dcat:dataset")
IN_SERIES: Final = term("dcat:inSeries")
TITLE: Final = term("dct:title")
IDENTIFIER: Final = term("dct:identifier")
DISTRIBUTION: Final = term("dcat:distribution")
PUBLISHER: Final = term("dct:publisher")
LABEL: Final = term("skos:prefLabel")
