"""The publisher's page, and the reference catalogue as its YAML source and as the committed graph tell it.

Neither reader uses the product: its faults show as a difference between source and graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import pytest
import yaml
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "source"
GRAPH: Final = ROOT / "out" / "catalog.ttl"
PAGE: Final = (ROOT / "tests" / "data" / "helsedirektoratet-page.txt").read_text(encoding="utf-8")

BASE: Final = "https://data.helsedirektoratet.no/"
PUBLISHER: Final = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/983544622"
NPR_REGULATION: Final = "https://lovdata.no/eli/forskrift/2007/12/07/1389"
# A law in the words of the page, and the law that applies.
CITATIONS: Final = {
    "helseregisterloven": "https://lovdata.no/eli/lov/2014/06/20/43",
    "forskrift om kommunalt pasient- og brukerregister": "https://lovdata.no/eli/forskrift/2017/08/25/1292",
    "forvaltningsloven": "https://lovdata.no/eli/lov/1967/02/10",
    "personopplysningsloven": "https://lovdata.no/eli/lov/2018/06/15/38",
    "akuttmedisinske tjenester utenfor sykehus": "https://lovdata.no/eli/forskrift/2015/03/20/231",
}
LABELS = {"full tittel": "alternative", "identifikasjonsnummer": "identifier", "produksjonsdato": "issued"}
KEYS: Final = {
    namespace + key: key
    for namespace, keys in {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "type",
        "http://purl.org/dc/terms/": "title alternative description identifier issued modified publisher "
        "accessRights rights provenance temporal relation source conformsTo",
        "http://www.w3.org/2000/01/rdf-schema#": "label",
        "http://www.w3.org/ns/dcat#": "keyword inSeries contactPoint distribution accessURL landingPage "
        "startDate endDate",
        "http://www.w3.org/ns/prov#": "wasGeneratedBy",
        "http://data.europa.eu/r5r/": "applicableLegislation",
        "http://www.w3.org/2006/vcard/ns#": "hasEmail",
        "http://xmlns.com/foaf/0.1/": "name",
    }.items()
    for key in keys.split()
}
REFERENCES: Final = {
    "publisher",
    "contactPoint",
    "inSeries",
    "applicableLegislation",
    "relation",
    "source",
    "conformsTo",
    "rights",
}

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Nodes: TypeAlias = dict[str, dict[str, list[str]]]


class Entry(NamedTuple):
    """One data source of the page: passages and facts with white space folded, list items marked by `- `."""

    heading: str
    identifier: str
    is_member: bool
    passages: list[str]
    facts: dict[str, str]

    @property
    def iri(self) -> str:
        return f"{BASE}datasets/{'npr-' if self.is_member else ''}{self.identifier.lower()}"


def lines(text: str) -> list[str]:
    """Fold white space, drop empty lines and page furniture, mark list items as the source does."""
    folded = (" ".join(line.split()) for line in text.splitlines())
    return [re.sub(r"^• ", "- ", line) for line in folded if line not in ("", "Se mer")]


def read_entry(text: str) -> Entry:
    """Part one entry of the page; a register has no labelled facts, its heading ends with its identifier."""
    heading, *passages = lines(text)
    labels = [line.lower() for line in passages]
    start = next((number for number, label in enumerate(labels) if label in LABELS), len(labels))
    facts = dict(zip((LABELS[label] for label in labels[start::2]), passages[start + 1 :: 2], strict=True))
    identifier = facts.get("identifier", heading.rsplit("(", 1)[-1].rstrip(")"))
    return Entry(heading, identifier, heading.startswith("NPR - "), passages[:start], facts)


def as_text(passages: Sequence[str]) -> str:
    """Return paragraphs kept apart by blank lines, list items on lines of their own."""
    return re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", "\n\n".join(passages))


# An entry starts at an indentation of two spaces, the list items inside it at three.
INTRODUCTION, *ENTRY_TEXTS = re.split(r"(?m)^ {2}• ", PAGE)
ENTRIES: Final = [read_entry(text) for text in ENTRY_TEXTS]
MEMBERS: Final = [entry for entry in ENTRIES if entry.is_member]
PUBLISHER_NAME, *INTRODUCTION_PASSAGES, COUNT = lines(INTRODUCTION)
each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.identifier)


def mapping(tree: Tree) -> dict[str, Tree]:
    assert isinstance(tree, dict), f"not a mapping: {tree}"
    return tree


def load(path: Path) -> dict[str, Tree]:
    """Read a source file with all scalars as text."""
    return mapping(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def values(tree: Tree) -> list[Tree]:
    """Return the values of a key; of a text in several languages, the Norwegian ones."""
    if isinstance(tree, dict) and "nb" in tree:
        return values(tree["nb"])
    return tree if isinstance(tree, list) else [tree]


def declared() -> Iterator[tuple[str, str, dict[str, Tree]]]:
    """Yield local name, IRI and tree of every record and every node of a collection file."""
    for path in sorted(SOURCE.rglob("*.yaml")):
        tree, local = load(path), path.relative_to(SOURCE).with_suffix("").as_posix()
        if "type" in tree:
            yield path.stem, f"{BASE}{local}", {key: tree[key] for key in tree if key != "defaults"}
        else:
            for name, node in tree.items():
                yield name, str(mapping(node).get("id", f"{BASE}{local}/{name}")), mapping(node)


def add(nodes: Nodes, iri: str, tree: dict[str, Tree], names: dict[str, str]) -> None:
    """Add a source node and the nodes inside it, local names resolved."""
    for key, tree_value in tree.items():
        for number, value in enumerate(values(tree_value), start=1):
            text = str(value)
            if isinstance(value, dict):
                text = f"{iri}#{key}" if number == 1 else f"{iri}#{key}-{number}"
                add(nodes, text, value, names)
            resolved = names.get(text, text) if key in REFERENCES else text
            nodes.setdefault(iri, {}).setdefault(key, []).append(resolved)


def read_source() -> Nodes:
    """Read the YAML source, with the defaults that records inherit."""
    trees = list(declared())
    names = {name: iri for name, iri, _ in trees}
    defaults = mapping(load(SOURCE / "catalog.yaml")["defaults"])
    nodes: Nodes = {}
    for _, iri, tree in trees:
        add(nodes, iri, {**mapping(defaults.get(str(tree["type"]), {})), **tree}, names)
    return nodes


def read_graph() -> Nodes:
    """Read the built graph: the properties of `KEYS`, texts in Norwegian only."""
    nodes: Nodes = {}
    for quad in parse(path=str(GRAPH), format=RdfFormat.TURTLE):
        subject, key, value = quad.subject, KEYS.get(quad.predicate.value), quad.object
        if key is None or not isinstance(subject, NamedNode) or not isinstance(value, Literal | NamedNode):
            continue
        if isinstance(value, NamedNode) or value.language in (None, "nb"):
            nodes.setdefault(subject.value, {}).setdefault(key, []).append(value.value)
    return nodes


def instances(nodes: Nodes, class_: str) -> set[str]:
    """Return the nodes of a class, written by its key or its IRI."""
    written = re.compile(rf"(.*[/#])?{class_}")
    return {iri for iri, node in nodes.items() if any(map(written.fullmatch, node.get("type", ())))}
