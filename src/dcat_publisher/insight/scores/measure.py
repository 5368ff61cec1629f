"""The measurements: metric by metric, is it so, on the dataset and on each of its distributions.

None means not measured. The graph is the dataset's own, as the harvester splits it off: what stands elsewhere
in the catalogue does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dcat_publisher.insight.harvest.reference_data import OPEN_LICENCES
from dcat_publisher.insight.scores.metrics import Scheme
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import ACCESS_RIGHTS, DATASET, DOWNLOAD_URL, authority
from dcat_publisher.model.namespaces import term
from dcat_publisher.model.terms import iri_value, is_iri, lexical
from dcat_publisher.vocabulary import CodeLists

Measured = Mapping[str, bool | None]
Statuses = Mapping[str, int | None]
"""Address -> HTTP status; an address that was not asked is missing."""
DISTRIBUTION_CLASS: Final = term("dcat:Distribution")
ACCESS_URL: Final = term("dcat:accessURL")
FORMAT: Final = term("dct:format")
MEDIA_TYPE: Final = term("dcat:mediaType")
_LICENCE: Final = term("dct:license")
_ISSUED: Final = term("dct:issued")
_MODIFIED: Final = term("dct:modified")


def _listed(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


# The lists of data.europa.eu (edp-vocabularies, edp-non-proprietary-format and edp-machine-readable-format).
_NON_PROPRIETARY: Final = _listed("""
    BMP CSV DBF GEOJSON GZIP HTML ICS JPEG2000 JSON JSON_LD KML KMZ NETCDF ODS PNG RDF_N_QUADS RDF_N_TRIPLES
    RDF_TRIG RDF_TURTLE RDF_XML RSS RTF TAR TIFF TSV TXT WMS_SRVC XML ZIP
""")
_MACHINE_READABLE: Final = _listed("""
    CSV GEOJSON ICS JSON JSON_LD KML KMZ NETCDF ODS RDFA RDF_N_QUADS RDF_N_TRIPLES RDF_TRIG RDF_TURTLE RDF_XML
    RSS SHP XLS XLSX XML
