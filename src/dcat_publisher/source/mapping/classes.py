"""The classes that a node states, as terms."""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.source import Mapping, Node, Scalar
from dcat_publisher.source.mapping.iris import iri_term
from dcat_publisher.source.mapping.literals import Outcome, items, not_one_value
from dcat_publisher.source.mapping.meant import Guesser
from dcat_publisher.source.tree import Sequence


def stated_types(node: Mapping, guesser: Guesser) -> list[Node]:
    """Return what a node has for `type`."""
    context = guesser.vocabulary.context
    return [value for key, value in node.entries if context.meaning(key.text) == "@type"]


def states_types(stated: list[Node]) -> bool:
    """Return whether a node says of which class it is, or by `type: []` that it is of none."""
    return any(items(value) or isinstance(value, Sequence) for value in stated)


def class_terms(subject: str, value: Node, guesser: Guesser) -> Iterator[Outcome]:
    """Yield the term of each class with its place, or the finding that says why there is none."""
    for name in items(value):
        if not isinstance(name, Scalar):
            yield not_one_value(name, "type", "Dataset")
            continue
        class_iri = guesser.vocabulary.context.type_iri(name.text)
        if class_iri is None:
            yield guesser.unknown_type(name, subject)
            continue
        term = iri_term(class_iri, name.place)
        yield (term, name.place) if isinstance(term, str) else term


__all__ = ["class_terms", "stated_types", "states_types"]
