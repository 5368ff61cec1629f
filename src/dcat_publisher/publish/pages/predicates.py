"""The properties and classes that the pages treat in a way of their own."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.namespaces import DCAT, DCATAP, DCT, FOAF, SKOS, VCARD

CATALOG: Final = DCAT.Catalog
DATASET: Final = DCAT.Dataset
SERIES: Final = DCAT.DatasetSeries
SERVICE: Final = DCAT.DataService
# Classes that say less of a thing than the others that it has.
GENERAL_CLASSES: Final = frozenset({FOAF.Agent, VCARD.Kind, SKOS.Concept, DCT.RightsStatement})

TITLE: Final = DCT.title
DESCRIPTION: Final = DCT.description
DESCRIPTIONS: Final = (DESCRIPTION, SKOS.definition)
ALTERNATIVE: Final = DCT.alternative
IDENTIFIER: Final = DCT.identifier
KEYWORD: Final = DCAT.keyword
THEME: Final = DCAT.theme
SPATIAL: Final = DCT.spatial
TEMPORAL: Final = DCT.temporal
START: Final = DCAT.startDate
END: Final = DCAT.endDate
ISSUED: Final = DCT.issued
MODIFIED: Final = DCT.modified
PUBLISHER: Final = DCT.publisher
CREATOR: Final = DCT.creator
CONTACT: Final = DCAT.contactPoint
EMAIL: Final = VCARD.hasEmail
CONTACT_PAGE: Final = VCARD.hasURL
HOMEPAGE: Final = FOAF.homepage
LANDING_PAGE: Final = DCAT.landingPage
LICENSE: Final = DCT.license
ACCESS_RIGHTS: Final = DCT.accessRights
LEGISLATION: Final = DCATAP.applicableLegislation
IN_SERIES: Final = DCAT.inSeries
HAS_DATASET: Final = DCAT.dataset
HAS_SERVICE: Final = DCAT.service
DISTRIBUTION: Final = DCAT.distribution
ACCESS_URL: Final = DCAT.accessURL
DOWNLOAD_URL: Final = DCAT.downloadURL
BYTE_SIZE: Final = DCAT.byteSize
MEDIA_TYPE: Final = DCAT.mediaType
FORMAT: Final = DCT.format
PREVIOUS: Final = DCAT.prev
NEXT: Final = DCAT.next
ENDPOINT: Final = DCAT.endpointURL
ENDPOINT_DESCRIPTION: Final = DCAT.endpointDescription
SERVES: Final = DCAT.servesDataset
DOCUMENTATION: Final = FOAF.page
TELEPHONE: Final = VCARD.hasTelephone
AGENT: Final = FOAF.Agent
CONCEPT: Final = SKOS.Concept
IN_SCHEME: Final = SKOS.inScheme