""")
_DATASET_PROPERTIES: Final = {
    "categoryAvailability": (term("dcat:theme"),),
    "spatialAvailability": (term("dct:spatial"),),
    "temporalAvailability": (term("dct:temporal"),),
    "accessRightsAvailability": (ACCESS_RIGHTS,),
    "contactPointAvailability": (term("dcat:contactPoint"),),
    "publisherAvailability": (term("dct:publisher"),),
}
_DISTRIBUTION_PROPERTIES: Final = {
    "downloadUrlAvailability": DOWNLOAD_URL,
    "formatAvailability": FORMAT,
    "mediaTypeAvailability": MEDIA_TYPE,
    "licenceAvailability": _LICENCE,
    "rightsAvailability": term("dct:rights"),
    "byteSizeAvailability": term("dcat:byteSize"),
    "dateIssuedAvailability": _ISSUED,
    "dateModifiedAvailability": _MODIFIED,
}


@dataclass(frozen=True, slots=True)
class Lists:
    """The code lists that metrics ask about."""

    codes: CodeLists

    def holds(self, value: str, *names: str) -> bool:
        """Return whether a term is a concept of one of the lists; http and https are the same there."""
        return is_iri(value) and any(self._has(address, names) for address in _spellings(iri_value(value)))

    def _has(self, address: str, names: tuple[str, ...]) -> bool:
        entry = self.codes.describing(address)
        return entry is not None and entry.name in names


def _spellings(address: str) -> Iterable[str]:
    scheme, _, rest = address.partition("://")
    return (f"http://{rest}", f"https://{rest}") if scheme in ("http", "https") else (address,)


def is_assessed(graph: Graph, subject: str) -> bool:
    """Return whether a node gets a score: a series that is not also typed as a dataset gets none."""
    return DATASET in graph.types(subject)


def dataset_measures(graph: Graph, subject: str, scheme: Scheme, lists: Lists) -> Measured:
    """Measure what is on the dataset itself."""
    keywords = (term("dcat:keyword"),) if scheme is Scheme.EU else (term("dcat:keyword"), term("dct:subject"))
    properties = {"keywordAvailability": keywords, **_DATASET_PROPERTIES}
    found: dict[str, bool | None] = {
        name: any(graph.objects(subject, predicate) for predicate in predicates)
        for name, predicates in properties.items()
    }
    rights = graph.objects(subject, ACCESS_RIGHTS)
    found["accessRightsVocabularyAlignment"] = any(lists.holds(value, "access-right") for value in rights)
    found["dateIssuedAvailability"] = bool(graph.objects(subject, _ISSUED))
    found["dateModifiedAvailability"] = bool(graph.objects(subject, _MODIFIED))
    return found


def distribution_measures(
    graph: Graph, node: str, scheme: Scheme, lists: Lists, statuses: Statuses
) -> Measured:
    """Measure what is on one distribution, and what its addresses answered."""
    found: dict[str, bool | None] = {
        name: bool(graph.objects(node, predicate)) for name, predicate in _DISTRIBUTION_PROPERTIES.items()
    }
    found |= _eu_formats(graph, node, lists) if scheme is Scheme.EU else _fdk_formats(graph, node, lists)
    licences = graph.objects(node, _LICENCE)
    known: Callable[[str], bool] = lists_licence(lists) if scheme is Scheme.EU else _is_open
    found["knownLicence"] = any(known(value) for value in licences) if licences else None
    found["accessUrlStatusCode"] = _answers(graph.objects(node, ACCESS_URL), statuses)
    found["downloadUrlStatusCode"] = _answers(graph.objects(node, DOWNLOAD_URL), statuses)
    return found


def lists_licence(lists: Lists) -> Callable[[str], bool]:
    """Return the test of the EU portal for a licence that it knows."""
    return lambda value: lists.holds(value, "licence")


def _is_open(value: str) -> bool:
    """Tell whether a licence is in the portal's list of open licences; the path counts to the last slash."""
    return is_iri(value) and any(address in OPEN_LICENCES for address in _spellings(iri_value(value)))


def _fdk_formats(graph: Graph, node: str, lists: Lists) -> Measured:
    """Aligned when either property is; open and machine-readable are never found to be so there."""
    formats, media_types = graph.objects(node, FORMAT), graph.objects(node, MEDIA_TYPE)
    of_format = any(lists.holds(value, "file-type", "media-type") for value in formats)
    of_media = any(lists.holds(value, "file-type", "media-type") for value in media_types)
    return {
        "formatMediaTypeVocabularyAlignment": of_format or of_media,
        "formatMediaTypeNonProprietary": False if of_format else None,
        "formatMediaTypeMachineInterpretable": False if of_format else None,
        "formatMatch": None,
        "syntaxValid": None,
    }


def _eu_formats(graph: Graph, node: str, lists: Lists) -> Measured:
    """Aligned when both properties are; the other two by the EU portal's lists of file types."""
    formats, media_types = graph.objects(node, FORMAT), graph.objects(node, MEDIA_TYPE)
    codes = {code for value in (*formats, *media_types) for code in _file_types(value)}
    return {
        "formatMediaTypeVocabularyAlignment": any(lists.holds(value, "file-type") for value in formats)
        and any(lists.holds(value, "media-type") for value in media_types),
        "formatMediaTypeNonProprietary": not codes.isdisjoint(_NON_PROPRIETARY),
        "formatMediaTypeMachineInterpretable": not codes.isdisjoint(_MACHINE_READABLE),
    }


def _file_types(value: str) -> Iterable[str]:
    space = authority("file-type")
    return [text.removeprefix(space) for text in _spellings(lexical(value)) if text.startswith(space)]


def _answers(values: Iterable[str], statuses: Statuses) -> bool | None:
    """Return whether addresses answer 2xx; of several in one property the portals keep any one answer."""
    addresses = [lexical(value) for value in values if is_iri(value)]
    if not addresses:
        return False
    asked = [statuses[address] for address in addresses if address in statuses]
    return all(status is not None and 200 <= status < 300 for status in asked) if asked else None
