"""The scores, written a second time: the metric table by hand, and one SPARQL question for each metric.

Nothing of the program is used here but the code lists' files and, for the two lists of file types that the EU
portal has beside them, their members. Compliance is given from outside; it has tests of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from rdflib import Graph, URIRef, Variable
from rdflib.namespace import SKOS
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

SCHEMES = Path(__file__).parents[3] / "vocab" / "schemes"
PREFIXES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
"""
NEVER = "?node a <https://example.org/nothing-is-this>"
# metric: (EU, national) points, and the question about ?node (a dataset or a distribution) that wins them.
ON_DATASET: dict[str, tuple[int, int, str, str]] = {
    "keywordAvailability": (30, 30, "?node dcat:keyword ?x", "?node dcat:keyword|dct:subject ?x"),
    "categoryAvailability": (30, 30, "?node dcat:theme ?x", "?node dcat:theme ?x"),
    "spatialAvailability": (20, 20, "?node dct:spatial ?x", "?node dct:spatial ?x"),
    "temporalAvailability": (20, 20, "?node dct:temporal ?x", "?node dct:temporal ?x"),
    "accessRightsAvailability": (10, 10, "?node dct:accessRights ?x", "?node dct:accessRights ?x"),
    "accessRightsVocabularyAlignment": (
        5, 5,
        "?node dct:accessRights ?x FILTER(isIRI(?x) && <LIST:access-right>(?x))",
        "?node dct:accessRights ?x FILTER(isIRI(?x) && <LIST:access-right>(?x))",
    ),
    "contactPointAvailability": (20, 20, "?node dcat:contactPoint ?x", "?node dcat:contactPoint ?x"),
    "publisherAvailability": (10, 10, "?node dct:publisher ?x", "?node dct:publisher ?x"),
}  # fmt: skip
ON_DISTRIBUTION: dict[str, tuple[int, int, str, str]] = {
    "downloadUrlAvailability": (20, 20, "?node dcat:downloadURL ?x", "?node dcat:downloadURL ?x"),
    "formatAvailability": (20, 20, "?node dct:format ?x", "?node dct:format ?x"),
    "mediaTypeAvailability": (10, 10, "?node dcat:mediaType ?x", "?node dcat:mediaType ?x"),
    "formatMediaTypeVocabularyAlignment": (
        10, 10,
        "?node dct:format ?x ; dcat:mediaType ?y "
        "FILTER(isIRI(?x) && isIRI(?y) && <LIST:file-type>(?x) && <LIST:media-type>(?y))",
        "?node dct:format|dcat:mediaType ?x "
        "FILTER(isIRI(?x) && (<LIST:file-type>(?x) || <LIST:media-type>(?x)))",
    ),
    "formatMediaTypeNonProprietary": (
        20, 20, "?node dct:format|dcat:mediaType ?x FILTER(<LIST:non-proprietary>(?x))", NEVER,
    ),
    "formatMediaTypeMachineInterpretable": (
        20, 20, "?node dct:format|dcat:mediaType ?x FILTER(<LIST:machine-readable>(?x))", NEVER,
    ),
    "formatMatch": (0, 15, NEVER, NEVER),
    "syntaxValid": (0, 15, NEVER, NEVER),
    "licenceAvailability": (20, 20, "?node dct:license ?x", "?node dct:license ?x"),
    "knownLicence": (
        10, 10,
        "?node dct:license ?x FILTER(isIRI(?x) && <LIST:licence>(?x))",
        "?node dct:license ?x FILTER(isIRI(?x) && <LIST:open-licence>(?x))",
    ),
    "rightsAvailability": (5, 5, "?node dct:rights ?x", "?node dct:rights ?x"),
    "byteSizeAvailability": (5, 5, "?node dcat:byteSize ?x", "?node dcat:byteSize ?x"),
}  # fmt: skip
DATES = {"dateIssuedAvailability": "dct:issued", "dateModifiedAvailability": "dct:modified"}
URLS = {"accessUrlStatusCode": (50, "dcat:accessURL"), "downloadUrlStatusCode": (30, "dcat:downloadURL")}
# What the portal's reference data counts as open, spelled with http; the path is compared to the last slash.
OPEN_LICENCES = {
    "http://creativecommons.org/licenses/by/4.0/",
    "http://creativecommons.org/licenses/by/4.0/deed.no",
    "http://creativecommons.org/publicdomain/zero/1.0/",
    "http://data.norge.no/nlod/",
    "http://data.norge.no/nlod/no/",
    "http://data.norge.no/nlod/no/1.0",
    "http://data.norge.no/nlod/no/2.0",
}
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"


