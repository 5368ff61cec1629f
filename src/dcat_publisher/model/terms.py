"""RDF terms, written as their N-Triples spelling in a plain string.

A term is a `str`: `<http://example.org/a>`, `"text"@nb`, `"2018-04-12"^^<…#date>` or `_:b0`. Strings hash and
compare fastest of all in Python, need no import to read, and an N-Triples file of them is a join. The
spelling is the canonical one (RDF 1.1 N-Triples, section 4), so that equal terms are equal strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from dcat_publisher.model.namespaces import RDF, XSD

# RFC 3986, section 2: what a URI may hold besides letters and digits.
_URI_CHARACTERS: Final = "%/:?#[]@!$&'()*+,;=-._~"
TYPE: Final = RDF.type
_STRING: Final = XSD + "string"
_LANG_STRING: Final = RDF + "langString"
NAME_AT_END: Final = re.compile(r"[A-Za-z_À-ÖØ-öø-ÿ][A-Za-z0-9_.À-ÖØ-öø-ÿ-]*\Z")
"""What RDF/XML names an element by, at the end of a property's IRI: an NCName (Namespaces in XML 1.0, 3) of
those Latin letters that every edition of XML allows."""

_ESCAPES: Final = {
    **{chr(code): f"\\u{code:04X}" for code in [*range(0x20), 0x7F]},
    "\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\",
}  # fmt: skip
_NEEDS_ESCAPE: Final = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_UNESCAPES: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def iri(value: str) -> str:
    """Return the term for an IRI; the caller has checked that it is one."""
    return f"<{value}>"


def literal(value: str, datatype: str | None = None, language: str | None = None) -> str:
    """Return the term for a literal: a datatype IRI, or a language tag, or neither (xsd:string)."""
    quoted = f'"{escape(value)}"'
    if language is not None:
        return f"{quoted}@{language}"
    if datatype is None or datatype == _STRING:
        return quoted
    return f"{quoted}^^<{datatype}>"


def escape(text: str) -> str:
    """Escape a literal's text as canonical N-Triples does."""
    if _NEEDS_ESCAPE.search(text) is None:
        return text
    return _NEEDS_ESCAPE.sub(lambda match: _ESCAPES[match[0]], text)


def _unescape_one(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code is not None else _UNESCAPES[match[3]]


_unescape: Final[Callable[[re.Match[str]], str]] = _unescape_one


def is_iri(term: str) -> bool:
    """Return whether a term is an IRI."""
    return term[0] == "<"


def is_literal(term: str) -> bool:
    """Return whether a term is a literal."""
    return term[0] == '"'


def is_blank(term: str) -> bool:
    """Return whether a term is a blank node."""
    return term[0] == "_"


def is_text(term: str) -> bool:
    """Return whether a term is a string: with a language (rdf:langString) or without (xsd:string)."""
    return is_literal(term) and (term[-1] == '"' or language(term) is not None)


def uri_of(address: str) -> str:
    """Write an IRI as a URI (RFC 3987, section 3.1), which can also stand in a header field or in quotes."""
    return quote(address, safe=_URI_CHARACTERS)


def iri_value(term: str) -> str:
    """Return the IRI without its angle brackets."""
    return term[1:-1]


def lexical(term: str) -> str:
    """Return the text of a literal, the IRI of an IRI, the label of a blank node."""
    if term[0] == "<":
        return term[1:-1]
    if term[0] != '"':
        return term
    text = term[1 : term.rindex('"')]
    return _ESCAPED.sub(_unescape, text) if "\\" in text else text


def language(term: str) -> str | None:
    """Return the language tag of a literal, as written, or None."""
    suffix = term[term.rindex('"') + 1 :] if term[0] == '"' else ""
    return suffix[1:] if suffix.startswith("@") else None


def datatype(term: str) -> str | None:
    """Return the datatype IRI of a literal (rdf:langString with a tag, else xsd:string); None for others."""
    if term[0] != '"':
        return None
    suffix = term[term.rindex('"') + 1 :]
    if suffix == "":
        return _STRING
    return _LANG_STRING if suffix[0] == "@" else suffix[3:-1]
