"""The editions of a series that name a dataset as the one before or after them: its page links to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dcat_publisher.checking.pipeline.nodes import NodeView
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.publish.basis import Parts
from dcat_publisher.publish.pages.predicates import NEXT, PREVIOUS

_SHOWN: Final = (*NAMES, PREVIOUS, NEXT)


def add_neighbours(said: dict[str, dict[str, list[str]]], own: Iterable[str], parts: Parts) -> None:
    """Add the names of the editions that name a dataset as the one before or after them.

    They are those parts that link to it; of what such a part says no more is shown.
    """
    view = NodeView(parts.index, parts)
    for term in own:
        for number, _ in parts.index.linking(term):
            for node in parts(number):
                each = view[node] if node not in said else {}
                if any(term in each.get(name, ()) for name in (PREVIOUS, NEXT)):
                    said[node] = {name: list(each[name]) for name in _SHOWN if name in each}
