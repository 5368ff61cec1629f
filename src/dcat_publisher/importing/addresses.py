"""The addresses of nested nodes: those that the mapping gives are left out, all others are stated.

It walks a tree as the mapping does, and asks `NestedIris`, which names nodes there, what it would call each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dcat_publisher.importing.tree import Item, Node, Value
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import is_blank
from dcat_publisher.source import Mapping as SourceMapping
from dcat_publisher.source import Scalar
from dcat_publisher.source.mapping.nested_iris import NestedIris

_NOWHERE = Place("")


@dataclass(slots=True)
class Addresses:
    """Gives nested nodes addresses; `taken` are the nodes of the graph, `minted` the new ones by label."""

    taken: Mapping[str, object]
    minted: dict[str, str] = field(default_factory=dict)

    def settle(self, record: Node, address: str) -> None:
        """State the addresses of the nodes below a record that the mapping would give another one."""
        described: dict[str, Place] = {}
        self._below(record, address, NestedIris(described), described)

    def _below(self, node: Node, owner: str, names: NestedIris, described: dict[str, Place]) -> None:
        if node.term is not None:
            described[node.term] = _NOWHERE
        for key, value in node.entries.items():
            for item in _nodes_in(value):
                if item.term is not None and not _is_link(item):
                    self._name(key, item, owner, names, described)

    def _name(self, key: str, node: Node, owner: str, names: NestedIris, described: dict[str, Place]) -> None:
        assert node.term is not None
        derived = names.address(key, _as_source(node), owner)
        stated = None if is_blank(node.term) else node.term[1:-1]
        own = derived if stated is None else stated
        if stated is None and f"<{derived}>" in self.taken:
            own = self._free(derived)
            node.entries = {"id": own, **node.entries}
        elif own != derived:
            node.entries = {"id": own, **node.entries}
        if stated is None:
            self.minted[node.term] = f"<{own}>"
        described[f"<{own}>"] = _NOWHERE
        self._below(Node(node.entries), own, names, described)

    def _free(self, wanted: str) -> str:
        number = 2
        while f"<{wanted}-{number}>" in self.taken:
            number += 1
        return f"{wanted}-{number}"


def _nodes_in(value: Value) -> list[Node]:
    """Return the nodes under a key, those in a list of RDF too."""
    items: list[Item] = value if isinstance(value, list) else [value]
    found: list[Node] = []
    for item in items:
        if isinstance(item, Node):
            inner = item.entries.get("@list")
            found += _nodes_in(inner) if inner is not None else [item]
    return found


def _is_link(node: Node) -> bool:
    return list(node.entries) == ["id"]


def _as_source(node: Node) -> SourceMapping:
    """Return what the naming looks at: the format of a distribution."""
    form = node.entries.get("format")
    entries = [(Scalar("format", _NOWHERE), Scalar(form, _NOWHERE))] if isinstance(form, str) else []
    return SourceMapping(_NOWHERE, [*entries])
