"""The variables of a dataset as CSVW metadata: what a processor reads, and checks a file of data against.

https://www.w3.org/TR/tabular-metadata/
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.source.variables import Variable, VariableList
from dcat_publisher.source.variables.datatypes import CODE
from dcat_publisher.source.variables.model import table_iri

MEDIA_TYPE: Final = "application/json"
"""One of the media types that processors take (5.2); servers of files know no other for the suffix."""
# RFC 6570, 2.3: a name is a variable of URI templates, and may not begin with an underscore (5.6).
_NOT_IN_NAME: Final = re.compile(r"[^A-Za-z0-9_.]|^_|^\.|\.(?=\.|$)")
NEXT: Final = ",\n"
UNDETERMINED: Final = "und"
"""The language of a name in the data."""


def metadata(
    found: VariableList, dataset: str, name: str, titles: Mapping[str, str], language: str
) -> bytes:
    """Describe the tables of a dataset; `dataset` is its IRI, `name` what a file of its data is called.

    `titles` are those of the dataset, by language, `language` that of the catalogue. Where the list names
    tables, the file of each is called after it.
    """
    head: dict[str, Json] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "@id": f"{dataset}#variables",
        **_texts("dc:title", titles),
        "dc:isPartOf": {"@id": dataset},
    }
    tables = [
        _with_list(_table(table, dataset, name, titles), "tableSchema", _columns(variables, dataset))
        for table, variables in found.tables().items()
    ]
    return (_with_list(head, "tables", f"[\n{NEXT.join(tables)}\n]") + "\n").encode("utf-8", "replace")


def _columns(variables: Sequence[Variable], dataset: str) -> str:
    columns = (_json(_column(variable, dataset)) for variable in variables)
    return f'{{"columns": [\n{NEXT.join(columns)}\n]}}'


def _with_list(about: dict[str, Json], key: str, text: str) -> str:
    """Write an object with one member more, which is written already: each column is on a line of its own."""
    return f"{_json(about)[:-1]}, {_json(key)}: {text}}}"


_json: Final = json.JSONEncoder(ensure_ascii=False).encode
"""Writes a value as JSON; `json.dumps` would make an encoder for each of the columns."""


def _table(table: str, dataset: str, name: str, titles: Mapping[str, str]) -> dict[str, Json]:
    return {
        "@id": table_iri(dataset, table),
        "url": f"{quote(table or name)}.csv",
        **(_texts("dc:title", titles) if not table else {"dc:title": table}),
    }


def _column(variable: Variable, dataset: str) -> dict[str, Json]:
    about: dict[str, Json] = {
        "@id": f"{dataset}#{variable.fragment}",
        **_heading(variable),
        **_texts("dc:description", variable.descriptions),
        "datatype": "string" if variable.datatype == CODE else variable.datatype,
    }
    if variable.is_required is not None:
        about["required"] = variable.is_required
    if variable.concept:
        about["propertyUrl"] = variable.concept
    if variable.code_list:
        about["dc:conformsTo"] = {"@id": variable.code_list}
    if variable.unit:
        about["schema:unitText"] = variable.unit
    if variable.valid_from or variable.valid_to:
        about["dc:valid"] = f"{variable.valid_from or '..'}/{variable.valid_to or '..'}"
    return about


def _heading(variable: Variable) -> dict[str, Json]:
    """Return what a column is called: a processor looks for its name or a title in the file of data.

    Where URI templates cannot have the name, a processor makes one of the title, which has to be the first
    then, and in no language (5.6).
    """
    if _NOT_IN_NAME.search(variable.name) is not None:
        return {"titles": [variable.name], **_texts("rdfs:label", variable.titles)}
    titles: dict[str, Json] = {tag: [text, variable.name] for tag, text in variable.titles.items()}
    return {"name": variable.name, "titles": titles | {UNDETERMINED: [variable.name]}}


def _texts(key: str, texts: Mapping[str, str]) -> dict[str, Json]:
    """Return a common property with its texts (5.8)."""
    values: list[Json] = [{"@value": text, "@language": tag} for tag, text in texts.items()]
    return {key: values[0] if len(values) == 1 else values} if values else {}
