"""Records that are taken for one another: with one identifier, or one title from one publisher."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCT
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import is_blank, lexical
from dcat_publisher.rules import finding

_IDENTIFIER: Final = DCT.identifier
_TITLE: Final = DCT.title
_PUBLISHER: Final = DCT.publisher


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
    asked = [(_IDENTIFIER, ""), *((_TITLE, publisher) for publisher in publishers)]
    for class_ in [each for each in graph.types(node) if each in classes]:
        for path, publisher in asked:
            for value in graph.objects(node, path):
                place = graph.places.get((node, path, value))
                if place is not None:
                    yield Likeness(node, class_, path, value, publisher, place)


def likeness_findings(found: Sequence[Likeness]) -> Iterator[Finding]:
    """Yield that a record has what another one has before it; of titles in several languages the first."""
    first: dict[tuple[str, str, str, str], Likeness] = {}
    said: set[tuple[str, str]] = set()
    for like in sorted(found, key=lambda like: like.place):
        other = first.setdefault(like[1:5], like)
        if other.node != like.node and (like.node, like.path) not in said:
            said.add((like.node, like.path))
            where = f"{other.place.file}:{other.place.line}"
            code = "R205" if like.path == _IDENTIFIER else "R206"
            value = lexical(like.value)
            yield finding(code, like.place, value=value, other=where, focus=like.node, path=like.path)


__all__ = ["Likeness", "likeness_findings", "likenesses"]
