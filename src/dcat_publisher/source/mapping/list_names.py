"""How a dataset names its list of variables, and where what is made of that is published."""

from __future__ import annotations

from posixpath import basename, splitext
from typing import Final, NamedTuple

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words
from dcat_publisher.model.namespaces import DCT, FOAF, WDRS
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.rules import finding
from dcat_publisher.source import Scalar
from dcat_publisher.source.folder import LIST_SUFFIX, is_list

DESCRIBED_BY: Final = WDRS.describedby
"""What leads from a dataset to the description of its variables, as POWDER and CSVW (5.1) call that link."""
PAGE: Final = ".variables"
"""What the path of the page of a dataset's variables ends in, behind the path of the dataset."""
METADATA: Final = ".variables-metadata.json"
"""The same of their description for CSVW processors."""
TABLE: Final = ".variables.csv"
"""The same of their list as a table."""


_WORDS: Final = Words(__file__)


class NamedList(NamedTuple):
    """A list that a dataset names: the dataset's term, what was typed, and where."""

    dataset: str
    text: str
    place: Place


class Links(NamedTuple):
    """Where the variables of a dataset are published, as terms."""

    page: str
    metadata: str


def links_of(dataset: str) -> Links:
    """Return where the variables of a dataset are published that is served at an address."""
    return Links(iri(f"{dataset}{PAGE}"), iri(f"{dataset}{METADATA}"))


def add_links(graph: Graph, dataset: str, links: Links, place: Place) -> None:
    """Say that the page of the variables is a document, and what it is called."""
    graph.add(dataset, FOAF.page, links.page, place)
    graph.add(links.page, TYPE, FOAF.Document, place)
    for tag, text in _WORDS["variables"].items():
        graph.add(links.page, DCT.title, literal(text, language=tag), place)


def list_name(node: Scalar) -> Finding | None:
    """Report what cannot be the name of a list."""
    text = node.text
    if is_list(text) and basename(text).lower() != LIST_SUFFIX:
        return None
    stem = splitext(basename(text.replace("\\", "/")))[0] or "npr"
    return finding("V002", node.place, value=text, right=f"{stem}{LIST_SUFFIX}")
