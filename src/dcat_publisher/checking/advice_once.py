"""Advice given once for findings that are alike: thousands may say the same, each of another file."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.checking.pipeline.remembered_advice import Advice
from dcat_publisher.checking.series_order import ORDER
from dcat_publisher.model.finding import Finding, changed
from dcat_publisher.model.language import Message
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rules.examples import example_in, split
from dcat_publisher.shacl.names import TOO_MANY
from dcat_publisher.source.folder import is_list
from dcat_publisher.source.mapping.laws import LAW_NUMBER

_OF_ONE_NODE: Final = frozenset({"R201", "R207", "R240", "T301", "T304"})
"""The rules whose advice depends on the node, or on the word that was typed."""
_MOST: Final = 1000
"""Up to how many pieces of advice that for one finding alone is remembered, too."""


@dataclass(frozen=True)
class AdviceOnce:
    """Gives findings their advice, worked out for the first of those that are alike.

    `known` is what was worked out before; what is new is added.
    """

    advised: Callable[[Finding], Finding]
    is_norwegian: Callable[[str], bool]
    context: Context
    known: Advice
    _in_order: dict[Hashable, bool] = field(default_factory=dict)

    def of(self, found: Finding) -> Finding:
        """Return a finding with its advice."""
        words = tuple(found.message.items())
        told = None if found.help is None else tuple(found.help.items())
        key: Hashable = (
            found.code, found.path, found.component, words, told, self.is_norwegian(found.place.file)
        )  # fmt: skip
        of_one = self._is_of_one(found, words)
        if of_one:
            key = key, tuple(found.place), found.focus, found.value, found.meant
        if key in self.known:
            return _with(found, *self.known[key])
        first = self.advised(found)
        message, advice = dict(first.message), None if first.help is None else dict(first.help)
        if not of_one or (len(self.known) < _MOST and _with(found, message, advice) == first):
            self.known[key] = message, advice
        return first

    def _is_of_one(self, found: Finding, words: Hashable) -> bool:
        """Return whether the advice is another one for each node or value."""
        if found.code in _OF_ONE_NODE or found.component == TOO_MANY or LAW_NUMBER.search(found.value or ""):
            return True
        if is_list(found.place.file):  # it is placed at its cell
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


def _with(found: Finding, message: Message, advice: Message | None) -> Finding:
    if message == found.message and advice == found.help:
        return found
    return changed(found, message=message, help=advice)
