"""All namespaces, spelled once, and terms in them: `DCAT.Dataset` is `<http://www.w3.org/ns/dcat#Dataset>`."""

from __future__ import annotations

from functools import lru_cache
from typing import Final


class Namespace:
    """A namespace IRI and the prefix that people know it by.

    `DCT.title` and `DCT["title"]` are terms (see `terms`); `XSD + "date"` is an IRI without angle brackets,
    by which a datatype is named.
    """

    __slots__ = ("iri", "prefix")

    def __init__(self, prefix: str, iri: str) -> None:
        self.prefix = prefix
        self.iri = iri

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):  # what Python asks of any object: how it is copied, shown, pickled
            raise AttributeError(name)
        return f"<{self.iri}{name}>"

    def __getitem__(self, name: str) -> str:
        return f"<{self.iri}{name}>"

    def local(self, term: str) -> str:
        """Return the local name of a term that is in this namespace."""
        return term[len(self.iri) + 1 : -1]

    def has(self, term: str) -> bool:
        """Return whether a term is in this namespace, whether it is defined there or not."""
        return term.startswith(self.iri, 1) and term[0] == "<"

    def __add__(self, name: str) -> str:
        return f"{self.iri}{name}"

    def __str__(self) -> str:
        return self.iri


ADMS: Final = Namespace("adms", "http://www.w3.org/ns/adms#")
AT: Final = Namespace("at", "http://publications.europa.eu/ontology/authority/")
AUTHORITY: Final = Namespace("authority", "http://publications.europa.eu/resource/authority/")
CPSV: Final = Namespace("cpsv", "http://purl.org/vocab/cpsv#")
CV: Final = Namespace("cv", "http://data.europa.eu/m8g/")
DC: Final = Namespace("dc", "http://purl.org/dc/elements/1.1/")
DCAT: Final = Namespace("dcat", "http://www.w3.org/ns/dcat#")
DCATAP: Final = Namespace("dcatap", "http://data.europa.eu/r5r/")
DCATNO: Final = Namespace("dcatno", "http://difi.no/dcatno#")
DCT: Final = Namespace("dct", "http://purl.org/dc/terms/")
DQV: Final = Namespace("dqv", "http://www.w3.org/ns/dqv#")
ELI: Final = Namespace("eli", "http://data.europa.eu/eli/ontology#")
FOAF: Final = Namespace("foaf", "http://xmlns.com/foaf/0.1/")
HYDRA: Final = Namespace("hydra", "http://www.w3.org/ns/hydra/core#")
LOCN: Final = Namespace("locn", "http://www.w3.org/ns/locn#")
MOBILITY: Final = Namespace("mobility", "https://w3id.org/mobilitydcat-ap#")
OA: Final = Namespace("oa", "http://www.w3.org/ns/oa#")
ODRL: Final = Namespace("odrl", "http://www.w3.org/ns/odrl/2/")
ODRS: Final = Namespace("odrs", "http://schema.theodi.org/odrs#")
ORG: Final = Namespace("org", "http://www.w3.org/ns/org#")
OWL: Final = Namespace("owl", "http://www.w3.org/2002/07/owl#")
PROV: Final = Namespace("prov", "http://www.w3.org/ns/prov#")
PUB: Final = Namespace("pub", "https://w3id.org/dcat-publisher/terms#")
PUB_RULES: Final = Namespace("rules", "https://w3id.org/dcat-publisher/rules#")
RDF: Final = Namespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("rdfs", "http://www.w3.org/2000/01/rdf-schema#")
ROV: Final = Namespace("rov", "http://www.w3.org/ns/regorg#")
SCHEMA: Final = Namespace("schema", "http://schema.org/")
SCHEMA_ORG: Final = Namespace("schemaorg", "https://schema.org/")
SD: Final = Namespace("sd", "http://www.w3.org/ns/sparql-service-description#")
SH: Final = Namespace("sh", "http://www.w3.org/ns/shacl#")
SKOS: Final = Namespace("skos", "http://www.w3.org/2004/02/skos/core#")
SPDX: Final = Namespace("spdx", "http://spdx.org/rdf/terms#")
TIME: Final = Namespace("time", "http://www.w3.org/2006/time#")
VCARD: Final = Namespace("vcard", "http://www.w3.org/2006/vcard/ns#")
VOID: Final = Namespace("void", "http://rdfs.org/ns/void#")
W3C_FORMATS: Final = Namespace("formats", "http://www.w3.org/ns/formats/")
WDRS: Final = Namespace("wdrs", "http://www.w3.org/2007/05/powder-s#")
XSD: Final = Namespace("xsd", "http://www.w3.org/2001/XMLSchema#")

PREFIXES: Final = {space.prefix: space for space in list(globals().values()) if isinstance(space, Namespace)}
_BY_IRI: Final = {space.iri: space for space in PREFIXES.values()}


def term(name: str) -> str:
    """Return the term for a prefixed name, `dcat:Dataset`; KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix][local]


def terms(prefix: str, *names: str) -> tuple[str, ...]:
    """Return the terms for several local names of one prefix."""
    return tuple(PREFIXES[prefix][name] for name in names)


@lru_cache(4096)
def short(value: str) -> str:
    """Return the prefixed name of an IRI term where its namespace is known, else the IRI."""
    address = value[1:-1] if value.startswith("<") else value
    cut = max(address.rfind("#"), address.rfind("/")) + 1
    space = _BY_IRI.get(address[:cut])
    return f"{space.prefix}:{address[cut:]}" if space is not None and address[cut:] else address
