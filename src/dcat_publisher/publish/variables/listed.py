"""A list as it is published: of which dataset, at which paths, and what tells whether it has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dcat_publisher.publish.variables.sheet import sheet
from dcat_publisher.source.variables import VariableList

Lists = Mapping[str, VariableList]
"""The lists by the term of the dataset that they are of."""


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
