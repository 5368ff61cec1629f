"""The conditions of `compliance` as a table: target, property, constraints.

`1..` at least one, `..1` at most one, `literal`, `iri`, `node` (IRI or blank node), `date` (xsd:date or
xsd:dateTime), `class=`, `datatype=`, `scheme=`, `resource` (Catalog, Dataset or DataService), `theme` (one
value at least of the EU data themes).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dcat_publisher.model.named_terms import term

_TABLE: Final = """
dcat:Dataset
  dct:description 1.. literal
  dct:title 1.. literal
  dct:identifier 1.. literal
  dcat:contactPoint class=vcard:Kind
  dcat:distribution class=dcat:Distribution
  dcat:keyword literal
  dct:publisher 1.. ..1 class=foaf:Agent
  dct:spatial class=dct:Location scheme=spatial
  dct:temporal class=dct:PeriodOfTime
  dcat:theme 1.. class=skos:Concept theme
  dct:accessRights ..1 class=dct:RightsStatement scheme=access-right
  dct:accrualPeriodicity ..1 class=dct:Frequency scheme=frequency
  dct:conformsTo class=dct:Standard
  dct:creator ..1 class=foaf:Agent
  cpsv:follows class=cpsv:Rule
  dct:hasPart class=dcat:Dataset
  dqv:hasQualityAnnotation class=dqv:QualityAnnotation
  dqv:hasQualityMeasurement class=dqv:QualityMeasurement
  dct:hasVersion class=dcat:Dataset
  dct:isPartOf class=dcat:Dataset
  dct:isReferencedBy node
  dct:isReplacedBy class=dcat:Dataset
  dct:isVersionOf class=dcat:Dataset
  dcat:landingPage class=foaf:Document
  dct:issued ..1 date
  dct:language class=dct:LinguisticSystem scheme=language
  dct:license scheme=licence
  dct:modified ..1 date
  adms:identifier class=adms:Identifier
  foaf:page class=foaf:Document
  dct:provenance class=dct:ProvenanceStatement
  prov:qualifiedAttribution class=prov:Attribution
  dcat:qualifiedRelation class=dcat:Relationship
  dct:references node
  dct:relation node
  dct:replaces class=dcat:Dataset
  dct:requires class=dcat:Dataset
  adms:sample class=dcat:Distribution
  dct:source class=dcat:Dataset
  dcat:spatialResolutionInMeters datatype=xsd:decimal
  dcat:temporalResolution datatype=xsd:duration
  dct:type ..1 class=skos:Concept
  owl:versionInfo ..1 literal
  adms:versionNotes literal
  prov:wasGeneratedBy class=prov:Activity
  dct:subject class=skos:Concept
dcat:Distribution
  dcat:accessURL 1.. node
  dct:description literal
  dct:format class=dct:MediaTypeOrExtent scheme=file-type
  dct:license 1.. ..1 class=dct:LicenseDocument scheme=licence
  dct:accessRights scheme=access-right
  dcat:accessService class=dcat:DataService
  dcat:byteSize ..1 datatype=xsd:decimal
  spdx:checksum ..1 class=spdx:Checksum
  dcat:compressFormat ..1 class=dct:MediaType
  dct:conformsTo class=dct:Standard
  dcat:downloadURL node
  odrl:hasPolicy ..1 class=odrl:Policy
  dct:issued ..1 date
  dct:language class=dct:LinguisticSystem scheme=language
  dcat:mediaType ..1 class=dct:MediaType
  dct:modified ..1 date
  dcat:packageFormat ..1 class=dct:MediaType
  foaf:page class=foaf:Document
  dct:rights ..1 class=dct:RightsStatement
  dcat:spatialResolutionInMeters datatype=xsd:decimal
  adms:status ..1 class=skos:Concept scheme=adms-status
  dcat:temporalResolution datatype=xsd:duration
  dct:title literal
dcat:DataService
  dcat:endpointURL 1.. ..1 node
  dct:identifier 1.. literal
  dct:title 1.. literal
  dcat:endpointDescription node
  dcat:servesDataset class=dcat:Dataset
  dct:description literal
  dct:accessRights ..1 class=dct:RightsStatement scheme=access-right
  dct:conformsTo class=dct:Standard
  cpsv:follows class=cpsv:Rule
  dct:license ..1 class=dct:LicenseDocument
  dct:format class=dct:MediaTypeOrExtent scheme=file-type
  dcat:mediaType class=dct:MediaType
dcat:Catalog
  dct:description 1.. literal
  dct:identifier 1.. ..1 literal
  dct:publisher 1.. ..1 class=foaf:Agent
  dct:title 1.. literal
  dct:accessRights scheme=access-right
  dct:accrualPeriodicity ..1 class=dct:Frequency scheme=frequency
  dcat:dataset class=dcat:Dataset
  foaf:homepage ..1 class=foaf:Document
  dct:issued ..1 date
  dct:language class=dct:LinguisticSystem scheme=language
  dct:license ..1 class=dct:LicenseDocument
  dct:modified ..1 date
  dct:provenance class=dct:ProvenanceStatement
  dct:spatial class=dct:Location scheme=spatial
  dcat:themeTaxonomy class=skos:ConceptScheme
  dcat:catalog class=dcat:Catalog
  dct:creator ..1 class=foaf:Agent
  dcat:record class=dcat:CatalogRecord
  dct:rights ..1 class=dct:RightsStatement
  dcat:service class=dcat:DataService
dcat:CatalogRecord
  foaf:primaryTopic 1.. ..1 resource
  dct:modified 1.. ..1 date
  dct:conformsTo ..1 class=dct:Standard
  dct:issued ..1 date
  dct:language class=dct:LinguisticSystem
  dct:title literal
  dct:description literal
dcat:Relationship
  dct:relation 1.. resource
  dcat:hadRole 1.. class=dcat:Role
foaf:Document
  dct:language ..1 datatype=dct:LinguisticSystem
  dct:title literal
dct:LicenseDocument
  dct:type class=skos:Concept
dct:Location
  dcat:bbox ..1 literal
  dcat:centroid ..1 literal
  locn:geometry ..1 literal
dct:PeriodOfTime
  dcat:startDate ..1 date
  dcat:endDate ..1 date
  time:hasBeginning ..1 class=time:Instant
  time:hasEnd ..1 class=time:Instant
eli:LegalResource
  dct:type 1.. class=eli:ResourceType scheme=resource-type
  dct:description literal
  dct:identifier literal
  rdfs:seeAlso node
  dct:relation class=eli:LegalResource
cpsv:Rule
  dct:description 1.. literal
  dct:identifier 1.. ..1 literal
  dct:title 1.. literal
  cpsv:implements class=eli:LegalResource
  dct:language class=dct:LinguisticSystem scheme=language
  dct:type 1.. class=skos:Concept
spdx:Checksum
  spdx:algorithm 1.. ..1
  spdx:checksumValue 1.. ..1 datatype=xsd:hexBinary
skos:Concept
  skos:prefLabel 1.. literal
skos:ConceptScheme
  dct:title 1.. literal
objects of dct:conformsTo
  dct:title 1.. literal
  owl:versionInfo ..1 literal
  rdfs:seeAlso node
objects of adms:identifier
  skos:notation 1.. ..1
"""


def _read(table: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    target = ""
    for line in table.strip().splitlines():
        if not line.startswith(" "):
            target = line
            continue
        path, *constraints = line.split()
        yield target, term(path), tuple(constraints)


CONDITIONS: Final = tuple(_read(_TABLE))
