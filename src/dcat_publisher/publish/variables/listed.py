"""A list as it is published: of which dataset, at which paths, and what tells whether it has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Final, NamedTuple

from dcat_publisher.model.terms import iri_value
from dcat_publisher.publish.variables.sheet import sheet
from dcat_publisher.source.variables import Variable, VariableList

quoted: Final = json.JSONEncoder(ensure_ascii=False).encode
"""Writes a text as JSON."""
Lists = Mapping[str, VariableList]
"""The lists by the term of the dataset that they are of."""


class Cells(NamedTuple):
    """What is written of a variable in every language.

    That is what a row begins and ends with; and as JSON its address, its name in the data, and the members
    for search engines that are in no language.
    """

    head: str
    validity: str
    address: str
    name: str
    measured: str


@dataclass(frozen=True)
class Listed:
    """The list of one dataset; `path` is that of the dataset, `table` that of the list."""

    dataset: str
    path: str
    table: str
    found: VariableList

    @cached_property
    def sheet(self) -> bytes:
        """The list as CSV, which says all that the other forms say."""
        return sheet(self.found)

    @cached_property
    def digest(self) -> str:
        """What tells whether the list is the same."""
        return hashlib.sha256(self.sheet).hexdigest()


    @cached_property
    def cells(self) -> list[Cells]:
        """What is written of each variable in every language."""
        own = iri_value(self.dataset)
        return [_cells(variable, own) for variable in self.found.variables]


def _cells(variable: Variable, dataset: str) -> Cells:
    anchor, start, end = escape(variable.fragment), variable.valid_from, variable.valid_to
    besides = (("unitText", variable.unit), ("propertyID", variable.concept))
    return Cells(
        f'<tr id="{anchor}"><th scope="row"><a href="#{anchor.replace("%", "%25")}">'
        f"<code>{escape(variable.name)}</code></a></th>",
        f"<td>{f'{start}–{end}' if start or end else ''}</td></tr>",
        quoted(f"{dataset}#{variable.fragment}"),
        quoted(variable.name),
        "".join(f', "{key}": {quoted(text)}' for key, text in besides if text),
    )


def has_variables(lists: Lists) -> bool:
    """Return whether any list has variables: what is made of all lists together is there only then."""
    return any(found.variables for found in lists.values())


def listed_of(lists: Lists, paths: Iterable[tuple[str, str]], base: str) -> list[Listed]:
    """Return the datasets that have variables, in order of path; `paths` are the terms and their paths."""
    found = [
        Listed(term, path, lists[term].address.removeprefix(base), lists[term])
        for term, path in paths
        if term in lists and lists[term].variables
    ]
    return sorted(found, key=lambda each: each.path)
