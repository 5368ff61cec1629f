"""The datatypes of variables: those that CSVW has built in, and what stewards call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from dcat_publisher.model.language import LANGUAGES, Message, Words, in_language
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.vocabulary.suggestions import fold, nearest

# https://www.w3.org/TR/tabular-metadata/#built-in-datatypes; their names are case sensitive.
BUILT_IN: Final = (
    "string", "integer", "decimal", "number", "boolean", "date", "dateTime", "time", "gYear", "gYearMonth",
    "gMonth", "gDay", "gMonthDay", "duration", "dayTimeDuration", "yearMonthDuration", "double", "float",
    "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "dateTimeStamp",
    "anyURI", "base64Binary", "hexBinary", "QName", "normalizedString", "token", "language", "Name",
    "NMTOKEN", "xml", "html", "json", "any", "binary", "datetime", "anyAtomicType",
)  # fmt: skip
_USUAL: Final = ("string", "integer", "decimal", "boolean", "date", "dateTime", "gYear", "code")
CODE: Final = "code"
"""A value of a code list: published as `string`."""
NAMES: Final = Words(__file__).group("datatype")
"""What people call the datatypes that they write most."""
_ALSO: Final[Mapping[str, str]] = {
    "streng": "string", "tegnstreng": "string", "teiknstreng": "string", "tegn": "string", "teikn": "string",
    "fritekst": "string", "alfanumerisk": "string", "alphanumeric": "string", "character": "string",
    "desimal": "decimal", "datotid": "dateTime", "nominal": CODE, "nominell": CODE, "ordinal": CODE,
    "kategorisk": CODE, "categorical": CODE, "j/n": "boolean", "y/n": "boolean", "årstall": "gYear",
    "årstal": "gYear", "tall": "decimal", "tal": "decimal", "boolsk": "boolean", "bool": "boolean",
    "char": "string", "varchar": "string", "numeric": "decimal", "numerisk": "decimal",
    "timestamp": "dateTime", "tidspunkt": "dateTime", "kategori": CODE, "int": "integer", "float": "double",
    "url": "anyURI",
}  # fmt: skip
"""What else is written for a datatype than what it is called here."""
_EVERYDAY: Final[Mapping[str, str]] = {
    **{word: datatype for datatype in NAMES for word in NAMES[datatype].values()},
    **_ALSO,
}
_NOT_LETTERS: Final = re.compile(r"[^A-Za-zÆØÅæøå/]+")
_KNOWN: Final = {fold(word): type_ for word, type_ in _EVERYDAY.items()}
_FOLDED: Final = {fold(name): name for name in reversed(BUILT_IN)}


def datatype_of(text: str) -> str | None:
    """Return the datatype that a text names, in whatever case; None for none."""
    if text in BUILT_IN:
        return text
    local = text.removeprefix("xsd:").removeprefix(XSD.iri)
    return _KNOWN.get(fold(local)) or _FOLDED.get(fold(local))


USUAL: Final[Message] = {
    tag: ", ".join(f"`{in_language(NAMES[name], tag)}`" for name in _USUAL) for tag in LANGUAGES
}
"""The datatypes that a help text lists, as people call them."""
NOT_MEASURED: Final = frozenset({"string", "boolean", "date", "dateTime", CODE, "anyURI"})
"""The datatypes that no unit goes with."""
_NO_UNITS: Final = frozenset({"string", "integer", "decimal", "boolean", "date", "dateTime", CODE, "anyURI"})


def nearest_datatype(text: str) -> str | None:
    """Return the datatype that was meant, where there is one: `heltal1`, `heltall(3)`, `Numeric(5,0)`."""
    letters = _NOT_LETTERS.sub("", text.replace("1", "l").replace("0", "o"))
    for each in (text, letters, _NOT_LETTERS.split(text.strip())[0]):
        found = nearest(each, [*BUILT_IN, *_EVERYDAY], 3)
        if found:
            return found[0]
    return None


def is_no_unit(text: str) -> bool:
    """Return whether a unit is the name of a datatype: the columns have changed places."""
    return _KNOWN.get(fold(text)) in _NO_UNITS


def datatype_name(datatype: str, language: str) -> str | None:
    """Return what people call a datatype, None for one that they hardly write."""
    return in_language(NAMES[datatype], language) if datatype in NAMES else None
