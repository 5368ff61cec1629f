"""Lists of variables: a CSV file beside a dataset's description, as stewards keep it in a spreadsheet.

A row is a variable, the header says what its fields are. Faults are findings at the field that was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dcat_publisher.model.lazy import homes, names_from

if TYPE_CHECKING:
    from dcat_publisher.source.variables.model import Variable, VariableList
    from dcat_publisher.source.variables.reader import read_list
else:
    __getattr__ = names_from(__name__, homes(model="Variable VariableList", reader="read_list"))

__all__ = ["Variable", "VariableList", "read_list"]
