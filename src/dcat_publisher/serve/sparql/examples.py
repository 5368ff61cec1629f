"""Queries to start from: what people ask of a catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.language import Message, words

_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "theme": "http://publications.europa.eu/resource/authority/data-theme/",
    "access": "http://publications.europa.eu/resource/authority/access-right/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A query with its name and what it answers."""

    name: str
    title: Message
    body: str

    @property
    def query(self) -> str:
        """The query, with the prefixes that it uses."""
        used = [f"PREFIX {name}: <{space}>" for name, space in _PREFIXES.items() if f"{name}:" in self.body]
        return "\n".join([*used, self.body])


EXAMPLES: Final = (
    Example(
        "theme",
        words("Datasett om helse", "Datasett om helse", "Datasets on health"),
        """SELECT ?dataset ?title WHERE {
  ?dataset a dcat:Dataset ;
    dcat:theme theme:HEAL ;
    dct:title ?title .
  FILTER(LANG(?title) IN ("nb", "nn", ""))
}
ORDER BY ?title""",
    ),
    Example(
        "themes",
        words("Datasett per tema", "Datasett per tema", "Datasets by theme"),
        """SELECT ?theme ?label (COUNT(DISTINCT ?dataset) AS ?datasets) WHERE {
  ?dataset a dcat:Dataset ;
    dcat:theme ?theme .
  OPTIONAL { ?theme skos:prefLabel ?label . FILTER(LANG(?label) = "nb") }
}
GROUP BY ?theme ?label
ORDER BY DESC(?datasets) ?theme""",
    ),
    Example(
        "law",
        words("Datasett etter lov", "Datasett etter lov", "Datasets by law"),
        """SELECT ?law ?lawTitle ?dataset ?title WHERE {
  ?dataset a dcat:Dataset ;
    dcatap:applicableLegislation ?law ;
    dct:title ?title .
  OPTIONAL { ?law dct:title ?lawTitle }
  FILTER(LANG(?title) IN ("nb", "nn", ""))
}
ORDER BY ?law ?title""",
    ),
    Example(
        "access",
        words(
            "Datasett som ikke er åpne for alle", "Datasett som ikkje er opne for alle",
            "Datasets that are not open to all",
        ),
        """SELECT ?access ?dataset ?title WHERE {
  ?dataset a dcat:Dataset ;
    dct:accessRights ?access ;
    dct:title ?title .
  FILTER(?access != access:PUBLIC)
  FILTER(LANG(?title) IN ("nb", "nn", ""))
}
ORDER BY ?access ?title""",
    ),
    Example(
        "missing",
        words("Hva datasettene mangler", "Kva datasetta manglar", "What the datasets lack"),
        """SELECT ?dataset ?missing WHERE {
  ?dataset a dcat:Dataset .
  VALUES ?missing {
    dcat:distribution dcat:keyword dcat:theme dct:accessRights dct:temporal dct:spatial
    dct:accrualPeriodicity dct:modified
  }
  FILTER NOT EXISTS { ?dataset ?missing ?value }
}
ORDER BY ?missing ?dataset""",
    ),
    Example(
        "changed",
        words("Endret siden en dato", "Endra sidan ein dato", "Changed since a date"),
        """SELECT DISTINCT ?dataset ?title ?date WHERE {
  ?dataset a dcat:Dataset ;
    dct:modified|dct:issued ?date ;
    dct:title ?title .
  FILTER(STR(?date) >= "2018-01-01")
  FILTER(LANG(?title) IN ("nb", "nn", ""))
}
ORDER BY DESC(STR(?date)) ?title""",
    ),
    Example(
        "series",
        words("Dataserier med datasett", "Dataseriar med datasett", "Series and their datasets"),
        """SELECT ?series ?seriesTitle ?dataset ?title WHERE {
  ?dataset dcat:inSeries ?series ;
    dct:title ?title .
  ?series dct:title ?seriesTitle .
  FILTER(LANG(?title) IN ("nb", "nn", ""))
  FILTER(LANG(?seriesTitle) IN ("nb", "nn", ""))
}
ORDER BY ?series ?title""",
    ),
    Example(
        "contact",
        words("Hvem en spør", "Kven ein spør", "Whom to ask"),
        """SELECT ?publisher ?contact ?email (COUNT(?dataset) AS ?datasets) WHERE {
  ?dataset a dcat:Dataset ;
    dct:publisher/foaf:name ?publisher ;
    dcat:contactPoint ?point .
  ?point vcard:fn ?contact .
  OPTIONAL { ?point vcard:hasEmail ?email }
  FILTER(LANG(?publisher) IN ("nb", "nn", ""))
}
GROUP BY ?publisher ?contact ?email
ORDER BY DESC(?datasets)""",
    ),
    Example(
        "word",
        words("Søk i tekst", "Søk i tekst", "Search for a word"),
        """SELECT DISTINCT ?dataset ?property ?text WHERE {
  VALUES ?property { dct:title dct:description dcat:keyword }
  ?dataset a dcat:Dataset ;
    ?property ?text .
  FILTER(CONTAINS(LCASE(?text), "pasient"))
}
ORDER BY ?dataset ?property
LIMIT 100""",
    ),
    Example(
        "describe",
        words("Alt om katalogen selv", "Alt om katalogen sjølv", "All on the catalogue itself"),
        "DESCRIBE <catalog>",
    ),
)  # fmt: skip
