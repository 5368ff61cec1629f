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
RECORD: Final = term("dcat:CatalogRecord")
MEMBER: Final = term("dcat:dataset")
IN_SERIES: Final = term("dcat:inSeries")
TITLE: Final = term("dct:title")
IDENTIFIER: Final = term("dct:identifier")
DISTRIBUTION: Final = term("dcat:distribution")
PUBLISHER: Final = term("dct:publisher")
LABEL: Final = term("skos:prefLabel")
