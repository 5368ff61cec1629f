"""Records that are taken for one another: one identifier, one file, one title or text of one publisher."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.named_terms import DESCRIPTION, DISTRIBUTION, DOWNLOAD_URL
from dcat_publisher.model.namespaces import DCT
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri_value, is_blank, is_iri, lexical
from dcat_publisher.rules import finding

_IDENTIFIER: Final = DCT.identifier
_TITLE: Final = DCT.title
_PUBLISHER: Final = DCT.publisher
_CODES: Final = {_IDENTIFIER: "R205", _TITLE: "R206", DESCRIPTION: "R211", DOWNLOAD_URL: "R212"}
COMPARED: Final = frozenset(_CODES)
"""The properties by whose values records are taken for one another."""
_TELLING: Final = 25
"""How many characters a description has at least that no two datasets have by chance."""


Shared = tuple[str, str, str, str]
"""Class, property, value and publisher: what two records are alike by."""


class Likeness(NamedTuple):
    """What a record may be taken for another one by: its class, a value, and who publishes a title."""

    node: str
    class_: str
    path: str
    value: str
    publisher: str
    place: Place


def likenesses(graph: Graph, node: str, classes: Iterable[str]) -> Iterator[Likeness]:
    """Yield what others may be taken for a record by; `classes` are those that are harvested."""
    # A publisher without an address is nobody's but its record's.
    publishers = [each for each in graph.objects(node, _PUBLISHER)[:1] if not is_blank(each)]
    said = (_TITLE, DESCRIPTION)
    asked = [(_IDENTIFIER, ""), *((path, publisher) for publisher in publishers for path in said)]
    for class_ in [each for each in graph.types(node) if each in classes]:
        for path, publisher in asked:
            for value in graph.objects(node, path):
                place = graph.places.get((node, path, value))
                if place is not None and (path != DESCRIPTION or len(value) >= _TELLING):
                    yield Likeness(node, class_, path, _kept(path, value), publisher, place)
        for distribution in graph.objects(node, DISTRIBUTION):
            for value in graph.objects(distribution, DOWNLOAD_URL):
                place = graph.places.get((distribution, DOWNLOAD_URL, value))
                if place is not None:
                    yield Likeness(node, class_, DOWNLOAD_URL, value, "", place)


def _kept(path: str, value: str) -> str:
    """Return what of a value is kept until all are known: of a long text what only an equal one has."""
    return value if path != DESCRIPTION else f'"{sha256(value.encode(errors="replace")).hexdigest()}"'


def likeness_findings(found: Sequence[Likeness]) -> Iterator[Finding]:
    """Yield that a record has what another one has before it; of titles in several languages the first."""
    first: dict[tuple[str, str, str, str], Likeness] = {}
    said: set[tuple[str, str]] = set()
    for like in sorted(found, key=lambda like: like.place):
        other = first.setdefault(like[1:5], like)
        if other.node != like.node and (like.node, like.path) not in said:
            said.add((like.node, like.path))
            where = f"{other.place.file}:{other.place.line}"
            value = iri_value(like.value) if is_iri(like.value) else lexical(like.value)
            is_told = any(node == like.node for node, path in said if path != like.path)
            if like.path == DESCRIPTION and is_told:
                continue
            code = _CODES[like.path]
            yield finding(code, like.place, value=value, other=where, focus=like.node, path=like.path)


__all__ = ["COMPARED", "Likeness", "likeness_findings", "likenesses"]
