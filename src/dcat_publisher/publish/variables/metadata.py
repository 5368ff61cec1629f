"""The variables of a dataset as CSVW metadata: what a processor reads, and checks a file of data against.

https://www.w3.org/TR/tabular-metadata/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import quote

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
_json: Final = json.JSONEncoder(ensure_ascii=False).encode
"""Writes a text; an object of many would take three times as long."""


def metadata(
    found: VariableList, dataset: str, name: str, titles: Mapping[str, str], language: str
) -> bytes:
    """Describe the tables of a dataset; `dataset` is its IRI, `name` what a file of its data is called.

    `titles` are those of the dataset, by language, `language` that of the catalogue. Where the list names
    tables, the file of each is called after it.
    """
    head = [
        f'"@context": ["http://www.w3.org/ns/csvw", {{"@language": {_json(language)}}}]',
        f'"@id": {_json(f"{dataset}#variables")}',
        *_texts("dc:title", titles),
        f'"dc:isPartOf": {{"@id": {_json(dataset)}}}',
    ]
    tables = [
        _table(table, variables, dataset, name, titles) for table, variables in found.tables().items()
    ]
    return f"{_object([*head, _listed('tables', tables)])}\n".encode("utf-8", "replace")


def _object(members: Iterable[str]) -> str:
    return f"{{{', '.join(members)}}}"


def _listed(key: str, items: Iterable[str]) -> str:
    """Write a member whose items are on a line each."""
    return f'"{key}": [\n{NEXT.join(items)}\n]'


def _table(
    table: str, variables: Sequence[Variable], dataset: str, name: str, titles: Mapping[str, str]
) -> str:
    title = [f'"dc:title": {_json(table)}'] if table else _texts("dc:title", titles)
    file = _json(f"{_file_name(table or name)}.csv")
    address = [f'"@id": {_json(table_iri(dataset, table))}', f'"url": {file}']
    columns = _listed("columns", (_column(variable, dataset) for variable in variables))
    return _object([*address, *title, f'"tableSchema": {{{columns}}}'])


def _file_name(name: str) -> str:
    """Return a name as a link has it; letters that are not of ASCII may stand in one (RFC 3987, 2.2).

    Processors that read files of a disk look for the very name.
    """
    return "".join(letter if letter.isalpha() else quote(letter) for letter in name)


def _column(variable: Variable, dataset: str) -> str:
    datatype = "string" if variable.datatype == CODE else variable.datatype
    members = [
        f'"@id": {_json(f"{dataset}#{variable.fragment}")}', *_heading(variable),
        *_texts("dc:description", variable.descriptions), f'"datatype": {_json(datatype)}',
    ]  # fmt: skip
    if variable.is_required is not None:
        members.append(f'"required": {_json(variable.is_required)}')
    if variable.concept:
        members.append(f'"propertyUrl": {_json(variable.concept)}')
    if variable.code_list:
        members.append(f'"dc:conformsTo": {{"@id": {_json(variable.code_list)}}}')
    if variable.unit:
        members.append(f'"schema:unitText": {_json(variable.unit)}')
    if variable.valid_from or variable.valid_to:
        valid = f"{variable.valid_from or '..'}/{variable.valid_to or '..'}"
        members.append(f'"dc:valid": {_json(valid)}')
    return _object(members)


def _heading(variable: Variable) -> list[str]:
    """Return what a column is called: a processor looks for its name or a title in the file of data.

    Where URI templates cannot have the name, a processor makes one of the title, which has to be the first
    then, and in no language (5.6).
    """
    name = _json(variable.name)
    if _NOT_IN_NAME.search(variable.name) is not None:
        return [f'"titles": [{name}]', *_texts("rdfs:label", variable.titles)]
    titles = [f"{_json(tag)}: [{_json(text)}, {name}]" for tag, text in variable.titles.items()]
    return [f'"name": {name}', f'"titles": {_object([*titles, f"{_json(UNDETERMINED)}: [{name}]"])}']


def _texts(key: str, texts: Mapping[str, str]) -> list[str]:
    """Return a common property with its texts, if there are any (5.8)."""
    values = [f'{{"@value": {_json(text)}, "@language": {_json(tag)}}}' for tag, text in texts.items()]
    written = values[0] if len(values) == 1 else f"[{', '.join(values)}]"
    return [f'"{key}": {written}'] if values else []
