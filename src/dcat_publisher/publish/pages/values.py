"""What a page shows: texts, values and properties, as markup writes them."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """A text, and its language when that is another than the page's."""

    text: str
    language: str | None = None


class Value(NamedTuple):
    """A value as it is shown: text, perhaps a link, what machines read, or a nested node's details.

    `date` is for machines what the text is for people; `exact` is what the text rounds, as a number or a
    period in ISO 8601, and `unit` what stands behind that where it is shown.
    """

    text: str
    language: str | None = None
    href: str | None = None
    date: str | None = None
    exact: str | None = None
    unit: str = ""
    anchor: str | None = None
    details: tuple[Property, ...] = ()


class Property(NamedTuple):
    """A property with its values: what it is called, its prefixed name, its IRI."""

    label: str
    name: str
    iri: str
    values: tuple[Value, ...]

    @property
    def in_a_row(self) -> bool:
        """Whether the values are so many and so small that they stand side by side."""
        return len(self.values) > 3 and all(
            not value.details and len(value.text) < 50 for value in self.values
        )
