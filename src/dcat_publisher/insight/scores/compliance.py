"""Compliance as data.norge.no measures it: DCAT-AP-NO 2.0 of November 2021, on the lone graph of one dataset.

No inference, no code lists loaded, and any result, a warning too, means not compliant. The conditions below
are those of the shapes that the portal runs (fdk-mqa-dcat-validator, 2026-06), with their faults: Agent has
no valid target, availability is asked for under a misspelled namespace, themes and file types need no scheme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dcat_publisher.insight.scores.conditions import CONDITIONS
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import term
from dcat_publisher.model.terms import TYPE, XSD, datatype, is_blank, is_iri, is_literal

_SUBCLASS: Final = term("rdfs:subClassOf")
_IN_SCHEME: Final = term("skos:inScheme")
_SCHEME_CLASS: Final = term("skos:ConceptScheme")
_DATES: Final = (f"{XSD}date", f"{XSD}dateTime")
_RESOURCES: Final = frozenset(term(f"dcat:{name}") for name in ("Catalog", "Dataset", "DataService"))
_SCHEMES: Final = {
    name: tuple(f"<{scheme}://{rest}>" for scheme in ("http", "https"))
    for name, rest in {
        **{
            table: f"publications.europa.eu/resource/authority/{table}"
            for table in (
                "access-right", "continent", "country", "data-theme", "file-type", "frequency", "language",
                "licence", "place", "resource-type",
            )
        },
        "geonames": "sws.geonames.org",
        "adms-status": "purl.org/adms/status/1.0",
    }.items()
}  # fmt: skip
# These schemes have to be described as such in the graph.
_DESCRIBED: Final = frozenset({"place", "adms-status", "resource-type"})
# These hold for a concept without any scheme: their minimum is misspelled, or missing.
_NEEDS_NO_SCHEME: Final = frozenset({"file-type", "data-theme"})
_SPATIAL: Final = ("country", "place", "continent", "geonames")


@dataclass(frozen=True, slots=True)
class Failure:
    """One condition that does not hold: of which node and property, for which value, and which condition."""

    node: str
    path: str
    value: str | None
    condition: str


def failures(graph: Graph) -> Iterator[Failure]:
    """Yield each condition that fails in a graph."""
    members = _members(graph)
    for target, path, constraints in CONDITIONS:
        for node in _targets(graph, target, members):
            values = graph.objects(node, path)
            for constraint in constraints:
                yield from _check(graph, node, path, values, constraint)


def _members(graph: Graph) -> dict[str, list[str]]:
    """Return class -> its instances, in order of the nodes."""
    found: dict[str, list[str]] = {}
    for node in graph.index:
        for class_ in _classes(graph, node):
            found.setdefault(class_, []).append(node)
    return found


def _targets(graph: Graph, target: str, members: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if target.startswith("objects of "):
        predicate = term(target.removeprefix("objects of "))
        return list(graph.inverse().get(predicate, {}))
    return members.get(term(target), ())


def _classes(graph: Graph, node: str) -> set[str]:
    """Return the classes of a node, by rdf:type and the subclasses that the graph itself states."""
    waiting, seen = list(graph.objects(node, TYPE)), set[str]()
    while waiting:
        found = waiting.pop()
        if found not in seen:
            seen.add(found)
            waiting.extend(graph.objects(found, _SUBCLASS))
    return seen


def _check(graph: Graph, node: str, path: str, values: Sequence[str], constraint: str) -> Iterator[Failure]:
    broken: list[str | None]
    if constraint == "1..":
        broken = [] if values else [None]
    elif constraint == "..1":
        broken = [None] if len(values) > 1 else []
    elif constraint == "theme":
        broken = [] if any(_in_scheme(graph, value, "data-theme") for value in values) else [None]
    else:
        broken = [value for value in values if not _holds(graph, value, constraint)]
    for value in broken:
        yield Failure(node, path, value, constraint)


def _holds(graph: Graph, value: str, constraint: str) -> bool:
    kind, _, argument = constraint.partition("=")
    if kind == "class":
        return term(argument) in _classes(graph, value)
    if kind == "scheme":
        names = _SPATIAL if argument == "spatial" else (argument,)
        return is_iri(value) and any(_in_scheme(graph, value, name) for name in names)
    if kind == "datatype":
        return datatype(value) == term(argument)[1:-1]
    return {
        "literal": is_literal(value),
        "iri": is_iri(value),
        "node": is_iri(value) or is_blank(value),
        "date": datatype(value) in _DATES,
        "resource": not _classes(graph, value).isdisjoint(_RESOURCES),
    }[kind]


def _in_scheme(graph: Graph, value: str, name: str) -> bool:
    """Return whether all of a concept's schemes are the one, so that a concept in two schemes fails."""
    schemes = graph.objects(value, _IN_SCHEME)
    if not schemes:
        return name in _NEEDS_NO_SCHEME
    described = name not in _DESCRIBED or all(_SCHEME_CLASS in _classes(graph, scheme) for scheme in schemes)
    return described and all(scheme in _SCHEMES[name] for scheme in schemes)
