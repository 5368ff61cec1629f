"""Advice given once for findings that are alike: thousands may say the same, each of another file."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.checking.series_order import ORDER
from dcat_publisher.model.finding import Finding, changed
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rules.examples import example_in, split
from dcat_publisher.shacl.names import TOO_MANY
from dcat_publisher.source.mapping.laws import LAW_NUMBER

_OF_ONE_NODE: Final = frozenset({"R201", "R207", "R240", "T301", "T304"})
"""The rules whose advice depends on the node, or on the word that was typed."""


@dataclass(frozen=True)
class AdviceOnce:
    """Gives findings their advice, worked out for the first of those that are alike."""

    advised: Callable[[Finding], Finding]
    is_norwegian: Callable[[str], bool]
    context: Context
    _first: dict[Hashable, Finding] = field(default_factory=dict)
    _in_order: dict[Hashable, bool] = field(default_factory=dict)

    def of(self, found: Finding) -> Finding:
        """Return a finding with its advice."""
        words = tuple(found.message.items())
        if self._is_of_one(found, words):
            return self.advised(found)
        told = None if found.help is None else tuple(found.help.items())
        key = found.code, found.path, found.component, words, told, self.is_norwegian(found.place.file)
        first = self._first.get(key)
        if first is None:
            first = self._first[key] = self.advised(found)
            return first
        if first.message == found.message and first.help == found.help:
            return found
        return changed(found, message=first.message, help=first.help)

    def _is_of_one(self, found: Finding, words: Hashable) -> bool:
        """Return whether the advice is another one for each node or value."""
        if found.code in _OF_ONE_NODE or found.component == TOO_MANY or LAW_NUMBER.search(found.value or ""):
            return True
        if found.help is not None:
            return False
        known = self._in_order.get(words)
        if known is None:
            known = self._in_order[words] = self._names_an_order(found)
        return known

    def _names_an_order(self, found: Finding) -> bool:
        """Return whether a message has an example of what members of a series follow each other by."""
        examples = (example_in(split(text)[1]) for text in found.message.values())
        keys = (self.context.definition(example[0]) for example in examples if example is not None)
        return any(key is not None and key.predicate in ORDER for key in keys)
