"""The terms that several rooms speak of, by name; see `namespaces` for all others."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.namespaces import AUTHORITY, term


def authority(table: str) -> str:
    """Return the namespace of an authority table of the EU Publications Office."""
    return AUTHORITY + f"{table}/"


CATALOG: Final = term("dcat:Catalog")
DATASET: Final = term("dcat:Dataset")
SERIES: Final = term("dcat:DatasetSeries")
SERVICE: Final = term("dcat:DataService")
RECORD: Final = term("dcat:CatalogRecord")
MEMBER: Final = term("dcat:dataset")
IN_SERIES: Final = term("dcat:inSeries")
TITLE: Final = term("dct:title")
DESCRIPTION: Final = term("dct:description")
IDENTIFIER: Final = term("dct:identifier")
CHANGED: Final = (term("dct:modified"), term("dct:issued"))
"""What says when a thing was last changed: at the latest of these dates."""
DISTRIBUTION: Final = term("dcat:distribution")
DOWNLOAD_URL: Final = term("dcat:downloadURL")
PUBLISHER: Final = term("dct:publisher")
ACCESS_RIGHTS: Final = term("dct:accessRights")
PUBLIC: Final = f"<{authority('access-right')}PUBLIC>"
RESTRICTED: Final = f"<{authority('access-right')}RESTRICTED>"
NON_PUBLIC: Final = f"<{authority('access-right')}NON_PUBLIC>"
NEXT_PAGE: Final = (term("hydra:next"), term("hydra:nextPage"))
"""What leads to the next page of a collection: as Hydra has it today, and as it was."""
LABEL: Final = term("skos:prefLabel")
NAMES: Final = (TITLE, term("foaf:name"), term("vcard:fn"), LABEL, term("rdfs:label"))
"""What a thing is called by; the first that it has counts. What is catalogued has a title; agents, contact
points and concepts have one of the next three; anything may have the last."""
