"""What DCAT-AP 3.0.1 (2025-07-10) makes mandatory, class by class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dcat_publisher.model.named_terms import CATALOG, DATASET, SERIES, TITLE, term, terms

MANDATORY: Final[Mapping[str, tuple[str, ...]]] = {
    CATALOG: terms("dct", "title", "description", "publisher"),
    DATASET: terms("dct", "title", "description"),
    SERIES: terms("dct", "title", "description"),
    term("dcat:Distribution"): terms("dcat", "accessURL"),
    term("dcat:DataService"): (TITLE, term("dcat:endpointURL")),
    term("dcat:CatalogRecord"): (term("foaf:primaryTopic"), term("dct:modified")),
    term("foaf:Agent"): terms("foaf", "name"),
    term("dcat:Relationship"): (term("dct:relation"), term("dcat:hadRole")),
    term("spdx:Checksum"): terms("spdx", "algorithm", "checksumValue"),
    term("adms:Identifier"): terms("skos", "notation"),
    term("skos:ConceptScheme"): (TITLE,),
    term("skos:Concept"): terms("skos", "prefLabel"),
}
"""Class -> the properties that DCAT-AP 3.0.1 (2025-07-10) makes mandatory."""
