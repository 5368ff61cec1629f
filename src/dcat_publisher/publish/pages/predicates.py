"""The properties and classes that the pages treat in a way of their own."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.terms import iri

DCT: Final = "http://purl.org/dc/terms/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"

CATALOG: Final = iri(f"{DCAT}Catalog")
DATASET: Final = iri(f"{DCAT}Dataset")
SERIES: Final = iri(f"{DCAT}DatasetSeries")
SERVICE: Final = iri(f"{DCAT}DataService")
# Classes that say less of a thing than the others that it has.
GENERAL_CLASSES: Final = frozenset({iri(f"{FOAF}Agent"), iri(f"{VCARD}Kind"), iri(f"{SKOS}Concept")})

TITLE: Final = iri(f"{DCT}title")
NAMES: Final = (
    TITLE,
    iri(f"{FOAF}name"),
    iri(f"{VCARD}fn"),
    iri(f"{SKOS}prefLabel"),
    iri("http://www.w3.org/2000/01/rdf-schema#label"),
)
DESCRIPTION: Final = iri(f"{DCT}description")
DESCRIPTIONS: Final = (DESCRIPTION, iri(f"{SKOS}definition"))
ALTERNATIVE: Final = iri(f"{DCT}alternative")
IDENTIFIER: Final = iri(f"{DCT}identifier")
KEYWORD: Final = iri(f"{DCAT}keyword")
THEME: Final = iri(f"{DCAT}theme")
SPATIAL: Final = iri(f"{DCT}spatial")
TEMPORAL: Final = iri(f"{DCT}temporal")
START: Final = iri(f"{DCAT}startDate")
END: Final = iri(f"{DCAT}endDate")
ISSUED: Final = iri(f"{DCT}issued")
MODIFIED: Final = iri(f"{DCT}modified")
PUBLISHER: Final = iri(f"{DCT}publisher")
CREATOR: Final = iri(f"{DCT}creator")
CONTACT: Final = iri(f"{DCAT}contactPoint")
EMAIL: Final = iri(f"{VCARD}hasEmail")
CONTACT_PAGE: Final = iri(f"{VCARD}hasURL")
HOMEPAGE: Final = iri(f"{FOAF}homepage")
LANDING_PAGE: Final = iri(f"{DCAT}landingPage")
LICENSE: Final = iri(f"{DCT}license")
ACCESS_RIGHTS: Final = iri(f"{DCT}accessRights")
LEGISLATION: Final = iri("http://data.europa.eu/r5r/applicableLegislation")
IN_SERIES: Final = iri(f"{DCAT}inSeries")
HAS_DATASET: Final = iri(f"{DCAT}dataset")
HAS_SERVICE: Final = iri(f"{DCAT}service")
DISTRIBUTION: Final = iri(f"{DCAT}distribution")
ACCESS_URL: Final = iri(f"{DCAT}accessURL")
DOWNLOAD_URL: Final = iri(f"{DCAT}downloadURL")
BYTE_SIZE: Final = iri(f"{DCAT}byteSize")
MEDIA_TYPE: Final = iri(f"{DCAT}mediaType")
FORMAT: Final = iri(f"{DCT}format")
