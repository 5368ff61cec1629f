"""The parts of a record: the addresses of nested nodes (`…/kpr#temporal`), and references to them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri
from dcat_publisher.rules import finding
from dcat_publisher.source import Mapping as SourceMapping
from dcat_publisher.source import Scalar
from dcat_publisher.vocabulary.suggestions import did_you_mean_this, meant, these_fit

_FEW = 8
"""How many parts a help text lists at most."""


class NestedIris:
    """Names the parts of records. `described` is term -> place of all nodes that are described so far.

    `named` are the terms of nodes that were given their IRI here; `references` are those to parts of records.
    """

    def __init__(self, described: Mapping[str, Place]) -> None:
        self.named: set[str] = set()
        self.references: list[tuple[str, Scalar]] = []
        self._described = described

    def address(self, key: str, node: SourceMapping, owner: str) -> str:
        """Return a nested node its IRI: owner, key, a distribution's format; numbered from the second on."""
        local = key.rpartition(":")[2].rpartition("/")[2].rpartition("#")[2]
        form = node.get("format")
        if isinstance(form, Scalar) and form.text.isalnum():
            local = f"{local}-{form.text.lower()}"
        first = f"{owner}{'-' if '#' in owner else '#'}{local}"
        number, value = 1, first
        while iri(value) in self._described:
            number += 1
            value = f"{first}-{number}"
        self.named.add(iri(value))
        return value

    def collisions(self, term: str, stated: Scalar) -> list[Finding]:
        """Report an `id` that a node without one has been given already: the two would become one."""
        if term not in self.named:
            return []
        return [finding("R203", stated.place, iri=term[1:-1], first=str(self._described[term]))]

    def refer(self, term: str, node: Scalar) -> None:
        """Remember a reference to a part, which may be described further down."""
        self.references.append((term, node))

    def dangling(self, names: Container[str] = ()) -> list[Finding]:
        """Report the references to parts that no record has; asked for when all are described."""
        return [
            dangling(term, node.text, node.place, self._described, names)
            for term, node in self.references
            if term not in self._described
        ]


def dangling(
    term: str, text: str, place: Place, described: Iterable[str], names: Container[str] = ()
) -> Finding:
    """Report a part that is not there, with the one that was meant, or all where they are few.

    `names` are those of records, one of which may be meant without the `#`.
    """
    record = text.removeprefix("#")
    if record in names:
        found = finding("R201", place, name=text, suggestion=did_you_mean_this(record), meant=record)
    else:
        found = _no_part(term, text, place, described)
    return replace(found, value=term)


def _no_part(term: str, text: str, place: Place, described: Iterable[str]) -> Finding:
    owner = f"{term.partition('#')[0]}#"
    parts = [f"#{node[len(owner) : -1]}" for node in described if node.startswith(owner)]
    found = meant(text, parts)
    if len(found) == 1:
        return finding("R201", place, name=text, suggestion=did_you_mean_this(found[0]), meant=found[0])
    few = these_fit(parts) if 0 < len(parts) <= _FEW else None
    return finding("R201", place, name=text, suggestion=few)
