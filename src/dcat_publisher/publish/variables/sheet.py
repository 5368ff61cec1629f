"""A list of variables as a table for people: the headings in English, in a form that can be read again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from itertools import chain
from typing import Final

from dcat_publisher.source.variables import Variable, VariableList

_PLAIN: Final = (
    "datatype", "unit", "code_list", "concept", "valid_from", "valid_to", "required", "table",
)  # fmt: skip
_REQUIRED: Final = {None: "", True: "yes", False: "no"}


def sheet(found: VariableList) -> bytes:
    """Return the list as CSV (RFC 4180), with a mark by which spreadsheets see that it is UTF-8."""
    titles = _languages(variable.titles.keys() for variable in found.variables)
    descriptions = _languages(variable.descriptions.keys() for variable in found.variables)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    heads = [*(f"title@{tag}" for tag in titles), *(f"description@{tag}" for tag in descriptions)]
    writer.writerow(["name", *heads, *_PLAIN])
    writer.writerows(_row(variable, titles, descriptions) for variable in found.variables)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _languages(each: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(each)))


def _row(variable: Variable, titles: list[str], descriptions: list[str]) -> list[str]:
    return [
        variable.name,
        *(variable.titles.get(tag, "") for tag in titles),
        *(variable.descriptions.get(tag, "") for tag in descriptions),
        variable.datatype, variable.unit, variable.code_list, variable.concept, variable.valid_from,
        variable.valid_to, _REQUIRED[variable.is_required], variable.table,
    ]  # fmt: skip
