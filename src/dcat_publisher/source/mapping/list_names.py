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
from dcat_publisher.source import Node, Scalar
from dcat_publisher.source.folder import LIST_SUFFIX, is_list
from dcat_publisher.source.mapping.iris import resolved
from dcat_publisher.source.mapping.literals import Outcome
from dcat_publisher.source.mapping.records import Record, may_be_part

DESCRIBED_BY: Final = WDRS.describedby
"""What leads from a dataset to its list and to their description, as POWDER and CSVW (5.1) call that link.

A JSON-LD processor reads the name of a list as that link, relative to the address of the record.
"""
PAGE: Final = ".variables"
"""What the path of the page of a dataset's variables ends in, behind the path of the dataset."""
METADATA: Final = ".variables-metadata.json"
"""The same of their description for CSVW processors."""
_STEPS: Final = ("", ".", "..")
_WORDS: Final = Words(__file__)


class NamedList(NamedTuple):
    """A list that a dataset names: the dataset's term, what was typed, and where.

    `address` is where the list is published: what a JSON-LD processor takes the name for.
    """

    dataset: str
    text: str
    address: str
    place: Place


class ListLinks:
    """Links datasets to their lists; `record` is the one that is mapped, `named` gathers the lists."""

    def __init__(self) -> None:
        self.record: Record | None = None
        self.named: list[NamedList] = []

    def link(self, graph: Graph, dataset: str, node: Scalar) -> Outcome:
        """Return the list that a dataset names, and add what is made of it."""
        fault = _no_list(node)
        if fault is not None:
            return fault
        assert self.record is not None  # what is mapped is a record, or nested in one
        address = self.record.address
        published = resolved(node.text, address)
        self.named.append(NamedList(dataset, node.text, published, node.place))
        site = f"{address.removesuffix(self.record.path)}{self.record.published}"
        add_links(graph, dataset, site, node.place)
        return _no_part(node) or (iri(published), node.place)


def names_list(predicate: str, node: Node) -> bool:
    """Return whether a value under a property is the name of a file, and no address in full."""
    return predicate == DESCRIBED_BY and isinstance(node, Scalar) and ":" not in node.text


def add_links(graph: Graph, dataset: str, site: str, place: Place) -> None:
    """Lead from a dataset that is served at an address to what is made of its list.

    That is the description for CSVW processors, and a page, of which is said what it is called.
    """
    graph.add(dataset, DESCRIBED_BY, iri(f"{site}{METADATA}"), place)
    page = iri(f"{site}{PAGE}")
    graph.add(dataset, FOAF.page, page, place)
    graph.add(page, TYPE, FOAF.Document, place)
    for tag, text in _WORDS["variables"].items():
        graph.add(page, DCT.title, literal(text, language=tag), place)


def _no_list(node: Scalar) -> Finding | None:
    """Report what cannot be the name of a list."""
    text = node.text
    if is_list(text) and basename(text).lower() != LIST_SUFFIX:
        return None
    stem = splitext(basename(text.replace("\\", "/")))[0] or "npr"
    return finding("V002", node.place, value=text, right=f"{stem}{LIST_SUFFIX}")


def _no_part(node: Scalar) -> Finding | None:
    """Report a name that cannot be part of an address."""
    parts = [part for part in node.text.split("/") if part not in _STEPS]
    bad = next((part for part in parts if not may_be_part(part)), None)
    return None if bad is None else finding("R002", node.place, name=bad)
