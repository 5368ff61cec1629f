"""The reference catalogue says what the publisher's page says: nothing lost, nothing added.

The catalogue is read twice into one plain form, from the YAML source and the committed `out/catalog.ttl`;
the same assertions hold for both. Neither reader uses the product: its faults show as a difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
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
        "http://purl.org/dc/terms/": "title alternative description identifier issued publisher accessRights",
        "http://www.w3.org/ns/dcat#": "keyword inSeries contactPoint distribution accessURL",
        "http://data.europa.eu/r5r/": "applicableLegislation",
        "http://www.w3.org/2006/vcard/ns#": "hasEmail",
        "http://xmlns.com/foaf/0.1/": "name",
    }.items()
    for key in keys.split()
}
REFERENCES: Final = {"publisher", "contactPoint", "inSeries", "applicableLegislation", "relation"}

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


@pytest.fixture(scope="module", params=[read_source, read_graph], ids=["source", "graph"])
def nodes(request: pytest.FixtureRequest) -> Nodes:
    read: Callable[[], Nodes] = request.param
    return read()


def instances(nodes: Nodes, class_: str) -> set[str]:
    """Return the nodes of a class, written by its key or its IRI."""
    written = re.compile(rf"(.*[/#])?{class_}")
    return {iri for iri, node in nodes.items() if any(map(written.fullmatch, node.get("type", ())))}


def test_page_has_the_entries_that_it_counts() -> None:
    assert f"{len(ENTRIES)} datakilder" == COUNT
    assert len(MEMBERS) == 11
    assert all(set(entry.facts) == (set(LABELS.values()) if entry.is_member else set()) for entry in ENTRIES)


def test_one_dataset_per_entry_and_one_series_of_eleven(nodes: Nodes) -> None:
    series = f"{BASE}series/npr"
    assert instances(nodes, "DatasetSeries") == {series}
    assert instances(nodes, "Dataset") - {series} == {entry.iri for entry in ENTRIES}
    members = {iri for iri, node in nodes.items() if node.get("inSeries") == [series]}
    assert members == {entry.iri for entry in MEMBERS}


@pytest.mark.parametrize("text", ENTRY_TEXTS, ids=[entry.identifier for entry in ENTRIES])
def test_every_line_of_an_entry_is_a_value_of_its_dataset(nodes: Nodes, text: str) -> None:
    properties = nodes[read_entry(text).iri].values()
    published = {line for of_property in properties for value in of_property for line in lines(value)}
    assert [line for line in lines(text) if line not in published and line.lower() not in LABELS] == []


@each_entry
def test_description_is_the_passages_and_nothing_else(nodes: Nodes, entry: Entry) -> None:
    assert nodes[entry.iri]["description"] == [as_text(entry.passages)]


@each_entry
def test_heading_and_labelled_facts(nodes: Nodes, entry: Entry) -> None:
    stated = entry.facts or {"identifier": entry.identifier}
    if "fra 5. april 2018" in entry.passages[0]:
        stated = {**stated, "issued": "2018-04-05"}
    found = {key: nodes[entry.iri][key] for key in ("title", *LABELS.values()) if key in nodes[entry.iri]}
    assert found == {"title": [entry.heading], **{key: [value] for key, value in stated.items()}}


@each_entry
def test_keywords_are_words_of_the_description(nodes: Nodes, entry: Entry) -> None:
    """A keyword starts where a word of the text starts; the text may inflect it (`kommune`, `kommunene`)."""
    keywords, text = nodes[entry.iri]["keyword"], "\n".join(entry.passages)
    assert [word for word in keywords if not re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE)] == []
    assert 4 <= len(set(keywords)) == len(keywords) <= 10


@each_entry
def test_access_is_restricted_by_the_law_that_the_entry_cites(nodes: Nodes, entry: Entry) -> None:
    cited = {eli for name, eli in CITATIONS.items() if name in "\n".join(entry.passages)}
    laws = {*cited, NPR_REGULATION} if entry.is_member else cited
    assert laws
    assert set(nodes[entry.iri]["applicableLegislation"]) == laws <= instances(nodes, "LegalResource")
    assert [right.rsplit("/", 1)[-1] for right in nodes[entry.iri]["accessRights"]] == ["RESTRICTED"]


@each_entry
def test_access_is_by_application_in_the_words_of_the_page(nodes: Nodes, entry: Entry) -> None:
    _, heading, access = "\n".join(entry.passages).partition("\nDatatilgang\n")
    (distribution,) = nodes[entry.iri]["distribution"]
    said = access.splitlines() if heading else INTRODUCTION_PASSAGES[-1:]
    assert nodes[distribution]["description"] == [as_text(said)]
    (address,) = nodes[distribution]["accessURL"]
    page = "sok-om-data-fra-npr" if entry.is_member else {"KPR": "sok-om-data-fra-kpr"}.get(entry.identifier)
    assert address.endswith(f"/{page}" if page else "helsedata.no/forvaltere/helsedirektoratet/")


def test_series_is_described_by_the_paragraph_that_its_members_repeat(nodes: Nodes) -> None:
    (paragraph,) = nodes[f"{BASE}series/npr"]["description"]
    # Two entries are published with `NorskPasientregister`; apart from that all say the same.
    texts = [[line.replace("NorskP", "Norsk p") for line in member.passages] for member in MEMBERS]
    assert [text for text in texts if paragraph not in text] == []


def test_catalogue_publisher_and_contact_are_those_of_the_introduction(nodes: Nodes) -> None:
    catalog = nodes[f"{BASE}catalog"]
    assert catalog["description"] == [as_text(INTRODUCTION_PASSAGES)]
    (contact,) = catalog["contactPoint"]
    assert nodes[PUBLISHER]["name"] == [PUBLISHER_NAME]
    assert nodes[contact]["hasEmail"][0].removeprefix("mailto:") in INTRODUCTION_PASSAGES[-1]
    described = [catalog, nodes[f"{BASE}series/npr"], *(nodes[entry.iri] for entry in ENTRIES)]
    assert all((node["publisher"], node["contactPoint"]) == ([PUBLISHER], [contact]) for node in described)
