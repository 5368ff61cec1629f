"""A list as it is published: of which dataset, at which paths, and what tells whether it has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple

from dcat_publisher.publish.variables.sheet import sheet
from dcat_publisher.source.variables import Variable, VariableList

Lists = Mapping[str, VariableList]
"""The lists by the term of the dataset that they are of."""


class Cells(NamedTuple):
    """What a row begins and ends with."""

    head: str
    validity: str


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
        """What the row of each variable has in every language: its beginning, and since when it is valid."""
        return [_cells(variable) for variable in self.found.variables]


def _cells(variable: Variable) -> Cells:
    anchor, start, end = escape(variable.fragment), variable.valid_from, variable.valid_to
    return Cells(
        f'<tr id="{anchor}"><th scope="row"><a href="#{anchor.replace("%", "%25")}">'
        f"<code>{escape(variable.name)}</code></a></th>",
        f"<td>{f'{start}–{end}' if start or end else ''}</td></tr>",
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
