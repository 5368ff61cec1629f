"""The header of a list: which field is what, in English or Norwegian, with the language of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from dcat_publisher.model.language import DEFAULT_LANGUAGE, LANGUAGES, Words
from dcat_publisher.vocabulary.suggestions import fold, meant

NAME, TITLE, DESCRIPTION, DATATYPE, UNIT = "name", "title", "description", "datatype", "unit"
CODE_LIST, CONCEPT, VALID_FROM, VALID_TO = "code_list", "concept", "valid_from", "valid_to"
REQUIRED, TABLE = "required", "table"
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    NAME: ("name", "navn", "namn", "variable", "variabel", "variable_name", "variabelnavn",
           "variabelnamn", "kolonne", "kolonnenavn", "kolonnenamn", "column", "felt", "feltnavn", "feltnamn",
           "field"),
    TITLE: ("title", "tittel", "label", "etikett", "ledetekst", "leietekst"),
    DESCRIPTION: ("description", "beskrivelse", "skildring", "definition", "definisjon", "forklaring"),
    DATATYPE: ("datatype", "type", "data_type", "format"),
    UNIT: ("unit", "enhet", "eining", "måleenhet", "måleeining"),
    CODE_LIST: ("code_list", "kodeliste", "kodeverk"),
    CONCEPT: ("concept", "begrep", "omgrep"),
    VALID_FROM: ("valid_from", "gyldig_fra", "gyldig_frå"),
    VALID_TO: ("valid_to", "gyldig_til"),
    REQUIRED: ("required", "påkrevd", "påkravd", "obligatorisk"),
    TABLE: ("table", "tabell"),
}
"""What the fields may be called; the first word of each is the one that is published."""
FIELD_NAMES: Final = Words(__file__).group("field")
"""What people call a variable, and the fields of one that no other resource has."""
TEXTS: Final = (TITLE, DESCRIPTION)
"""The fields that are in languages."""
_FIELD_OF: Final = {fold(word): field for field, words in WORDS.items() for word in words}
_WORD_OF: Final = {fold(word): word for words in WORDS.values() for word in words}
_LANGUAGE: Final = re.compile(r"(?P<word>.+?)\s*(?:[@_.: -]|[(\[])\s*(?P<tag>[A-Za-zåÅ]{2,9})\s*[)\]]?")
_OTHER: Final = ("se", "sma", "smj", "fi", "fkv", "da", "sv", "de", "fr")
"""Languages of texts besides those of the pages."""
_LANGUAGE_NAMES: Final = {
    "norsk": "nb", "norwegian": "nb", "bokmål": "nb", "nynorsk": "nn", "engelsk": "en", "english": "en",
    "samisk": "se", "nob": "nb", "nno": "nn", "eng": "en",
}  # fmt: skip


class Field(NamedTuple):
    """What a column holds: the field, and for texts their language, None for the catalogue's."""

    name: str
    language: str | None = None


def field_of(header: str) -> Field | None:
    """Return what a column holds by its header, None where the header is no known word."""
    name = _FIELD_OF.get(fold(header))
    if name is not None:
        return Field(name)
    match = _LANGUAGE.fullmatch(header.strip())
    name = None if match is None else _FIELD_OF.get(fold(match["word"]))
    tag = None if match is None else _tag(match["tag"])
    return Field(name, tag) if name in TEXTS and tag is not None else None


def word_of(header: str) -> str | None:
    """Return the word of a heading as it is in the table, without a language; None for no known word."""
    word = _WORD_OF.get(fold(header))
    match = None if word is not None else _LANGUAGE.fullmatch(header.strip())
    return word if match is None else _WORD_OF.get(fold(match["word"]))


def _tag(text: str) -> str | None:
    tag = text.lower()
    tag = DEFAULT_LANGUAGE if tag == "no" else _LANGUAGE_NAMES.get(tag, tag)  # `no` is taken for Bokmål
    return tag if tag in (*LANGUAGES, *_OTHER) else None


def nearest_header(header: str) -> str | None:
    """Return the header that was meant, where all that it may be are one field."""
    word, mark, tag = header.strip().partition("@")
    match = None if mark else _LANGUAGE.fullmatch(word)
    if match is not None and _tag(match["tag"]) is not None:  # `titel_nb`
        word, mark, tag = match["word"], "@", match["tag"]
    if mark and _FIELD_OF.get(fold(word)) in TEXTS:  # it is the language that is not known
        return f"{word}@{next((one for one in LANGUAGES if one[0] == tag[:1].lower()), DEFAULT_LANGUAGE)}"
    found = meant(word, [each for words in WORDS.values() for each in words])
    if len({_FIELD_OF[fold(each)] for each in found}) != 1:
        return None
    best = f"{found[0]}{mark}{tag}"
    return best if field_of(best) is not None else found[0]
