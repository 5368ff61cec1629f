"""The order of keys and of values: the same for the same graph, whatever order it was in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from dcat_publisher.importing.forms import Forms
from dcat_publisher.importing.tree import Item, Node, Value, is_link
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import DCT

_FIRST: Final = (*NAMES, DCT.alternative, DCT.description, DCT.identifier)
_LAST: Final = ("distribution", "record", "catalog", "service", "dataset")
_DIGITS: Final = re.compile(r"([0-9]+)")


def in_order(entries: Mapping[str, Value], forms: Forms) -> dict[str, Value]:
    """Return the entries of a node: what it is called first, what it owns last, others as in the context."""
    definition = forms.context.definitions

    def rank(key: str) -> tuple[int, int, str]:
        predicate = definition[key].predicate if key in definition else ""
        if predicate in _FIRST:
            return 0, _FIRST.index(predicate), key
        if key in _LAST:
            return 2, _LAST.index(key), key
        return (1, *forms.rank(key))

    return {key: entries[key] for key in sorted(entries, key=rank)}


def sorted_items(items: list[Item]) -> list[Item]:
    """Return values in order: texts, then links, then nodes by what they say, whatever they are called."""
    if len(items) < 2:
        return items
    return sorted(items, key=_item_rank)


def _item_rank(item: Item) -> tuple[int, str, list[tuple[bool, int, str]]]:
    if isinstance(item, str):
        return 0, item, []
    if is_link(item):
        return 1, str(item.entries["id"]), []
    return 2, said_of(item), natural((item.term or "").rstrip(">"))  # `#a` before `#a-2`


def natural(text: str) -> list[tuple[bool, int, str]]:
    """Return what texts with numbers are sorted by: `a-2` before `a-10`."""
    return [
        (part.isdigit(), int(part) if part.isdigit() else 0, part) for part in _DIGITS.split(text) if part
    ]


def said_of(value: Value) -> str:
    """Return what a value says, without the addresses of the nodes that it describes."""
    if isinstance(value, str):
        return value
    if isinstance(value, Node):
        own = value.entries.items()
        return "{" + ", ".join(f"{key}: {said_of(each)}" for key, each in own) + "}"
    return "[" + ", ".join(map(said_of, value)) + "]"


__all__ = ["in_order", "natural", "said_of", "sorted_items"]
