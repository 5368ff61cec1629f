"""Queries to start from: what people ask of a catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.language import Message, Words
from dcat_publisher.model.named_terms import authority
from dcat_publisher.model.namespaces import DCAT, DCATAP, DCT, FOAF, SKOS, VCARD

_TITLES: Final = Words(__file__).group("example")
_PREFIXES: Final = {
    "dcat": DCAT.iri,
    "dcatap": DCATAP.iri,
    "dct": DCT.iri,
    "foaf": FOAF.iri,
    "skos": SKOS.iri,
    "theme": authority("data-theme"),
    "access": authority("access-right"),
    "vcard": VCARD.iri,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A query with its name."""

    name: str
    body: str

    @property
    def title(self) -> Message:
        """What the query answers, for people."""
        return _TITLES[self.name]

    @property
    def query(self) -> str:
        """The query, with the prefixes that it uses."""
        used = [f"PREFIX {name}: <{space}>" for name, space in _PREFIXES.items() if f"{name}:" in self.body]
        return "\n".join([*used, self.body])


EXAMPLES: Final = (
    Example(
        "theme",
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
        "DESCRIBE <catalog>",
    ),
)  # fmt: skip
