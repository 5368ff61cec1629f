"""Graphs of small catalogues and their feeds, made without a source; the reader of a feed is pyoxigraph."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT, DCT, FOAF, SKOS, VCARD
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.publish.export import accept_all, replaced_site
from dcat_publisher.publish.feed.feed import Feed
from dcat_publisher.publish.manifest import line, write_draft
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary

BASE = "https://data.example.no/"
FEED = f"{BASE}feed"
CATALOG = iri(f"{BASE}catalog")
AS = "https://www.w3.org/ns/activitystreams#"
LDES = "https://w3id.org/ldes#"
TREE = "https://w3id.org/tree#"
VOCABULARY = Vocabulary((packaged("vocab"),))
Triple = tuple[object, object, object]


def catalogue(datasets: Mapping[str, str], base: str = BASE) -> Graph:
    """Return a catalogue: datasets by name with their titles, an agent, a law, a code, a nested node."""
    node, agent, law = iri(f"{base}catalog"), iri(f"{base}agents/etat"), iri("https://lov.example.no/1")
    code, lonely = iri("https://koder.example.no/A"), iri("https://lov.example.no/alene")
    kind = iri(f"{base}contact-points/kontor")
    graph = Graph([
        (node, TYPE, DCAT.Catalog), (node, DCT.title, literal("Katalog", language="nb")),
        (node, DCT.publisher, agent), (agent, TYPE, FOAF.Agent), (agent, FOAF.name, literal("Etaten")),
        (kind, TYPE, VCARD.Kind), (kind, VCARD.fn, literal("Kontoret")), (node, DCAT.contactPoint, kind),
        (law, TYPE, "<http://data.europa.eu/eli/ontology#LegalResource>"), (law, DCT.title, literal("Lov")),
        (code, TYPE, SKOS.Concept), (code, SKOS.prefLabel, literal("A")),
        (lonely, TYPE, "<http://data.europa.eu/eli/ontology#LegalResource>"),
    ])  # fmt: skip
    for name, title in datasets.items():
        dataset = iri(f"{base}datasets/{name}")
        nested = iri(f"{base}datasets/{name}#distribution")
        for predicate, value in (
            (TYPE, DCAT.Dataset), (DCT.title, literal(title, language="nb")), (DCT.publisher, agent),
            (DCT.accessRights, code), ("<http://data.europa.eu/r5r/applicableLegislation>", law),
            (DCAT.distribution, nested),
        ):  # fmt: skip
            graph.add(dataset, predicate, value)
        graph.add(nested, TYPE, DCAT.Distribution)
        graph.add(nested, DCAT.accessURL, iri("https://example.org/a"))
        graph.add(node, DCAT.dataset, dataset)
    return graph


def publish(graph: Graph, out: Path, base: str = BASE) -> list[str]:
    """Write a site that has nothing but its feed; return what was told, in English."""
    told = list[str]()
    feed = Feed(lambda message: told.append(message["en"]))
    with replaced_site(out, VOCABULARY.context, accept_all, feed) as staging:
        feed.take(graph, iri(f"{base}catalog"), base, "nb")
        paths = [node[len(base) + 1 : -1] for node in graph.index if "#" not in node and base in node]
        items = [
            {"path": path, "iri": f"{base}{path}", "types": [], "files": {}, "title": {"nb": f"Om {path}"}}
            for path in paths
        ]
        write_draft(staging.folder, {"base": base, "catalog": "catalog"}, {"resources": map(line, items)})
    return told


class Replayed(NamedTuple):
    """What a client of a feed has: the activities, the pages by name, and the graph that it ends with."""

    activities: list[tuple[str, str, str]]
    pages: dict[str, bytes]
    graph: set[Triple]


def replay(out: Path, base: str = BASE) -> Replayed:
    """Follow a feed as a client does: over the relations of its first page, one activity after another."""
    root = list(parsed((out / "feed.trig").read_bytes()))
    nodes = dict.fromkeys(quad.object.value for quad in root if quad.predicate.value == f"{TREE}node")
    files = ["feed.trig", *(f"{node.removeprefix(base)}" for node in nodes)]
    pages = {name: (out / name).read_bytes() for name in files}
    quads = [quad for data in pages.values() for quad in parsed(data)]
    said: dict[str, dict[str, str]] = {}
    payload: dict[str, set[Triple]] = {}
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            payload.setdefault(quad.graph_name.value, set()).add(quad.triple)
        elif isinstance(quad.subject, ox.NamedNode):
            said.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    members = [quad.object.value for quad in quads if quad.predicate.value == f"{TREE}member"]
    assert len(members) == len(set(members))
    members.sort(key=lambda member: said[member][f"{AS}published"])
    state: dict[str, set[Triple]] = {}
    activities = list[tuple[str, str, str]]()
    for member in members:
        kind, entity = said[member][_TYPE].removeprefix(AS), said[member][f"{AS}object"]
        activities.append((kind, entity, said[member][f"{AS}published"]))
        if kind == "Delete":
            assert member not in payload
            del state[entity]
        else:
            assert (kind == "Update") == (entity in state)
            state[entity] = payload[member]
    return Replayed(activities, pages, set().union(*state.values()))


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def parsed(data: bytes) -> ox.QuadParser:
    """Parse a page."""
    return ox.parse(data, format=ox.RdfFormat.TRIG)


def triples(graph: Graph) -> set[Triple]:
    """Return a graph as pyoxigraph has its terms."""
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in graph)
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}


def feed_files(out: Path) -> dict[str, bytes]:
    """Return the files of a feed by path, as the manifest lists them."""
    listed = json.loads((out / "site.json").read_text("utf-8"))["feed"]
    return {item["path"]: (out / item["path"]).read_bytes() for item in listed}
