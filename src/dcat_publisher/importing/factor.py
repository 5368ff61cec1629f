"""Values that all records of a class share, lifted to the defaults of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dcat_publisher.importing.tree import Node, Value

_CLASSES: Final = ("Dataset", "DatasetSeries", "DataService", "Distribution")
_KEYS: Final = (
    "publisher", "contactPoint", "creator", "language", "spatial", "accessRights", "license", "rights",
    "accrualPeriodicity", "applicableLegislation", "theme",
)  # fmt: skip
"""What catalogues say of all that they have; a title that happens to be the same twice is none of it."""
_DISTRIBUTION: Final = "distribution"


def lifted(files: Mapping[str, Node]) -> Node | None:
    """Take what all records of a class share out of them, and return it as defaults; None for nothing."""
    found: dict[str, str | list[str | Node] | Node] = {}
    by_class: dict[str, list[Node]] = {}
    for node in files.values():
        for class_, each in _records(node):
            by_class.setdefault(class_, []).append(each)
    for class_ in _CLASSES:
        shared = _shared(by_class.get(class_, []))
        if shared:
            found[class_] = Node({key: shared[key] for key in _KEYS if key in shared})
    return Node(found) if found else None


def _records(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the nodes of one class below a file, each with its class; those of several inherit too much."""
    type_ = node.entries.get("type")
    if isinstance(type_, str):
        yield type_, node
    for key, value in node.entries.items():
        for each in _nodes(value):
            if key == _DISTRIBUTION and "type" not in each.entries and each.term is not None:
                yield "Distribution", each
            yield from _records(each)


def _nodes(value: Value) -> Iterable[Node]:
    items = value if isinstance(value, list) else [value]
    return (item for item in items if isinstance(item, Node))


def _shared(nodes: list[Node]) -> dict[str, Value]:
    if len(nodes) < 2:
        return {}
    first = nodes[0].entries
    shared: dict[str, Value] = {
        key: first[key]
        for key in _KEYS
        if key in first
        and _is_plain(first[key])
        and all(node.entries.get(key) == first[key] for node in nodes)
    }
    for node in nodes:
        for key in shared:
            del node.entries[key]
            node.comments.pop(key, None)
    return shared


def _is_plain(value: Value) -> bool:
    return all(isinstance(item, str) for item in (value if isinstance(value, list) else [value]))


__all__ = ["lifted"]
