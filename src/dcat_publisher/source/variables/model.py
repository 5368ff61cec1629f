"""Variables as values, without places: what a list says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote


class Variable(NamedTuple):
    """One variable; `titles` and `descriptions` are by language, what was not written is empty.

    `datatype` is a built-in datatype of CSVW, `code_list` and `concept` are IRIs, `valid_from` and `valid_to`
    dates or years. `fragment` names it within its dataset; `is_required` is None where nothing says so.
    """

    name: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    datatype: str
    unit: str
    code_list: str
    concept: str
    valid_from: str
    valid_to: str
    is_required: bool | None
    table: str
    fragment: str
    line: int


@dataclass(frozen=True)
class VariableList:
    """The variables of one file, in its order; `address` is where it is published for a dataset."""

    file: str
    variables: tuple[Variable, ...] = ()
    address: str = ""

    def tables(self) -> dict[str, list[Variable]]:
        """Return the variables by the table that they are in, "" where the file names none."""
        found: dict[str, list[Variable]] = {}
        for variable in self.variables:
            found.setdefault(variable.table, []).append(variable)
        return found


def table_iri(dataset: str, table: str) -> str:
    """Return the IRI of a table of a dataset; "" is the one that has no name."""
    return f"{dataset}#table-{quote(table, safe='')}" if table else f"{dataset}#table"


def model_iri(dataset: str) -> str:
    """Return the IRI of the information model that a dataset's list is published as."""
    return f"{dataset}#model"


def fragment_of(name: str, table: str, taken: set[str]) -> str:
    """Return what names a variable within its dataset, and take it.

    Of variables with the same name in several tables the first has the short one, so that rows which are
    added below change the name of none above.
    """
    fragment = f"variable-{quote(name, safe='')}"
    if fragment in taken:
        fragment = f"variable-{quote(table, safe='')}-{quote(name, safe='')}"
    taken.add(fragment)
    return fragment