@cache
def listed(name: str) -> frozenset[str]:
    graph = Graph().parse(SCHEMES / f"{name}.ttl")
    return frozenset(
        str(concept).replace("https://", "http://") for concept in graph.subjects(SKOS.inScheme, None)
    )


def members(name: str, file_types: Mapping[str, Iterable[str]]) -> frozenset[str]:
    if name == "open-licence":
        return frozenset(OPEN_LICENCES)
    if name in file_types:
        return frozenset(f"{FILE_TYPE}{code}" for code in file_types[name])
    return listed(name)


def holds(graph: Graph, node: URIRef, question: str, file_types: Mapping[str, Iterable[str]]) -> bool:
    """Ask; `<LIST:name>(?x)` is written out as a search among the values that the graph has at all."""
    for name in ("access-right", "file-type", "media-type", "licence", "open-licence", *file_types):
        if f"<LIST:{name}>" not in question:
            continue
        listed_here = members(name, file_types)
        values = {str(term) for term in graph.objects()}
        known = sorted(value for value in values if value.replace("https://", "http://") in listed_here)
        choice = ", ".join(f'"{value}"' for value in known)
        for variable in ("?x", "?y"):
            question = question.replace(f"<LIST:{name}>({variable})", f"(STR({variable}) IN ({choice}))")
    asked = parsed(f"{PREFIXES} ASK {{ {question} }}")
    return bool(graph.query(asked, initBindings={"node": node}).askAnswer)


@lru_cache(maxsize=512)
def parsed(question: str) -> Query:
    return prepareQuery(question)


def score(
    graph: Graph, dataset: str, statuses: Mapping[str, int], national: bool, complies: bool,
    file_types: Mapping[str, Iterable[str]],
) -> list[dict[str, int]]:  # fmt: skip
    """Return the points by metric of the best distribution, merged with the dataset's; each of equals."""
    node, scheme = URIRef(dataset), int(national)
    own = {
        name: row[:2][scheme] if holds(graph, node, row[2:][scheme], file_types) else 0
        for name, row in ON_DATASET.items()
    }
    own["dcatApCompliance"] = 30 if complies else 0
    dated = {name: holds(graph, node, f"?node {path} ?x", file_types) for name, path in DATES.items()}
    nodes = [
        term
        for term in graph.objects(node, URIRef("http://www.w3.org/ns/dcat#distribution"))
        if isinstance(term, URIRef)
    ]
    typed = [one for one in nodes if holds(graph, one, "?node a dcat:Distribution", {})]
    if national and len(typed) < len(nodes):
        typed = []
    found = []
    for one in typed:
        points = dict(own)
        for name, row in ON_DISTRIBUTION.items():
            points[name] = row[:2][scheme] if holds(graph, one, row[2:][scheme], file_types) else 0
        for name, path in DATES.items():
            here = holds(graph, one, f"?node {path} ?x", file_types)
            points[name] = 5 * (here or (national and dated[name]))
        for name, (worth, path) in URLS.items():
            asked = [statuses[address] for address in addresses(graph, one, path) if address in statuses]
            points[name] = worth if asked and all(status // 100 == 2 for status in asked) else 0
        found.append(points)
    found = found or [{**own, **{name: 5 * here for name, here in dated.items()}}]
    best = max(sum(points.values()) for points in found)
    won = [{name: worth for name, worth in points.items() if worth} for points in found]
    return [points for points in won if sum(points.values()) == best]


def addresses(graph: Graph, node: URIRef, path: str) -> list[str]:
    asked = parsed(f"{PREFIXES} SELECT ?x {{ ?node {path} ?x FILTER(isIRI(?x)) }}")
    return [str(row[Variable("x")]) for row in graph.query(asked, initBindings={"node": node}).bindings]
