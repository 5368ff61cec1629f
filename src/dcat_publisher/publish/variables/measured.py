"""The variables of a page in schema.org's words, for search engines: written as text, for they are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dcat_publisher.model.namespaces import SCHEMA_ORG
from dcat_publisher.model.terms import iri_value
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.structured import escaped_in_script
from dcat_publisher.publish.variables.listed import Cells, quoted
from dcat_publisher.publish.variables.table_rows import said
from dcat_publisher.source.variables import Variable


def measured(
    reader: Reader, dataset: str, variables: Sequence[Variable], cells: Sequence[Cells]
) -> Markup:  # fmt: skip
    """Describe variables as those that a dataset measures, as JSON-LD for a script element."""
    pairs, language = zip(variables, cells, strict=True), reader.language
    found = ", ".join([_property(variable, own, language) for variable, own in pairs])
    name = reader.name(dataset).text
    about = {"@context": SCHEMA_ORG.iri, "@type": "Dataset", "@id": iri_value(dataset), "name": name}
    return escaped_in_script(f'{quoted(about)[:-1]}, "variableMeasured": [{found}]}}')


def _property(variable: Variable, cells: Cells, language: str) -> str:
    description = _in(variable.descriptions, language)
    said_of_it = f', "description": {quoted(description)}' if description else ""
    name = quoted(_in(variable.titles, language))
    return (
        f'{{"@type": "PropertyValue", "@id": {cells.address}, "name": {name}, '
        f'"alternateName": {cells.name}{said_of_it}{cells.measured}}}'
    )


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts[language] if language in texts else said(texts, language).text
