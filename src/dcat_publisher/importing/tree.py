"""What is written to a file, before it is text: mappings, lists and scalars, with comments at the keys."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """A mapping: the keys of a node, the languages of a text, or the parts of a value.

    `term` is the node that it describes, None for all else; `comments` are written above their keys.
    """

    entries: dict[str, str | list[str | Node] | Node] = field(default_factory=dict)
    term: str | None = None
    comments: dict[str, list[str]] = field(default_factory=dict)


Value = str | list[str | Node] | Node
Item = str | Node


def link(address: str) -> Node:
    """Return a mere link in its long form, which holds under every key."""
    return Node({"id": address})


def is_link(value: Item) -> bool:
    """Return whether a value is a link in its long form."""
    return isinstance(value, Node) and value.entries.keys() == {"id"}


def listed(items: list[Item]) -> Value:
    """Return values as they stand under a key: one by itself, several as a list."""
    return items[0] if len(items) == 1 else items


__all__ = ["Item", "Node", "Value", "is_link", "link", "listed"]
