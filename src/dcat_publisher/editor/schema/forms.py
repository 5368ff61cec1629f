"""The forms of values as JSON Schema: text, text by language, numbers, dates, addresses.

A scalar is text to this program, but an editor reads `2018` as a number and `true` as a truth value: both
are allowed wherever a text is.
"""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.language import LANGUAGE_NAMES
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.rdf.jsonld_context import Json

Schema = dict[str, Json]

SCALAR: Final[Schema] = {"type": ["string", "number", "boolean"]}
# BCP 47, 2.1: a primary subtag of letters, then subtags of letters and digits; or that there is no language.
_TAG: Final = "^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|@none)$"
LOCAL_NAME: Final = "^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$"
FRAGMENT_OR_ADDRESS: Final = "^(#|[A-Za-z][A-Za-z0-9+.-]*:)\\S+$"
_DATE: Final = (
    "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?)?)?)?"
    "(Z|[+-][0-9]{2}:[0-9]{2})?$"
)
_WHOLE: Final = "^[+]?[0-9]+$"
_NUMBER: Final = "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$|^-?INF$|^NaN$"
_FORMS: Final[dict[str, Schema]] = {
    "date": {
        "anyOf": [{"type": "string", "pattern": _DATE}, {"type": "integer", "minimum": 1, "maximum": 9999}]
    },
    "nonNegativeInteger": {
        "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": _WHOLE}],
    },
    "integer": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[+-]?[0-9]+$"}]},
    "decimal": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}]},
    "double": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}]},
    "boolean": {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "1", "0", 1, 0]}]},
    "duration": {"type": "string", "pattern": "^-?P[0-9TYMDHS.]+$"},
}


def several(one: Schema) -> Schema:
    """Return the form of one value or a list of such."""
    return {"anyOf": [one, {"type": "array", "items": one}]}


def texts() -> Schema:
    """Return the form of a text, or of one text (or list of texts) per language."""
    per_language: Schema = {
        "type": "object",
        "properties": {tag: {"title": name} for tag, name in LANGUAGE_NAMES.items()},
        "propertyNames": {"pattern": _TAG},
        "additionalProperties": several(SCALAR),
        "minProperties": 1,
    }
    return {"anyOf": [SCALAR, per_language, value_object()]}


def value_object() -> Schema:
    """Return the form of a JSON-LD value object."""
    return {
        "type": "object",
        "properties": {"@value": SCALAR, "@language": {"type": "string"}, "@type": {"type": "string"}},
        "required": ["@value"],
        "additionalProperties": False,
    }


def ordered() -> Schema:
    """Return the form of values in an order, a list of RDF."""
    return {
        "type": "object",
        "properties": {"@list": {"type": "array"}},
        "required": ["@list"],
        "additionalProperties": False,
    }


def typed(datatype: str) -> Schema:
    """Return the form of a value with a datatype; a date may be a month, a year or a point in time."""
    name = datatype.removeprefix(XSD.iri)
    date_like = name in ("date", "dateTime", "gYear", "gYearMonth")
    form = _FORMS["date"] if date_like else _FORMS.get(name, SCALAR)
    return {"anyOf": [form, value_object()]}
